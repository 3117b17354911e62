// Which words may be proposed, and what stands beside values on a page.

#include "tools/rules_suggest.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"
#include "tools/phrase_sightings.h"

namespace prefill::tools {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(PhraseSightings, VagueWordsAloneTellNothing) {
  for (const char* words : {"date", "total", "le", "n°", "du", "date du", "reference :", "montant de la"}) {
    EXPECT_FALSE(telling(words)) << words;
  }
  for (const char* words : {"echeance", "date de facture", "total ht", "votre reference", "ej"}) {
    EXPECT_TRUE(telling(words)) << words;
  }
}

LabelledDocument document(const std::string& file, const std::string& number) {
  LabelledDocument labelled;
  labelled.file = file;
  labelled.complete = true;
  labelled.truth[static_cast<std::size_t>(Field::numero_facture)] = number;
  return labelled;
}

std::vector<std::string> beside_number(const std::vector<std::string>& lines, const std::string& number) {
  const std::string pdf = test::pdf_with_lines(lines);
  PhraseFinder finder;
  const auto found =
      finder.look({reinterpret_cast<const unsigned char*>(pdf.data()), pdf.size()}, document("a.pdf", number));
  std::vector<std::string> phrases;
  for (const Sighting& sighting : found.value().sightings) {
    if (sighting.truth.test(static_cast<std::size_t>(Field::numero_facture))) phrases.push_back(sighting.phrase);
  }
  return phrases;
}

TEST(PhraseSightings, EveryEndOfTheWordsBeforeAValueMayBeItsLabel) {
  EXPECT_THAT(beside_number({"Dossier comptable : FA-12"}, "FA-12"), ElementsAre("comptable", "dossier comptable"));
}

TEST(PhraseSightings, NumbersColonsAndSentencesEndALabel) {
  EXPECT_THAT(beside_number({"Lot 3 comptable FA-12"}, "FA-12"), ElementsAre("comptable"));
  EXPECT_THAT(beside_number({"Client : comptable FA-12"}, "FA-12"), ElementsAre("comptable"));
  EXPECT_THAT(beside_number({"Merci de payer. comptable FA-12"}, "FA-12"),
              AllOf(Contains("comptable"), Not(Contains(HasSubstr("payer")))));
}

TEST(PhraseSightings, AValueUnderALabelBelongsToIt) {
  EXPECT_THAT(beside_number({"Dossier comptable", "FA-12"}, "FA-12"), Contains("dossier comptable"));
}

TEST(PhraseSightings, AReferenceMayBePrintedWithSpaces) {
  EXPECT_THAT(beside_number({"Comptable : FA 2026 001"}, "FA2026001"), ElementsAre("comptable"));
}

// A pack that knows an invoice when it sees one, and its number by "Facture n°" alone.
constexpr std::string_view pack =
    R"({"name":"own","fields":{"numeroFacture":{"rules":[{"id":"a","phrases":["Facture n°"]}]}},)"
    R"("marks":{"invoice":[{"id":"a","phrases":["Facture"]}]}})";

class Suggest : public testing::Test {
 protected:
  // Writes a document of these lines and labels it with `number`.
  void add(std::vector<std::string> lines, const std::string& number) {
    lines.insert(lines.begin(), {"Facture", "", ""});
    const std::string file = std::to_string(labels_.documents.size()) + ".pdf";
    scratch_.write(file, test::pdf_with_lines(lines));
    labels_.documents.push_back(document(file, number));
    labels_.labelled.set(static_cast<std::size_t>(Field::numero_facture));
  }

  [[nodiscard]] Suggestions suggestions(const SuggestOptions& options = {}) const {
    PackTexts packs;
    packs.sources = {{"own.json", pack}};
    const auto rules = compile_rules(rules::parse_packs(packs.sources).pack.value());
    return suggest(labels_, scratch_.path(""), packs, rules, options);
  }

