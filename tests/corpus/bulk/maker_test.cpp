// Invoices are the same whenever they are made, and say what their truth says: the engine reads it from them.

#include "corpus/bulk/maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "rules/builtin_pack.h"
#include "tools/evaluation.h"
#include "tools/labels.h"

namespace prefill::bulk {
namespace {

constexpr std::uint64_t count = 60;

CorpusOptions options() {
  return {.seed = 20, .suppliers = 40};
}

// The invoices of the tests, made once.
const std::vector<Document>& documents() {
  static const std::vector<Document> all = [] {
    Maker maker(options());
    std::vector<Document> made;
    for (std::uint64_t i = 0; i < count; ++i) made.push_back(maker.make(i, std::to_string(i) + ".pdf"));
    return made;
  }();
  return all;
}

tools::Labels labels() {
  std::string lines;
  for (const Document& document : documents()) lines += document.manifest + "\n";
  auto read = tools::read_labels(lines);
  EXPECT_TRUE(read) << read.error();
  return read ? *std::move(read) : tools::Labels{};
}

Extractor make_extractor() {
  auto pack = rules::parse_packs(rules::builtin_packs()).pack;
  return Extractor(rules::Database::compile(std::move(*pack), std::nullopt));
}

Result<Extraction> extract(Extractor& extractor, const std::string& pdf) {
  return extractor.extract({reinterpret_cast<const unsigned char*>(pdf.data()), pdf.size()});
}

TEST(BulkMaker, AnInvoiceIsTheSameWhateverWasMadeBefore) {
  Maker maker(options());
  for (const std::uint64_t index : {count - 1, std::uint64_t{7}, std::uint64_t{0}}) {
    const Document again = maker.make(index, std::to_string(index) + ".pdf");
    EXPECT_TRUE(again.pdf == documents()[index].pdf) << index;
    EXPECT_EQ(again.manifest, documents()[index].manifest);
  }
}

TEST(BulkMaker, AnotherSeedGivesAnotherInvoice) {
  CorpusOptions others = options();
  ++others.seed;
  const Document other = Maker(others).make(0, "0.pdf");
  EXPECT_NE(other.manifest, documents()[0].manifest);
  EXPECT_FALSE(other.pdf == documents()[0].pdf);
}

TEST(BulkMaker, InvoicesDifferAndEachHasItsOwnNumber) {
  std::set<std::string> pdfs;
  std::set<std::pair<std::string, std::string>> numbers;
  for (const tools::LabelledDocument& document : labels().documents) {
    const auto text = [&](Field field) {
      return std::get<std::string>(document.truth[static_cast<std::size_t>(field)].value());
    };
    numbers.emplace(text(Field::code_fournisseur), text(Field::numero_facture));
  }
  for (const Document& document : documents()) pdfs.insert(document.pdf);
  EXPECT_EQ(pdfs.size(), count);
  EXPECT_EQ(numbers.size(), count);
}

TEST(BulkMaker, EveryShapeAndLengthIsThere) {
  std::set<std::string> producers;
  std::set<std::size_t> lengths;
  for (const tools::LabelledDocument& document : labels().documents) producers.insert(document.producer);
  for (const Document& document : documents()) lengths.insert(document.pages);
  EXPECT_GT(producers.size(), 8U);
  EXPECT_THAT(lengths, testing::IsSupersetOf({1U, 2U, 3U}));
}

TEST(BulkMaker, PagesAreThoseOfTheManifest) {
  Extractor extractor = make_extractor();
  for (const Document& document : documents()) {
    const auto read = extract(extractor, document.pdf);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(static_cast<std::size_t>(read->document.pages), document.pages) << document.manifest;
    EXPECT_EQ(read->document.text_layer, TextLayer::text);
  }
}

// The floor stands under what the engine reaches; a truth that says more or less than the page falls below it.
TEST(BulkMaker, TheEngineReadsTheTruth) {
  const tools::Labels all = labels();
  Extractor extractor = make_extractor();
  std::map<Field, tools::Score> scores;
  tools::Score sum;
  for (std::size_t i = 0; i < count; ++i) {
    const auto read = extract(extractor, documents()[i].pdf);
    for (const tools::Judgement& judgement : tools::judge(all.documents[i], all.labelled, read ? &*read : nullptr)) {
      scores[judgement.field].add(judgement.verdict);
      sum.add(judgement.verdict);
    }
  }
  EXPECT_GT(sum.expected(), 1000);
  EXPECT_GE(sum.precision(), 0.99);
  EXPECT_GE(sum.recall(), 0.99);
  for (const Field field : {Field::numero_facture, Field::code_destinataire, Field::numero_bon_commande,
                            Field::code_fournisseur, Field::numero_marche, Field::code_service_executant}) {
    EXPECT_GT(scores[field].expected(), 10);
    EXPECT_EQ(scores[field].right, scores[field].expected()) << static_cast<int>(field);
  }
}

TEST(BulkMaker, AMissingFontIsNamed) {
  CorpusOptions nowhere = options();
  nowhere.fonts = "/nonexistent";
  Maker maker(nowhere);
  try {
    (void)maker.make(0, "0.pdf");
    FAIL() << "made without fonts";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(),
                testing::AllOf(testing::HasSubstr("`/nonexistent/"), testing::HasSubstr("install fonts-")));
  }
}

}  // namespace
}  // namespace prefill::bulk
