// Explanations are held against what really happens when the page is another.

#include "extractor/fields/explain.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "extractor/fields/resolver.h"
#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::SketchedDocument;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const WhatIf* what_if(const Explanation& explanation, std::string_view change) {
  const auto found = std::ranges::find(explanation.what_ifs, change, &WhatIf::change);
  return found == explanation.what_ifs.end() ? nullptr : &*found;
}

double factor(const TracedCandidate& candidate, std::string_view name) {
  const auto found = std::ranges::find(candidate.factors, name, &Term::name);
  return found == candidate.factors.end() ? -1 : found->value;
}

const std::vector<test::Sketch> kInvoice = {{{50, 60, "FACTURE"},
                                             {50, 100, "Facture n° : F-2026-17"},
                                             {50, 120, "Date de facture : 12/03/2026"},
                                             {350, 160, "SIRET client : 130 005 481 00010"},
                                             {50, 160, "SIRET fournisseur : 732 829 320 00074"},
                                             {50, 600, "Total HT\t100,00"},
                                             {50, 620, "Total TVA\t20,00"},
                                             {50, 640, "Total TTC\t120,00"}}};

TEST(Explain, FillsInTheSameForm) {
  const SketchedDocument document(kInvoice);
  const Extraction form = document.resolved();
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto field = static_cast<Field>(i);
    const Explanation explanation = explain(document.view(), field);
    ASSERT_EQ(explanation.outcome.given, form.field(field).has_value()) << rules::field_name(field);
    if (!explanation.outcome.given) continue;
    EXPECT_TRUE(*explanation.outcome.value == form.field(field)->value) << rules::field_name(field);
    EXPECT_DOUBLE_EQ(explanation.outcome.confidence, form.field(field)->confidence) << rules::field_name(field);
  }
}

TEST(Explain, NamesTheFactorsOfAScore) {
  const SketchedDocument document(kInvoice);
  const Explanation explanation = explain(document.view(), Field::numero_facture);
  const TracedDecision* const decision = explanation.trace->decision();
  ASSERT_NE(decision, nullptr);
  EXPECT_TRUE(decision->given);
  const TracedCandidate& chosen = decision->candidates[decision->chosen];
  EXPECT_EQ(chosen.value.raw, "F-2026-17");
  double product = 1;
  for (const Term& term : chosen.factors) product *= term.value;
  EXPECT_NEAR(chosen.value.confidence, std::min(product, 0.99), 1e-12);
  EXPECT_GT(factor(chosen, "rule"), 0.9);
  EXPECT_EQ(factor(chosen, "place"), 1);
}

/// The rules of the invoice's number, where `Facture n°` is one of them or not.
std::string number_pack(bool with_number_label) {
  const std::string number = R"({"id": "number", "phrases": ["Facture n°"], "weight": 0.95}, )";
  return R"({"name": "test", "fields": {"numeroFacture": {"threshold": 0.6, "rules": [)" +
         (with_number_label ? number : std::string()) +
         R"({"id": "reference", "phrases": ["Référence"], "weight": 0.7}]}}, "marks": {"invoice": [
         {"id": "invoice", "phrases": ["FACTURE"]}]}})";
}

TEST(Explain, WithoutItsLabelSaysWhatThePackWithoutItsRuleGives) {
  const std::vector<test::Sketch> page = {
      {{50, 60, "FACTURE"}, {50, 100, "Facture n° : F-17"}, {50, 130, "Référence : R-4"}}};
  const SketchedDocument document(page, number_pack(true));
  const SketchedDocument other(page, number_pack(false));
  const Explanation explanation = explain(document.view(), Field::numero_facture);
  EXPECT_EQ(std::get<std::string>(explanation.outcome.value.value()), "F-17");
  const WhatIf* const without = what_if(explanation, "without the words `Facture n°`");
  ASSERT_NE(without, nullptr);
  const Extraction there = other.resolved();
  ASSERT_TRUE(there.field(Field::numero_facture));
  EXPECT_EQ(std::get<std::string>(without->outcome.value.value()), "R-4");
  EXPECT_EQ(without->outcome.given, true);
  EXPECT_EQ(without->outcome.confidence, there.field(Field::numero_facture)->confidence);
}

