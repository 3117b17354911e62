// The same counts in both forms, and misses with what led to them.

#include "tools/evaluation_report.h"

#include <gmock/gmock.h>

#include <string>

namespace prefill::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

FieldValue found(Value value) {
  FieldValue result;
  result.value = std::move(value);
  result.confidence = 0.875;
  result.page = 2;
  result.rule = "numeroFacture/facture-n";
  return result;
}

// An invoice with a wrong number and a total that was withheld; a quote that was taken for an invoice; a broken file.
EvaluationReport example() {
  EvaluationReport report;
  report.rules_version = "fr@000000";
  LabelledDocument invoice;
  invoice.file = "facture.pdf";
  invoice.truth[static_cast<std::size_t>(Field::numero_facture)] = "F1";
  invoice.truth[static_cast<std::size_t>(Field::montant_ttc_total)] = Decimal::of_cents(1200);
  invoice.truth[static_cast<std::size_t>(Field::code_devise_facture)] = "EUR";
  Extraction given;
  given.field(Field::numero_facture) = found("C9");
  given.field(Field::code_devise_facture) = found("EUR");
  given.withheld[static_cast<std::size_t>(Field::montant_ttc_total)].push_back(
      {Decimal::of_cents(1000), "10,00", 0.25, 1, {}, "montantTtcTotal/total"});
  add_document(report, invoice, all_fields(), &given);

  LabelledDocument quote;
  quote.file = "devis.pdf";
  quote.kind = "other";
  quote.complete = true;
  Extraction taken;
  taken.field(Field::type_facture) = found("FACTURE");
  add_document(report, quote, all_fields(), &taken);

  LabelledDocument broken;
  broken.file = "broken.pdf";
  broken.truth[static_cast<std::size_t>(Field::numero_facture)] = "F2";
  report.failures.push_back({"broken.pdf", {ErrorCode::damaged, "has no pages", 0}});
  add_document(report, broken, all_fields(), nullptr);
  report.missing.push_back("absent.pdf");
  return report;
}

TEST(EvaluationReport, CountsEveryDocument) {
  const EvaluationReport report = example();
  EXPECT_EQ(report.documents, 3);
  EXPECT_EQ(report.others, 1);
  EXPECT_THAT(report.others_typed, ElementsAre("devis.pdf"));
  const Score all = total(report.scores, all_fields());
  EXPECT_EQ(all.right, 1);
  EXPECT_EQ(all.wrong, 1);
  EXPECT_EQ(all.missed, 2);
  EXPECT_EQ(all.invented, 1);
  EXPECT_EQ(report.misses.size(), 4U);
}

// Winners: a wrong number at 0.875, a right currency at 0.875, a wrong total withheld at 0.25, an invented type at
// 0.875. Of the three in one bin one is right: off by 3 * 0.875 - 1, and 0.25 for the one withheld.
TEST(EvaluationReport, SaysHowFarConfidenceCanBeBelieved) {
  EXPECT_THAT(to_text(example(), false, 200),
              HasSubstr("\nconfidence of 4 winners before thresholds, 1 right and 3 wrong: calibration error 0.469, "
                        "Brier score 0.402, AUROC 0.667\n"));
  EXPECT_THAT(to_json(example()), HasSubstr(R"("calibration":{"right":1,"wrong":3,"expectedCalibrationError":0.4688,)"
                                            R"("brierScore":0.4023,"auroc":0.6667})"));
  EXPECT_THAT(to_json(example()), Not(HasSubstr("winners")));
  EXPECT_THAT(
      to_json(example(), true),
      HasSubstr(
          R"({"field":"montantTtcTotal","group":"amounts","confidence":0.25,"score":0,"rival":0,"unannounced":false,"right":false,)"
          R"("withheld":true})"));
}

