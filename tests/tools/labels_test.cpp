// Labels as they are written, and every mistake with its line.

#include "tools/labels.h"

#include <gtest/gtest.h>

namespace prefill::tools {
namespace {

const std::optional<Value>& truth_of(const LabelledDocument& document, Field field) {
  return document.truth[static_cast<std::size_t>(field)];
}

std::string mistake_in(std::string_view lines) {
  const auto labels = read_labels(lines);
  return labels ? "no mistake" : labels.error();
}

TEST(Labels, AreReadWithTheTypesOfTheirFields) {
  const auto labels = read_labels(
      R"({"file":"a.pdf","language":"fr","split":"judge","kind":"invoice","pages":1,"complete":true,"conflicts":[],)"
      R"("truth":{"numeroFacture":"F-1","montantTtcTotal":104.9,"montantHtTotal":100,"ibans":["FR76","DE02"],)"
      R"("lignesTva":[{"taux":5.5,"baseHt":100.0,"montantTva":-5.5}]}})");
  ASSERT_TRUE(labels) << labels.error();
  ASSERT_EQ(labels->documents.size(), 1U);
  const LabelledDocument& document = labels->documents.front();
  EXPECT_EQ(document.file, "a.pdf");
  EXPECT_EQ(document.language, "fr");
  EXPECT_EQ(document.split, "judge");
  EXPECT_EQ(document.kind, "invoice");
  EXPECT_TRUE(document.complete);
  EXPECT_TRUE(document.conflicts.none());
  EXPECT_EQ(truth_of(document, Field::numero_facture), Value("F-1"));
  EXPECT_EQ(truth_of(document, Field::montant_ttc_total), Value(Decimal::of_cents(10490)));
  EXPECT_EQ(truth_of(document, Field::montant_ht_total), Value(Decimal::of_cents(10000)));
  EXPECT_EQ(truth_of(document, Field::ibans), Value(std::vector<std::string>{"FR76", "DE02"}));
  EXPECT_EQ(truth_of(document, Field::lignes_tva),
            Value(std::vector<TaxLine>{{Decimal::of_cents(550), Decimal::of_cents(10000), Decimal::of_cents(-550)}}));
  EXPECT_FALSE(truth_of(document, Field::date_facture));
}

TEST(Labels, KnowWhichFieldsAreLabelledAtAll) {
  const auto labels = read_labels(
      "{\"file\":\"a.pdf\",\"truth\":{\"numeroFacture\":\"1\"}}\n\n"
      "{\"file\":\"b.pdf\",\"truth\":{\"bic\":\"AGRIFRPP\"}}\r\n");
  ASSERT_TRUE(labels) << labels.error();
  EXPECT_EQ(labels->documents.size(), 2U);
  EXPECT_EQ(labels->labelled.count(), 2U);
  EXPECT_TRUE(labels->labelled.test(static_cast<std::size_t>(Field::numero_facture)));
  EXPECT_TRUE(labels->labelled.test(static_cast<std::size_t>(Field::bic)));
}

TEST(Labels, TakeConflictsAsListAndAsObject) {
  const auto labels = read_labels(
      "{\"file\":\"a.pdf\",\"truth\":{},\"conflicts\":[\"montantTVA\"]}\n"
      "{\"file\":\"b.pdf\",\"truth\":{},\"conflicts\":{\"type_code\":[\"380\",\"381\"],\"vat_breakdown\":[]}}");
  ASSERT_TRUE(labels) << labels.error();
  const auto has = [&](std::size_t document, Field field) {
    return labels->documents[document].conflicts.test(static_cast<std::size_t>(field));
  };
  EXPECT_TRUE(has(0, Field::montant_tva));
  EXPECT_EQ(labels->documents[0].conflicts.count(), 1U);
  EXPECT_TRUE(has(1, Field::type_facture));
  EXPECT_TRUE(has(1, Field::lignes_tva));
  EXPECT_EQ(labels->documents[1].conflicts.count(), 2U);
}

TEST(Labels, MistakesAreNamedWithTheirLine) {
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":{}}\n{\"file\":\"b\",\"truth\":{\"numero\":\"1\"}}"),
            "line 2: `truth` has an unknown field `numero`");
  EXPECT_EQ(mistake_in("{\"file\":\"a\"}"), "line 1: needs `file` and `truth`");
  EXPECT_EQ(mistake_in("{\"truth\":{}}"), "line 1: needs `file` and `truth`");
  EXPECT_EQ(mistake_in("[1]"), "line 1: must be an object");
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":[]}"), "line 1: `truth` must be an object");
  EXPECT_EQ(mistake_in("{\"file\":1,\"truth\":{}}"), "line 1: `file` must be a string");
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":{\"montantTVA\":\"1\"}}"), "line 1: `montantTVA` must be a number");
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":{\"ibans\":\"FR76\"}}"), "line 1: `ibans` must be a list");
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":{\"lignesTva\":[{\"taux\":20}]}}"),
            "line 1: a VAT line has no `baseHt`");
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":{},\"conflicts\":[\"x\"]}"),
            "line 1: `conflicts` has an unknown field `x`");
  EXPECT_EQ(mistake_in("{\"file\":\"a\",\"truth\":{},\"complete\":1}"), "line 1: `complete` must be true or false");
  EXPECT_EQ(mistake_in("{\"file\":").substr(0, 20), "line 1: is not JSON:");
}

}  // namespace
}  // namespace prefill::tools
