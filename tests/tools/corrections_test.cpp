// Forms as they were sent, against forms as they were filled in.

#include "tools/corrections.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "tools/corrections_report.h"

namespace prefill::tools {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A number proposed by `rule` with `confidence`, and what was sent instead, as JSON.
std::string line(const std::string& number, const std::string& rule, double confidence, const std::string& sent,
                 const std::string& date = "2026-03-05") {
  return R"({"extraction":{"file":"a.pdf","document":{"producer":"maker"},"fields":{"numeroFacture":{"value":")" +
         number + R"(","confidence":)" + std::to_string(confidence) + R"(,"rule":")" + rule +
         R"("}}},"submitted":{"numeroFacture":)" + sent + R"(},"date":")" + date + "\"}\n";
}

CorrectionsReport report_of(const std::string& lines) {
  return read_deposits(lines, [] {});
}

std::string mistake_in(const std::string& text) {
  const auto deposit = read_deposit(text);
  return deposit ? "none" : deposit.error();
}

std::string week_of(const std::string& date) {
  const auto deposit = read_deposit(line("1", "r", 0.5, "null", date));
  return deposit ? deposit->week : deposit.error();
}

const Corrections& of_number(const CorrectionsReport& report) {
  return report.fields[static_cast<std::size_t>(Field::numero_facture)];
}

TEST(Corrections, AreWhatWasChangedOrRemoved) {
  const CorrectionsReport report =
      report_of(line("FA-12", "n/a", 0.9, R"("FA-12")") + line("FA-12", "n/a", 0.9, R"("FA 13")") +
                line("FA-12", "n/b", 0.9, "null") + line("FA-12", "n/b", 0.9, R"("")"));
  EXPECT_EQ(report.deposits, 4);
  EXPECT_EQ(of_number(report).stood, 1);
  EXPECT_EQ(of_number(report).changed, 1);
  EXPECT_EQ(of_number(report).removed, 2);
  EXPECT_THAT(of_number(report).rate(), DoubleNear(0.75, 1e-9));
  EXPECT_EQ(of_number(report).saved, 4);
  EXPECT_EQ(of_number(report).spent, 4);
  EXPECT_EQ(report.rules.at("n/a").corrected(), 1);
  EXPECT_EQ(report.rules.at("n/b").corrected(), 2);
  EXPECT_EQ(report.producers.at("maker").corrected(), 3);
}

TEST(Corrections, ASpellingIsNone) {
  EXPECT_EQ(of_number(report_of(line("6 002 393", "n/a", 0.9, R"("6002393")"))).stood, 1);
}

TEST(Corrections, AFieldThatIsNotOnTheFormIsNotJudged) {
  const CorrectionsReport report =
      report_of(R"({"extraction":{"fields":{"dateFacture":{"value":"2026-03-01","confidence":0.9,"rule":"d/a"}}},)"
                R"("submitted":{"numeroFacture":"12"}})");
  EXPECT_EQ(report.fields[static_cast<std::size_t>(Field::date_facture)].given(), 0);
  EXPECT_EQ(of_number(report).typed, 1);
  EXPECT_EQ(of_number(report).missed, 2);
  EXPECT_EQ(report.weeks.at("").typed, 1);
}

TEST(Corrections, AFileThatCouldNotBeReadIsTypedIn) {
  const CorrectionsReport report =
      report_of(R"({"extraction":{"error":{"code":"damaged"}},"submitted":{"numeroFacture":"12"}})");
  EXPECT_EQ(of_number(report).typed, 1);
}

TEST(Corrections, ValuesOfEveryTypeAreRead) {
  const CorrectionsReport report = report_of(
      R"({"extraction":{"fields":{"montantTVA":{"value":20.5,"confidence":0.9,"rule":"t/a"},)"
      R"("ibans":{"value":["FR76"],"confidence":0.9,"rule":"i/a"},)"
      R"("lignesTva":{"value":[{"taux":20,"baseHt":100,"montantTva":20}],"confidence":0.9,"rule":"l/a"}}},)"
      R"("submitted":{"montantTVA":20.50,"ibans":["FR 76"],"lignesTva":[{"taux":20,"baseHt":100,"montantTva":20}]}})");
  EXPECT_EQ(report.deposits, 1);
  for (const Field field : {Field::montant_tva, Field::ibans, Field::lignes_tva}) {
    EXPECT_EQ(report.fields[static_cast<std::size_t>(field)].stood, 1) << rules::field_name(field);
  }
}

TEST(Corrections, ABrokenLineIsNamedAndLeftOut) {
  const CorrectionsReport report =
      report_of(line("12", "n/a", 0.9, "\"12\"") + "\nnonsense\n" + line("12", "n/a", 0.9, "\"12\""));
  EXPECT_EQ(report.deposits, 2);
  ASSERT_EQ(report.broken.size(), 1U);
  EXPECT_EQ(report.broken[0].number, 3U);
  EXPECT_THAT(report.broken[0].why, StartsWith("is not JSON: "));
}

