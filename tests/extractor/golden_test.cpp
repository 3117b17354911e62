// The sample invoices, read as a whole: what is given for each, and how much of it is right.
//
// golden/<sample>.json keeps what is given, so that a change of behaviour shows in the change itself; UPDATE_GOLDEN=1
// rewrites the files. The floors below are set under what the engine reaches; they may be raised and never lowered.

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "extractor/advice_text.h"
#include "extractor/extractor.h"
#include "extractor/json.h"
#include "extractor/json_writer.h"
#include "rules/builtin_pack.h"
#include "tools/evaluation_report.h"

namespace prefill {
namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(PREFILL_SOURCE_DIR) / "corpus";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(corpus / "samples")) {
    if (entry.path().extension() == ".pdf") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// What is given for every sample, by file name; read once for all tests.
const std::map<std::string, Extraction>& extractions() {
  static const std::map<std::string, Extraction> all = [] {
    auto pack = rules::parse_packs(rules::builtin_packs()).pack;
    Extractor extractor(rules::Database::compile(std::move(*pack), std::nullopt));
    std::map<std::string, Extraction> found;
    for (const fs::path& path : samples()) {
      const std::string bytes = read(path);
      auto extraction = extractor.extract({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
      if (extraction) found.emplace(path.filename().string(), std::move(*extraction));
    }
    return found;
  }();
  return all;
}

struct ValueJson {
  JsonWriter& json;
  void operator()(const std::string& text) const { json.value(text); }
  void operator()(Decimal number) const { json.raw(to_string(number)); }
  void operator()(const std::vector<std::string>& list) const {
    json.begin_array();
    for (const std::string& text : list) json.value(text);
    json.end_array();
  }
  void operator()(const std::vector<TaxLine>& lines) const {
    json.begin_array();
    for (const TaxLine& line : lines) {
      json.value(to_string(line.rate) + " % of " + to_string(line.base) + " = " + to_string(line.amount));
    }
    json.end_array();
  }
};

/// A line for each piece of advice; nothing when there is none.
std::string advice_of(const Extraction& extraction) {
  if (extraction.advice.empty()) return {};
  std::string out = ",\n  \"advice\": [";
  for (const Advice& advice : extraction.advice) {
    out += &advice == extraction.advice.data() ? "\n    " : ",\n    ";
    JsonWriter json(out);
    json.begin_array();
    json.value(advice_name(advice.code));
    json.value(advice.field ? rules::field_name(*advice.field) : std::string_view());
    json.value(advice.text);
    json.end_array();
  }
  return out + "]";
}

/// Kind, field by field value and rule, and the advice, one a line: what a reviewer wants to see change.
std::string golden_of(const Extraction& extraction) {
  std::string out = "{\n  \"kind\": \"" + std::string(kind_name(extraction.kind)) + "\"";
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    const auto& field = extraction.fields[f];
    if (!field) continue;
    out += ",\n  \"" + std::string(rules::field_name(static_cast<Field>(f))) + "\": ";
    JsonWriter json(out);
    json.begin_array();
    std::visit(ValueJson{json}, field->value);
    json.value(field->rule);
    json.end_array();
  }
  return out + advice_of(extraction) + "\n}\n";
}

TEST(Golden, EverySampleIsRead) {
  EXPECT_GE(samples().size(), 50U);
  EXPECT_EQ(extractions().size(), samples().size());
}

TEST(Golden, EverySampleGivesWhatItGave) {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  if (update) fs::create_directories(corpus / "golden");
  for (const auto& [file, extraction] : extractions()) {
    const fs::path path = (corpus / "golden" / file).replace_extension(".json");
    const std::string given = golden_of(extraction);
    if (update) std::ofstream(path, std::ios::binary) << given;
    EXPECT_EQ(given, read(path)) << path << ": UPDATE_GOLDEN=1 rewrites it";
  }
}

TEST(Golden, NoFileIsLeftOverFromASampleThatIsGone) {
  for (const auto& entry : fs::directory_iterator(corpus / "golden")) {
    EXPECT_TRUE(fs::exists(corpus / "samples" / entry.path().filename().replace_extension(".pdf"))) << entry.path();
  }
}

TEST(Golden, SecondReadingGivesTheSameJson) {
  auto pack = rules::parse_packs(rules::builtin_packs()).pack;
  Extractor extractor(rules::Database::compile(std::move(*pack), std::nullopt));
  const auto all = samples();
  // Backwards, so that every document has others before it than the first time.
  for (auto path = all.rbegin(); path != all.rend(); ++path) {
    const std::string file = path->filename().string();
    const std::string bytes = read(*path);
    const auto again = extractor.extract({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
    ASSERT_TRUE(again) << file;
    std::string first_json;
    std::string second_json;
    append_json(first_json, file, extractions().at(file));
    append_json(second_json, file, *again);
    EXPECT_EQ(second_json, first_json);
  }
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

TEST(Golden, TextThatNobodySeesIsNeverGiven) {
  // The manifest names decoys: texts of pages that are not read, and texts that are invisible on the page.
  int decoys = 0;
  std::istringstream manifest(read(corpus / "manifest.jsonl"));
  for (std::string line; std::getline(manifest, line);) {
    simdjson::dom::parser parser;
    const simdjson::dom::element document = parser.parse(simdjson::padded_string(line)).value();
    const auto found = extractions().find(std::string(std::string_view(document["file"])));
    ASSERT_NE(found, extractions().end()) << line;
    for (const std::string_view key : {"unread", "hidden"}) {
      for (const std::string_view decoy : document[key]) {
        ++decoys;
        for (const auto& field : found->second.fields) {
          if (!field) continue;
          EXPECT_NE(without_spaces(field->raw), without_spaces(std::string(decoy)))
              << found->first << " " << field->rule;
        }
      }
    }
  }
  EXPECT_GT(decoys, 10);
}

/// The truth of the samples against what is given.
class Floors : public testing::Test {
 protected:
  void SetUp() override {
    auto read_labels = tools::read_labels(read(corpus / "manifest.jsonl"));
    ASSERT_TRUE(read_labels) << read_labels.error();
    labels = std::move(*read_labels);
    for (const tools::LabelledDocument& document : labels.documents) {
      const auto found = extractions().find(document.file);
      tools::add_document(report, document, labels.labelled, found == extractions().end() ? nullptr : &found->second);
    }
  }

  [[nodiscard]] const tools::Score& score(Field field) const { return report.scores[static_cast<std::size_t>(field)]; }
  /// Every value that is not right, for whoever has to find out why a floor broke.
  [[nodiscard]] std::string misses() const { return tools::to_text(report, true, 160); }

  tools::Labels labels;
  tools::EvaluationReport report;
};

TEST_F(Floors, EverySampleIsJudged) {
  EXPECT_EQ(labels.documents.size(), samples().size());
}

TEST_F(Floors, ValuesGivenAreRightAndFewAreMissed) {
  const tools::Score all = tools::total(report.scores, tools::all_fields());
  EXPECT_GE(all.precision(), 0.97) << misses();
  EXPECT_GE(all.recall(), 0.92) << misses();
}

TEST_F(Floors, ValuesAreHardlyEverInvented) {
  const tools::Score all = tools::total(report.scores, tools::all_fields());
  EXPECT_LE(all.invented, all.given() / 250) << misses();
}

TEST_F(Floors, NoOtherDocumentIsTakenForAnInvoice) {
  EXPECT_GT(report.others, 0);
  EXPECT_EQ(report.others_typed, std::vector<std::string>{});
}

TEST_F(Floors, RecipientAndEngagementAreNeverWrong) {
  // A wrong one costs the supplier a cancelled invoice; none costs him a line to type.
  for (const Field field : {Field::code_destinataire, Field::numero_bon_commande}) {
    EXPECT_EQ(score(field).precision(), 1) << rules::field_name(field) << "\n" << misses();
    EXPECT_GT(score(field).right, 10) << rules::field_name(field);
  }
}

}  // namespace
}  // namespace prefill