TEST(Explain, ARaisedPlaceIsWorthWhatThePlaceIsWorth) {
  const std::string pack = R"({"name": "test", "fields": {"numeroFacture": {"threshold": 0.8,
      "rules": [{"id": "number", "phrases": ["Facture n°"], "weight": 0.9}]}}})";
  const SketchedDocument below({{{50, 60, "FACTURE"}, {50, 100, "Facture n°"}, {50, 150, "F-17"}}}, pack);
  const SketchedDocument beside({{{50, 60, "FACTURE"}, {50, 100, "Facture n° F-17"}}}, pack);
  Extraction there;
  resolve(beside.view(), there);
  const Explanation explanation = explain(below.view(), Field::numero_facture);
  const WhatIf* const raised = what_if(explanation, "if `F-17` stood right beside its label");
  ASSERT_NE(raised, nullptr);
  ASSERT_TRUE(there.field(Field::numero_facture));
  EXPECT_TRUE(raised->outcome.given);
  EXPECT_NEAR(raised->outcome.confidence, there.field(Field::numero_facture)->confidence, 1e-9);
}

TEST(Explain, TotalsShowTheirSetAndTheNextBest) {
  std::vector<test::Sketch> pages = kInvoice;
  pages[0].push_back({350, 560, "Total TTC\t104,90"});
  const SketchedDocument document(pages);
  const Explanation explanation = explain(document.view(), Field::montant_ttc_total);
  ASSERT_TRUE(explanation.trace->set_given());
  ASSERT_TRUE(explanation.trace->set_rival());
  const TracedSet& given = *explanation.trace->set_given();
  const TracedSet& rival = *explanation.trace->set_rival();
  EXPECT_EQ(given.members.size(), 3U);
  EXPECT_GT(given.weight, rival.weight);
  for (const TracedSet* set : {&given, &rival}) {
    double sum = 0;
    for (const Term& term : set->terms) sum += term.value;
    EXPECT_NEAR(sum, set->weight, 1e-9);
  }
  const WhatIf* const without = what_if(explanation, "without `agreement`");
  ASSERT_NE(without, nullptr);
  EXPECT_LT(without->outcome.confidence, explanation.outcome.confidence);
}

TEST(Explain, WhatIsDueShowsItsSet) {
  std::vector<test::Sketch> pages = kInvoice;
  pages[0].push_back({50, 660, "Déjà payé\t50,00"});
  pages[0].push_back({50, 680, "Net à payer\t70,00"});
  const SketchedDocument document(pages);
  const Explanation explanation = explain(document.view(), Field::montant_a_payer);
  ASSERT_TRUE(explanation.trace->set_given());
  const TracedSet& given = *explanation.trace->set_given();
  ASSERT_EQ(given.members.size(), 2U);
  double sum = 0;
  for (const Term& term : given.terms) sum += term.value;
  EXPECT_NEAR(sum, given.weight, 1e-9);
  EXPECT_EQ(given.terms.back().name, "agreement");
}

TEST(Explain, PartiesShowTheEvidenceForEitherRole) {
  const SketchedDocument document(kInvoice);
  const Explanation explanation = explain(document.view(), Field::code_destinataire);
  const auto& parties = explanation.trace->parties();
  const auto recipient = std::ranges::find(parties, "recipient", &TracedParty::role);
  ASSERT_NE(recipient, parties.end());
  EXPECT_EQ(recipient->key, "130005481");
  EXPECT_GT(recipient->recipient, recipient->supplier);
  const auto label = std::ranges::find(recipient->for_recipient, "label", &Term::name);
  ASSERT_NE(label, recipient->for_recipient.end());
  EXPECT_GT(label->value, 4);
}

TEST(Explain, LabelsThatAnnounceNothingSayWhy) {
  const SketchedDocument document({{{50, 60, "FACTURE"}, {50, 100, "Facture n°"}}});
  const Explanation explanation = explain(document.view(), Field::numero_facture);
  EXPECT_FALSE(explanation.outcome.value);
  ASSERT_FALSE(explanation.silent.empty());
  EXPECT_THAT(explanation.silent.front().reason, HasSubstr("no value stands"));
}

TEST(Explain, ADocumentThatIsNoInvoiceHasNothingToExplain) {
  const SketchedDocument document({{{50, 60, "Bonjour"}}});
  const Explanation explanation = explain(document.view(), Field::numero_facture);
  EXPECT_EQ(explanation.trace->decision(), nullptr);
  EXPECT_THAT(explanation.what_ifs, IsEmpty());
}

}  // namespace
}  // namespace prefill
