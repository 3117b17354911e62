// The report of examples: a line for what fails, and counts for all.

#include "tools/rule_tests.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

namespace prefill::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view base = R"({"name": "fr", "fields": {"numeroFacture": {"rules": [
  {"id": "facture-n", "phrases": ["Facture n°"], "weight": 0.9,
   "examples": [{"text": "Facture n° FA-1", "value": "FA-1"}, {"text": "Facture n°\tDate\nFA-1\t12", "value": "FA-2"}],
   "counter_examples": [{"text": "Facture n° FA-3"}, {"text": "Devis n° FA-4"}]},
  {"id": "piece", "phrases": ["Pièce"]}]}}})";
constexpr std::string_view language = R"({"name": "en", "marks": {"siret": [
  {"id": "siret", "phrases": ["SIRET"], "examples": [{"text": "SIREN"}], "counter_examples": [{"text": "SIRET"}]}]}})";

RuleTests tests_of(std::span<const rules::SourceText> sources) {
  rules::ParsedPack parsed = rules::parse_packs(sources);
  const auto database = rules::Database::compile(parsed.pack.value(), std::nullopt);
  return run_examples(parsed.examples, sources, database);
}

class RuleTestsOfTwoPacks : public testing::Test {
 protected:
  const std::array<rules::SourceText, 2> sources_{{{"fr.json", base}, {"en.json", language}}};
  const RuleTests tests_ = tests_of(sources_);
};

TEST_F(RuleTestsOfTwoPacks, CountByPack) {
  ASSERT_EQ(tests_.packs.size(), 2U);
  EXPECT_EQ(tests_.packs[0].rules, 2U);
  EXPECT_EQ(tests_.packs[0].examples, 2U);
  EXPECT_EQ(tests_.packs[0].counter_examples, 2U);
  EXPECT_EQ(tests_.packs[0].failed, 2U);
  EXPECT_THAT(tests_.packs[0].without, ElementsAre("numeroFacture/piece"));
  EXPECT_EQ(tests_.packs[1].failed, 2U);
  EXPECT_EQ(tests_.failures.size(), 4U);
}

TEST_F(RuleTestsOfTwoPacks, EachFailureIsALineWithItsPlaceAndWhatCame) {
  const std::string text = to_text(tests_, 500);
  EXPECT_THAT(text,
              HasSubstr("\nfr.json:3:72   numeroFacture/facture-n  Facture n°⇥Date↵FA-1⇥12  FA-2          FA-1 by "
                        "numeroFacture/facture-n\n"));
  EXPECT_THAT(text, HasSubstr("Facture n° FA-3          nothing       FA-3 by numeroFacture/facture-n\n"));
  EXPECT_THAT(text, HasSubstr("SIREN                    to count      nothing: its words are not found\n"));
  EXPECT_THAT(text, HasSubstr("SIRET                    not to count  counts\n"));
}

TEST_F(RuleTestsOfTwoPacks, CountsStandBehindTheFailures) {
  EXPECT_THAT(to_text(tests_, 500),
              HasSubstr("\n\n"
                        "pack     rules  without examples  examples  counter-examples  failed\n"
                        "fr.json      2                 1         2                 2       2\n"
                        "en.json      1                 0         1                 1       2\n"
                        "--------------------------------------------------------------------\n"
                        "all          3                 1         3                 3       4\n"));
}

TEST_F(RuleTestsOfTwoPacks, WithoutFailuresThereAreCountsAlone) {
  RuleTests sound = tests_;
  sound.failures.clear();
  sound.packs.resize(1);
  EXPECT_THAT(to_text(sound, 500), StartsWith("pack "));
  EXPECT_THAT(to_text(sound, 500), Not(HasSubstr("all ")));
}

TEST_F(RuleTestsOfTwoPacks, JsonHoldsEverything) {
  const std::string json = to_json(tests_);
  EXPECT_THAT(json, StartsWith(R"({"packs":[{"file":"fr.json","rules":2,"examples":2,"counterExamples":2,"failed":2,)"
                               R"("withoutExamples":["numeroFacture/piece"]},)"));
  EXPECT_THAT(json, HasSubstr(R"("line":3,"column":72,"rule":"numeroFacture/facture-n","counter":false,)"
                              R"("text":"Facture n°\u0009Date\u000aFA-1\u000912","wanted":"FA-2","came":"FA-1",)"
                              R"("by":"numeroFacture/facture-n","reason":null})"));
  EXPECT_THAT(json, HasSubstr(R"("wanted":null,"came":null,"by":null,"reason":"its words are not found"})"));
}

}  // namespace
}  // namespace prefill::tools
