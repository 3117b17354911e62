// Figures that can be worked out by hand.

#include "tools/calibration.h"

#include <gtest/gtest.h>

namespace prefill::tools {
namespace {

std::size_t index(Field field) {
  return static_cast<std::size_t>(field);
}

FieldValue given(Value value, double confidence) {
  FieldValue found;
  found.value = std::move(value);
  found.confidence = confidence;
  return found;
}

TEST(Winners, AreTheValuesGivenAndTheFirstWithheldOfFieldsWithout) {
  LabelledDocument document;
  document.truth[index(Field::numero_facture)] = "F1";
  document.truth[index(Field::montant_tva)] = Decimal::of_cents(100);
  document.truth[index(Field::date_facture)] = "2026-03-12";
  Extraction extraction;
  extraction.field(Field::numero_facture) = given("F1", 0.9);
  extraction.withheld[index(Field::numero_facture)] = {{"F2", "", 0.6, 1, {}, ""}};
  extraction.withheld[index(Field::montant_tva)] = {{Decimal::of_cents(200), "", 0.4, 1, {}, ""},
                                                    {Decimal::of_cents(100), "", 0.3, 1, {}, ""}};
  const std::vector<Winner> winners = winners_of(document, all_fields(), extraction);
  ASSERT_EQ(winners.size(), 2U);  // of the date nothing was found
  EXPECT_EQ(winners[0].field, Field::numero_facture);
  EXPECT_TRUE(winners[0].right);
  EXPECT_FALSE(winners[0].withheld);
  EXPECT_EQ(winners[1].field, Field::montant_tva);
  EXPECT_EQ(winners[1].confidence, 0.4);
  EXPECT_FALSE(winners[1].right);
  EXPECT_TRUE(winners[1].withheld);
}

TEST(Winners, AreWrongWhereACompleteTruthSaysThatNothingIsPrinted) {
  LabelledDocument document;
  Extraction extraction;
  extraction.withheld[index(Field::numero_marche)] = {{"M-1", "", 0.4, 1, {}, ""}};
  const FieldSet known = FieldSet().set(index(Field::numero_marche));
  EXPECT_TRUE(winners_of(document, known, extraction).empty());
  document.complete = true;
  EXPECT_TRUE(winners_of(document, {}, extraction).empty());
  ASSERT_EQ(winners_of(document, known, extraction).size(), 1U);
  EXPECT_FALSE(winners_of(document, known, extraction)[0].right);
}

TEST(BrierScore, IsTheMeanSquareOfWhatConfidenceIsOff) {
  EXPECT_DOUBLE_EQ(brier_score({}), 0);
  EXPECT_DOUBLE_EQ(brier_score({{1, true}, {0, false}}), 0);
  EXPECT_DOUBLE_EQ(brier_score({{0.5, true}, {0.5, false}}), 0.25);
  EXPECT_NEAR(brier_score({{0.9, true}, {0.8, false}}), (0.01 + 0.64) / 2, 1e-12);
}

TEST(Separation, IsTheShareOfPairsInWhichTheRightOneIsSurer) {
  EXPECT_DOUBLE_EQ(separation({{0.9, true}, {0.1, false}}), 1);
  EXPECT_DOUBLE_EQ(separation({{0.1, true}, {0.9, false}}), 0);
  // Of four pairs, 0.9 is surer than both wrong ones, and 0.5 than one of them.
  EXPECT_DOUBLE_EQ(separation({{0.9, true}, {0.7, false}, {0.5, true}, {0.3, false}}), 0.75);
}

TEST(Separation, CountsTheSameConfidenceHalf) {
  EXPECT_DOUBLE_EQ(separation({{0.5, true}, {0.5, false}}), 0.5);
  EXPECT_DOUBLE_EQ(separation({{0.5, true}, {0.5, false}, {0.9, true}}), 0.75);
}

TEST(Separation, SaysNothingWithoutBothKinds) {
  EXPECT_DOUBLE_EQ(separation({}), 0.5);
  EXPECT_DOUBLE_EQ(separation({{0.9, true}, {0.8, true}}), 0.5);
}

}  // namespace
}  // namespace prefill::tools
