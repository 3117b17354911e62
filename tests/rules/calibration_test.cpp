// From scores to probabilities, and how a pack says so.

#include "rules/calibration.h"

#include <gmock/gmock.h>

#include <cmath>

#include "rules/rule_pack.h"

namespace prefill::rules {
namespace {

using ::testing::ElementsAre;

TEST(Calibration, LeavesScoresAloneWithoutParameters) {
  for (const double score : {0.01, 0.3, 0.5, 0.99}) {
    EXPECT_NEAR(Calibration().probability(Field::bic, {.score = score}), score, 1e-12);
  }
}

TEST(Calibration, ShiftsTheOddsOfAGroupAlone) {
  Calibration calibration;
  calibration.shifts[static_cast<std::size_t>(FieldGroup::dates)] = std::log(3.0);
  EXPECT_NEAR(calibration.probability(Field::date_facture, {.score = 0.5}), 0.75, 1e-12);
  EXPECT_NEAR(calibration.probability(Field::numero_facture, {.score = 0.5}), 0.5, 1e-12);
}

TEST(Calibration, MultipliesTheLogarithmOfTheOddsAndAddsToIt) {
  const Calibration calibration{.intercept = std::log(2.0), .slope = 2};
  EXPECT_NEAR(calibration.probability(Field::bic, {.score = 0.75}), 18.0 / 19, 1e-12);  // odds 3 to 1: 3 * 3 * 2 to 1
}

TEST(Calibration, CountsRivalsByTheirShareAndMissingLabelsWhole) {
  Calibration calibration;
  calibration.rival = -2 * std::log(3.0);
  calibration.unannounced = -std::log(4.0);
  const auto odds = [&](double rival, bool unannounced) {
    const double probability = calibration.probability(Field::bic, {0.5, rival, unannounced});
    return probability / (1 - probability);
  };
  EXPECT_NEAR(odds(0, false), 1, 1e-12);
  EXPECT_NEAR(odds(0.5, false), 1.0 / 3, 1e-12);
  EXPECT_NEAR(odds(1, false), 1.0 / 9, 1e-12);
  EXPECT_NEAR(odds(0.5, true), 1.0 / 12, 1e-12);
}

TEST(Calibration, NeverFallsAndNeverIsCertain) {
  const Calibration calibration{.intercept = 1.6, .slope = 1.7};
  double before = 0;
  for (int percent = -5; percent <= 105; ++percent) {
    const double now = calibration.probability(Field::bic, {.score = percent / 100.0});
    EXPECT_GE(now, before);
    EXPECT_GT(now, 0);
    EXPECT_LT(now, 1);
    before = now;
  }
}

TEST(FieldGroups, HoldFieldsWhoseValuesAreReadAlike) {
  EXPECT_EQ(field_group(Field::numero_bon_commande), FieldGroup::references);
  EXPECT_EQ(field_group(Field::date_echeance), FieldGroup::dates);
  EXPECT_EQ(field_group(Field::lignes_tva), FieldGroup::amounts);
  EXPECT_EQ(field_group(Field::code_destinataire), FieldGroup::parties);
  EXPECT_EQ(field_group(Field::nom_destinataire), FieldGroup::names);
  EXPECT_EQ(field_group(Field::type_facture), FieldGroup::rest);
  EXPECT_EQ(field_group(Field::mention_subrogative), FieldGroup::rest);
  EXPECT_EQ(field_group_name(FieldGroup::amounts), "amounts");
}

constexpr std::string_view rules_of_bic = R"("fields": {"bic": {"rules": [{"id": "bic", "phrases": ["BIC"]}]}}})";

TEST(Calibration, IsReadFromAPack) {
  const std::string text =
      R"({"name": "x", "calibration": {"intercept": 1.5, "slope": 0.5, "rival": -0.75, "unannounced": -0.5,
      "shifts": {"amounts": -0.25, "rest": 2}}, )" +
      std::string(rules_of_bic);
  const ParsedPack parsed = parse_pack(text);
  ASSERT_TRUE(parsed.pack && parsed.pack->calibration);
  EXPECT_EQ(parsed.pack->calibration->intercept, 1.5);
  EXPECT_EQ(parsed.pack->calibration->slope, 0.5);
  EXPECT_EQ(parsed.pack->calibration->rival, -0.75);
  EXPECT_EQ(parsed.pack->calibration->unannounced, -0.5);
  EXPECT_THAT(parsed.pack->calibration->shifts, ElementsAre(0, 0, -0.25, 0, 0, 2));
}

TEST(Calibration, IsNotThereWhenAPackDoesNotSpeakOfIt) {
  const ParsedPack parsed = parse_pack(R"({"name": "x", )" + std::string(rules_of_bic));
  ASSERT_TRUE(parsed.pack);
  EXPECT_FALSE(parsed.pack->calibration);
}

}  // namespace
}  // namespace prefill::rules
