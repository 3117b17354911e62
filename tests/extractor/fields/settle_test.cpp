// Scores become probabilities before thresholds are applied.

#include "extractor/fields/settle.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::SketchedDocument;

/// `calibration` as it stands in a pack.
Extraction settled(const std::string& calibration, const std::string& threshold, double score) {
  const SketchedDocument document(
      {{{50, 100, "AB-1"}}}, R"({"name": "test", )" + calibration + R"("fields": {"numeroFacture": {"threshold": )" +
                                 threshold + R"(, "rules": [{"id": "number", "phrases": ["Facture n°"]}]}}})");
  Candidates candidates(document.view().arena);
  candidates.push_back({std::string_view("AB-1"), score, 0, {0, 4}, {}, "numeroFacture/number"});
  Extraction extraction;
  settle(document.view(), extraction, Field::numero_facture, candidates, 0, score);
  return extraction;
}

double withheld(const Extraction& extraction) {
  const auto& values = extraction.withheld[static_cast<std::size_t>(Field::numero_facture)];
  return values.empty() ? 0 : values.front().confidence;
}

TEST(Settle, ComparesTheProbabilityWithTheThreshold) {
  const std::string three_to_one = R"("calibration": {"intercept": 1.0986122886681098, "slope": 1}, )";
  const Extraction given = settled(three_to_one, "0.7", 0.5);
  ASSERT_TRUE(given.field(Field::numero_facture));
  EXPECT_NEAR(given.field(Field::numero_facture)->confidence, 0.75, 1e-12);
  const Extraction unsure = settled(three_to_one, "0.8", 0.5);
  EXPECT_FALSE(unsure.field(Field::numero_facture));
  EXPECT_NEAR(withheld(unsure), 0.75, 1e-12);
}

TEST(Settle, TakesScoresForProbabilitiesWithoutCalibration) {
  EXPECT_EQ(settled("", "0.5", 0.5).field(Field::numero_facture)->confidence, 0.5);
  EXPECT_EQ(withheld(settled("", "0.6", 0.5)), 0.5);
}

TEST(Settle, IsNeverCertain) {
  const std::string sure = R"("calibration": {"intercept": 10, "slope": 1}, )";
  EXPECT_EQ(settled(sure, "0.5", 0.9).field(Field::numero_facture)->confidence, 0.99);
  EXPECT_EQ(settled("", "0.5", 1).field(Field::numero_facture)->confidence, 0.99);
}

}  // namespace
}  // namespace prefill