TEST(Corrections, EachMistakeIsSaid) {
  EXPECT_EQ(mistake_in("[]"), "must be an object");
  EXPECT_EQ(mistake_in("{}"), "needs `extraction` and `submitted`");
  EXPECT_EQ(mistake_in(R"({"extraction":{},"submitted":{}})"), "`extraction` has neither `fields` nor `error`");
  EXPECT_EQ(mistake_in(R"({"extraction":{"fields":{}},"submitted":{"numero":"1"}})"),
            "`submitted` has an unknown field `numero`");
  EXPECT_EQ(mistake_in(R"({"extraction":{"fields":{}},"submitted":{"montantTVA":"1"}})"),
            "`montantTVA` must be a number");
  EXPECT_EQ(mistake_in(R"({"extraction":{"fields":{"bic":{"value":"X"}}},"submitted":{}})"),
            "`bic` of `extraction` needs `value` and `rule`");
  EXPECT_EQ(mistake_in(line("12", "n/a", 1.5, "null")),
            "`numeroFacture` of `extraction` needs a `confidence` from 0 to 1");
  EXPECT_EQ(mistake_in(line("12", "n/a", 0.5, "null", "2026-02-30")), "`date` must be like `2026-03-05`");
}

TEST(Corrections, WeeksAreThoseOfTheIsoCalendar) {
  EXPECT_EQ(week_of("2026-03-05"), "2026-W10");
  EXPECT_EQ(week_of("2026-01-01"), "2026-W01");
  EXPECT_EQ(week_of("2027-01-01"), "2026-W53");
  EXPECT_EQ(week_of("2024-12-30"), "2025-W01");
}

TEST(Corrections, CalibrationNeverFalls) {
  ConfidenceBins bins{};
  bins[1] = {10, 5, 5.5};
  bins[3] = {10, 9, 7.5};
  bins[4] = {30, 21, 25};
  bins[8] = {10, 10, 9.9};
  EXPECT_THAT(calibrated(bins), ElementsAre(-1, 0.5, -1, 0.75, 0.75, -1, -1, -1, 1));
}

TEST(Corrections, AThresholdLeavesOutWhatStoodTooRarely) {
  ConfidenceBins bins{};
  bins[1] = {10, 5, 5.5};
  bins[4] = {30, 29, 25};
  EXPECT_EQ(threshold_for(bins, 0.9), 0.6);
  EXPECT_EQ(threshold_for(bins, 0.99), 0.85);
  EXPECT_EQ(threshold_for(bins, 0.4), std::nullopt);
  bins[8] = {10, 2, 9.9};
  EXPECT_EQ(threshold_for(bins, 0.99), 1.0);
}

TEST(Corrections, AThresholdIsNotMadeOfChance) {
  ConfidenceBins few{};
  few[1] = {20, 5, 11};
  EXPECT_EQ(threshold_for(few, 0.9), std::nullopt);
  ConfidenceBins sound{};
  sound[1] = {2, 0, 1.1};
  sound[8] = {100, 100, 99};
  EXPECT_EQ(threshold_for(sound, 0.9), std::nullopt);
}

TEST(CorrectionsReport, TheRuleThatIsCorrectedMostStandsFirst) {
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += line("12", "n/sound", 0.9, i == 0 ? "\"14\"" : "\"12\"");
  for (int i = 0; i < 3; ++i) lines += line("12", "n/broken", 0.9, "\"13\"");
  const CorrectionsReport report = report_of(lines);
  EXPECT_THAT(costliest_rules(report), ElementsAre("n/broken", "n/sound"));
  const std::string text = to_text(report, 0.9, 100);
  EXPECT_THAT(text,
              HasSubstr("n/broken                  3          3       0.3       100.00           0           6\n"
                        "n/sound                  20          1       2.0         5.00          38           2\n"));
  EXPECT_THAT(text, HasSubstr("2026-W10     23          4        17.39         0          38\n"));
  EXPECT_THAT(text, HasSubstr("numeroFacture  0.90 - 0.95     23   90.00    82.61         82.61\n"));
}

TEST(CorrectionsReport, JsonHoldsEverything) {
  const CorrectionsReport report = report_of(line("12", "n/a", 0.9, "\"13\"") + "x\n");
  const std::string json = to_json(report, 0.9);
  EXPECT_THAT(json, StartsWith(R"({"deposits":1,"leftOut":[{"line":2,"message":"is not JSON)"));
  EXPECT_THAT(json, HasSubstr(R"("rules":[{"name":"n/a","given":1,"stood":0,"changed":1,"removed":0,"typedIn":0,)"
                              R"("corrected":1,"expected":0.1,"keysSaved":0,"keysSpent":2,"keysTypedIn":0}])"));
  EXPECT_THAT(json, HasSubstr(R"("calibration":[{"from":0.9,"given":1,"said":0.9,"stood":0,"calibrated":0}])"));
  EXPECT_THAT(json, HasSubstr(R"("target":0.9,"thresholds":{"fields":{}}})"));
}

}  // namespace
}  // namespace prefill::tools