TEST(EvaluationReport, PutsDocumentsTogetherByWhatTheySay) {
  EvaluationReport report;
  report.group_by = GroupBy::producer;
  LabelledDocument document;
  document.truth[static_cast<std::size_t>(Field::numero_facture)] = "F1";
  for (const char* producer : {"Word", "", "Calc", "Word"}) {
    document.producer = producer;
    Extraction given;
    if (document.producer == "Word") given.field(Field::numero_facture) = found("F1");
    add_document(report, document, all_fields(), &given);
  }
  ASSERT_EQ(report.groups.size(), 3U);
  EXPECT_EQ(report.groups[0].name, "");
  EXPECT_EQ(report.groups[2].name, "Word");
  EXPECT_EQ(report.groups[2].documents, 2);
  EXPECT_EQ(total(report.groups[2].scores, all_fields()).right, 2);
  EXPECT_EQ(total(report.groups[1].scores, all_fields()).missed, 1);
  EXPECT_THAT(to_text(report, false, 200), HasSubstr("\n(not said)          1"));
  EXPECT_THAT(to_json(report), HasSubstr(R"("groupedBy":"producer","groups":[{"name":"","documents":1,"core":)"));
}

TEST(EvaluationReport, TextHasARowForEachFieldThatCounts) {
  const std::string text = to_text(example(), false, 200);
  EXPECT_THAT(text, HasSubstr("numeroFacture                           2      1      0      1       1         0"
                              "       0.00   0.00 - 97.50    0.00\n"));
  EXPECT_THAT(text, Not(HasSubstr("dateFacture")));
  EXPECT_THAT(text, HasSubstr("core, without type and currency         3      1      0      1       2         0"));
  EXPECT_THAT(text, HasSubstr("documents: 3 judged, 1 of them could not be read, 1 missing; rules fr@000000\n"));
  EXPECT_THAT(text, HasSubstr("documents of kind other: 1, of which 1 were given a typeFacture\n"));
  EXPECT_THAT(text, HasSubstr("  broken.pdf: damaged: has no pages\n"));
  EXPECT_THAT(text, HasSubstr("  absent.pdf: missing\n"));
  EXPECT_THAT(text, Not(HasSubstr("C9")));
}

TEST(EvaluationReport, TextListsMissesWhenAsked) {
  const std::string text = to_text(example(), true, 200);
  EXPECT_THAT(text, HasSubstr("facture.pdf  numeroFacture    wrong     F1        C9       0.88     2  "
                              "numeroFacture/facture-n\n"));
  EXPECT_THAT(text, HasSubstr("facture.pdf  montantTtcTotal  missed    12        (10)     0.25     1  "
                              "montantTtcTotal/total\n"));
  EXPECT_THAT(text, HasSubstr("broken.pdf   numeroFacture    missed    F2\n"));
  EXPECT_THAT(text, HasSubstr("devis.pdf    typeFacture      invented            FACTURE"));
}

TEST(EvaluationReport, JsonSaysTheSame) {
  const std::string json = to_json(example());
  EXPECT_EQ(json.back(), '\n');
  EXPECT_THAT(json,
              HasSubstr(R"("judged":3,"failed":[{"file":"broken.pdf","code":"damaged","message":"has no pages"}])"));
  EXPECT_THAT(json, HasSubstr(R"("missing":["absent.pdf"],"other":1,"otherGivenTypeFacture":["devis.pdf"])"));
  EXPECT_THAT(json, HasSubstr(R"("numeroFacture":{"expected":2,"given":1,"right":0,"wrong":1,"missed":1,"invented":0,)"
                              R"("precision":0,"precisionInterval":[0,0.975],"recall":0})"));
  EXPECT_THAT(json, HasSubstr(R"("all":{"expected":4,"given":3,"right":1,"wrong":1,"missed":2,"invented":1,)"
                              R"("precision":0.3333,"precisionInterval":[0.0084,0.9057],"recall":0.25})"));
  EXPECT_THAT(json, HasSubstr(R"({"file":"facture.pdf","field":"montantTtcTotal","verdict":"missed","expected":"12",)"
                              R"("withheld":"10","rule":"montantTtcTotal/total","confidence":0.25,"page":1})"));
  EXPECT_THAT(json, HasSubstr(R"({"file":"broken.pdf","field":"numeroFacture","verdict":"missed","expected":"F2"})"));
}

}  // namespace
}  // namespace prefill::tools
