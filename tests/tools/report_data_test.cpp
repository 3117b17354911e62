// What a run says of confidence, of confusions, and where the misses lie.

#include "tools/report_data.h"

#include <gmock/gmock.h>

#include "tools/report_charts.h"

namespace prefill::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::size_t index(Field field) {
  return static_cast<std::size_t>(field);
}

FieldValue given(Value value, double confidence) {
  FieldValue found;
  found.value = std::move(value);
  found.confidence = confidence;
  found.page = 1;
  found.box = {1, 2, 3, 4};
  return found;
}

// An invoice whose labels name the supplier's SIRET, the recipient's, and HT and TTC.
LabelledDocument labelled() {
  LabelledDocument document;
  document.file = "a.pdf";
  document.truth[index(Field::code_fournisseur)] = std::string("73282932000074");
  document.truth[index(Field::code_destinataire)] = std::string("21270893700405");
  document.truth[index(Field::montant_ht_total)] = Decimal::of_cents(10'000);
  document.truth[index(Field::montant_ttc_total)] = Decimal::of_cents(12'000);
  document.complete = true;
  return document;
}

FieldSet labelled_fields() {
  FieldSet fields;
  for (std::size_t i = 0; i < rules::field_count; ++i) fields.set(i, labelled().truth[i].has_value());
  return fields.set(index(Field::bic));
}

ReportData data_of(const Extraction& extraction, int times = 1) {
  ReportData data;
  for (int i = 0; i < times; ++i) data.add(labelled(), labelled_fields(), &extraction);
  return data;
}

TEST(ReportData, ASupplierTakenForTheRecipientIsAConfusion) {
  Extraction extraction;
  extraction.field(Field::code_destinataire) = given(std::string("732 829 320 00074"), 0.9);
  extraction.field(Field::montant_ttc_total) = given(Decimal::of_cents(10'000), 0.9);
  extraction.field(Field::montant_ht_total) = given(Decimal::of_cents(10'000), 0.9);
  const std::vector<Confusion> confusions = data_of(extraction, 2).confusions();
  ASSERT_THAT(confusions, SizeIs(2));
  EXPECT_EQ(confusions[0].given_for, Field::code_destinataire);
  EXPECT_EQ(confusions[0].truth_of, Field::code_fournisseur);
  EXPECT_THAT(confusions[0].files, ElementsAre("a.pdf", "a.pdf"));
  EXPECT_EQ(confusions[1].given_for, Field::montant_ttc_total);
  EXPECT_EQ(confusions[1].truth_of, Field::montant_ht_total);
}

TEST(ReportData, AWithheldValueIsNoConfusion) {
  Extraction extraction;
  extraction.withheld[index(Field::code_destinataire)] = {{std::string("73282932000074"), "", 0.4, 1, {}, "siret/x"}};
  EXPECT_THAT(data_of(extraction).confusions(), IsEmpty());
}

TEST(ReportData, WinnersAreTheValuesGivenAndTheBestWithheld) {
  Extraction extraction;
  extraction.field(Field::code_fournisseur) = given(std::string("73282932000074"), 0.95);
  extraction.field(Field::bic) = given(std::string("AAAAFRPP"), 0.85);       // complete and labelled: invented
  extraction.field(Field::numero_marche) = given(std::string("M-1"), 0.75);  // nobody knows
  extraction.withheld[index(Field::montant_ttc_total)] = {{Decimal::of_cents(12'000), "", 0.45, 1, {}, ""},
                                                          {Decimal::of_cents(1), "", 0.35, 1, {}, ""}};
  const std::array<Bin, bin_count> bins = bins_of(data_of(extraction).winners());
  EXPECT_EQ(bins[9].given_right, 1);
  EXPECT_EQ(bins[8].given, 1);
  EXPECT_EQ(bins[8].given_right, 0);
  EXPECT_EQ(bins[7].all(), 0);
  EXPECT_EQ(bins[4].withheld_right, 1);
  EXPECT_EQ(bins[3].all(), 0);
}

TEST(ReportData, FieldsInConflictCountNowhere) {
  LabelledDocument document = labelled();
  document.conflicts.set(index(Field::code_fournisseur));
  Extraction extraction;
  extraction.field(Field::code_fournisseur) = given(std::string("1"), 0.95);
  ReportData data;
  data.add(document, FieldSet().set(index(Field::code_fournisseur)), &extraction);
  EXPECT_THAT(data.winners(), IsEmpty());
  EXPECT_THAT(data.misses(), SizeIs(3));
}

TEST(ReportData, AMissKeepsThePlaceOfWhatWasGotAndTheTruth) {
  Extraction extraction;
  extraction.field(Field::montant_ht_total) = given(Decimal::of_cents(1), 0.7);
  const ReportData data = data_of(extraction);
  ASSERT_THAT(data.misses(), SizeIs(4));
  const MissPlace& wrong = data.misses()[2];
  EXPECT_EQ(wrong.field, Field::montant_ht_total);
  EXPECT_EQ(wrong.verdict, Verdict::wrong);
  EXPECT_EQ(wrong.got->box.x1, 3);
  EXPECT_EQ(std::get<Decimal>(*wrong.expected), Decimal::of_cents(10'000));
  EXPECT_FALSE(data.misses()[0].got);
}

TEST(ReportData, ADocumentThatCannotBeReadIsAllMisses) {
  ReportData data;
  data.add(labelled(), labelled_fields(), nullptr);
  EXPECT_THAT(data.misses(), SizeIs(4));
  EXPECT_THAT(data.winners(), IsEmpty());
}

TEST(Bins, TheEndsBelongToTheOutermostTenths) {
  const auto bins = bins_of({{0, false, true}, {1, true, false}, {0.5, true, false}});
  EXPECT_EQ(bins[0].withheld, 1);
  EXPECT_EQ(bins[9].given, 1);
  EXPECT_EQ(bins[5].given, 1);
}

TEST(CalibrationError, IsTheMeanDistanceFromTheDiagonal) {
  EXPECT_DOUBLE_EQ(calibration_error(bins_of({})), 0);
  EXPECT_DOUBLE_EQ(calibration_error(bins_of({{1, true, false}, {1, true, false}})), 0);
  EXPECT_DOUBLE_EQ(calibration_error(bins_of({{1, true, false}, {1, false, false}})), 0.5);
  EXPECT_NEAR(calibration_error(bins_of({{0.55, true, false}, {0.95, true, false}})), (0.45 + 0.05) / 2, 1e-12);
}

TEST(Charts, ABarIsAsLongAsItsShare) {
  EXPECT_THAT(bar(0.5, {0.25, 0.75}, "half"), HasSubstr("points=\"0,1 55,1 55,11 0,11\""));
  EXPECT_THAT(bar(0.5, {0.25, 0.75}, "half"), HasSubstr("points=\"27.5,6 82.5,6\""));
  EXPECT_THAT(bar(0, {0, 1}, "a & b"), HasSubstr("aria-label=\"a &amp; b\""));
}

TEST(Charts, TheDiagramHasAColumnForEachBinThatIsNotEmpty) {
  const auto columns = [](const std::vector<Winner>& winners) {
    const std::string svg = reliability_diagram(bins_of(winners));
    std::size_t count = 0;
    for (std::size_t at = 0; (at = svg.find("#9a9a9a", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(columns({}), 0U);
  EXPECT_EQ(columns({{0.95, true, false}, {0.96, true, false}, {0.15, false, true}}), 2U);
}

}  // namespace
}  // namespace prefill::tools