  static std::vector<std::string> phrases(const Suggestions& suggestions) {
    std::vector<std::string> all;
    for (const Proposal& proposal : suggestions.proposals) all.push_back(proposal.phrase);
    return all;
  }

  test::Scratch scratch_;
  Labels labels_;
};

TEST_F(Suggest, ProposesTheShortestPhraseThatBreaksNothing) {
  add({"Bordereau de vente comptable : FA-12"}, "FA-12");
  add({"Bordereau de vente comptable : FA-13"}, "FA-13");
  add({"Facture n\xb0 FA-14", "Plan comptable : 4711"}, "FA-14");
  add({"Facture n\xb0 FA-15", "Plan comptable : 4712"}, "FA-15");
  const Suggestions found = suggestions();
  ASSERT_THAT(phrases(found), ElementsAre("vente comptable"));
  const Proposal& proposal = found.proposals[0];
  EXPECT_EQ(proposal.won, 2);
  EXPECT_EQ(proposal.broken, 0);
  EXPECT_THAT(proposal.documents, ElementsAre("0.pdf", "1.pdf"));
  EXPECT_EQ(proposal.rule, R"({"id":"vente-comptable","source":"observed","weight":0.75,"phrases":["vente comptable"],)"
                           R"("examples":[{"text":"Bordereau de vente comptable : FA-12","value":"FA-12"}]})");
}

TEST_F(Suggest, AProposalIsARuleThatItsPackTakes) {
  add({"Bordereau : FA-12"}, "FA-12");
  add({"Bordereau : FA-13"}, "FA-13");
  const Suggestions found = suggestions();
  ASSERT_EQ(found.proposals.size(), 1U);
  const std::string grown = R"({"name":"own","fields":{"numeroFacture":{"rules":[)" + found.proposals[0].rule + "]}}}";
  const rules::ParsedPack parsed = rules::parse_pack(grown);
  EXPECT_THAT(parsed.diagnostics, IsEmpty());
  EXPECT_EQ(parsed.examples.size(), 1U);
}

TEST_F(Suggest, OneDocumentIsChanceUnlessOneIsEnough) {
  add({"Bordereau : FA-12"}, "FA-12");
  EXPECT_THAT(phrases(suggestions()), IsEmpty());
  SuggestOptions one;
  one.least_documents = 1;
  EXPECT_THAT(phrases(suggestions(one)), ElementsAre("Bordereau"));
}

TEST_F(Suggest, KnownVagueAndOtherFieldsPhrasesAreNotProposed) {
  add({"Facture n\xb0 FA-12", "Date : FA-12"}, "FA-12");
  add({"Facture n\xb0 FA-13", "Date : FA-13"}, "FA-13");
  add({"N\xb0 : FA-14"}, "FA-14");
  add({"N\xb0 : FA-15"}, "FA-15");
  EXPECT_THAT(phrases(suggestions()), IsEmpty());
  SuggestOptions dates;
  dates.field = Field::date_facture;
  EXPECT_THAT(phrases(suggestions(dates)), IsEmpty());
}

TEST_F(Suggest, MissingAndUnreadableDocumentsAreNamed) {
  add({"Bordereau : FA-12"}, "FA-12");
  labels_.documents.push_back(document("gone.pdf", "FA-13"));
  scratch_.write("bad.pdf", "no pdf");
  labels_.documents.push_back(document("bad.pdf", "FA-14"));
  const Suggestions found = suggestions();
  EXPECT_THAT(found.missing, ElementsAre("gone.pdf"));
  ASSERT_EQ(found.failures.size(), 1U);
  EXPECT_THAT(to_text(found, 100), AllOf(HasSubstr("1 read, 1 could not be read, 1 missing"),
                                         HasSubstr("gone.pdf: missing\n"), HasSubstr("bad.pdf: not_pdf\n")));
  EXPECT_THAT(to_json(found),
              HasSubstr(R"("documents":1,"failed":["bad.pdf"],"missing":["gone.pdf"],"proposals":[]})"));
}

}  // namespace
}  // namespace prefill::tools
