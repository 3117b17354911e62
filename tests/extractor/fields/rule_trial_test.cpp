// What examples of rules come to, and what is said of those that fail.

#include "extractor/fields/rule_trial.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace prefill {
namespace {

constexpr std::string_view pack = R"({"name": "x",
  "fields": {
    "numeroFacture": {"threshold": 0.9, "rules": [
      {"id": "facture-n", "phrases": ["Facture n°"], "weight": 0.9},
      {"id": "facture", "phrases": ["Facture"], "weight": 0.6},
      {"id": "start", "phrases": ["Réf."], "position": "cell_start", "value": ["right"]}]},
    "dateFacture": {"rules": [{"id": "date", "phrases": ["Date"]}]},
    "montantTtcTotal": {"rules": [{"id": "total", "phrases": ["Total"]}]},
    "codeDestinataire": {"threshold": 0.99, "rules": [{"id": "siret-client", "phrases": ["SIRET client"]}]},
    "ibans": {"rules": [{"id": "iban", "phrases": ["IBAN"]}]},
    "nomFournisseur": {"rules": [{"id": "nom", "phrases": ["Nom"]}]}
  },
  "marks": {
    "supplier": [{"id": "emetteur", "phrases": ["Émetteur"], "position": "whole_cell"}],
    "siret": [{"id": "siret", "phrases": ["SIRET"]}],
    "other": [{"id": "client", "phrases": ["Facture n° de client"]}]
  }})";

class RuleTrials : public testing::Test {
 protected:
  /// The outcome for the rule called `name`; a counter-example when `counter`.
  TrialOutcome run(std::string_view name, std::string text, std::optional<std::string> value, bool counter = false) {
    const auto& rules = database_->pack().rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (rules[i].name == name) return trial_.run({i, counter, std::move(text), std::move(value), 0});
    }
    throw std::invalid_argument(std::string(name));
  }
  bool holds(std::string_view name, std::string text, std::optional<std::string> value) {
    return run(name, std::move(text), std::move(value)).holds;
  }
  bool counter_holds(std::string_view name, std::string text, std::optional<std::string> value = {}) {
    return run(name, std::move(text), std::move(value), true).holds;
  }

  std::shared_ptr<const rules::Database> database_ =
      rules::Database::compile(rules::parse_pack(pack).pack.value(), std::nullopt);
  RuleTrial trial_{database_};
};

TEST_F(RuleTrials, EachKindOfValueIsFoundBesideAndBelow) {
  EXPECT_TRUE(holds("numeroFacture/facture-n", "Facture n° FA-1", "FA-1"));
  EXPECT_TRUE(holds("numeroFacture/facture-n", "Facture n°\tFA-1", "FA-1"));
  EXPECT_TRUE(holds("numeroFacture/facture-n", "Facture n°\tDate\nFA-1\t12/03/2026", "FA-1"));
  EXPECT_TRUE(holds("dateFacture/date", "Facture n°\tDate\nFA-1\t12/03/2026", "2026-03-12"));
  EXPECT_TRUE(holds("montantTtcTotal/total", "Total : 1 200,00 €", "1200"));
  EXPECT_TRUE(holds("ibans/iban", "IBAN FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"));
  EXPECT_TRUE(holds("nomFournisseur/nom", "Émetteur\nNom : Menuiserie Talbot", "Menuiserie Talbot"));
}

TEST_F(RuleTrials, AmountsAreComparedAsNumbers) {
  EXPECT_TRUE(holds("montantTtcTotal/total", "Total : 1 200,00 €", "1200.00"));
  EXPECT_FALSE(holds("montantTtcTotal/total", "Total : 1 200,00 €", "1200.01"));
  EXPECT_FALSE(holds("montantTtcTotal/total", "Total : 1 200,00 €", "twelve"));
}

TEST_F(RuleTrials, TheThresholdOfTheFieldDoesNotCount) {
  EXPECT_TRUE(holds("numeroFacture/start", "Réf. : FA-1", "FA-1"));
  EXPECT_TRUE(holds("codeDestinataire/siret-client", "SIRET client : 213 500 019 00011", "21350001900011"));
}

TEST_F(RuleTrials, AValueOfAnotherRuleIsNamedWithIt) {
  const TrialOutcome outcome = run("numeroFacture/facture", "Facture du jour Facture n° FA-1", "FA-1");
  EXPECT_FALSE(outcome.holds);
  EXPECT_EQ(outcome.value, "FA-1");
  EXPECT_EQ(outcome.rule, "numeroFacture/facture-n");
  EXPECT_EQ(outcome.reason, "");
}

TEST_F(RuleTrials, WhyNothingCameIsSaid) {
  EXPECT_EQ(run("numeroFacture/facture-n", "Devis n° FA-1", "FA-1").reason, "its words are not found");
  EXPECT_EQ(run("numeroFacture/facture-n", "Facture n° : voir page 2", "FA-1").reason,
            "no value stands where its words want it");
  EXPECT_EQ(run("numeroFacture/start", "voir réf. FA-1", "FA-1").reason,
            "its words do not stand where `position` wants them");
  const TrialOutcome covered = run("numeroFacture/facture-n", "Facture n° de client 4711", "4711");
  EXPECT_EQ(covered.reason, "its words are part of longer ones");
  EXPECT_EQ(covered.rule, "other/client");
}

TEST_F(RuleTrials, ACounterExampleHoldsWhenTheRuleIsSilent) {
  EXPECT_TRUE(counter_holds("numeroFacture/facture-n", "Facture n° de client 4711"));
  const TrialOutcome outcome = run("numeroFacture/facture-n", "Facture n° FA-1", {}, true);
  EXPECT_FALSE(outcome.holds);
  EXPECT_EQ(outcome.value, "FA-1");
  EXPECT_EQ(outcome.rule, "numeroFacture/facture-n");
}

TEST_F(RuleTrials, ACounterExampleWithAValueForbidsThatValueAlone) {
  EXPECT_TRUE(counter_holds("numeroFacture/facture-n", "Facture n° FA-1", "FA-2"));
  EXPECT_FALSE(counter_holds("numeroFacture/facture-n", "Facture n° FA-1", "FA-1"));
}

TEST_F(RuleTrials, AStrongerRuleDoesNotHideWhatACounterExampleForbids) {
  // Both rules announce FA-1; the field's candidate bears the name of the surer one.
  const std::string text = "Facture n° FA-1\nFacture FA-1";
  EXPECT_FALSE(holds("numeroFacture/facture", text, "FA-1"));
  EXPECT_FALSE(counter_holds("numeroFacture/facture", text));
}

TEST_F(RuleTrials, AMarkCountsOrDoesNot) {
  EXPECT_TRUE(holds("siret/siret", "N° de SIRET", {}));
  EXPECT_FALSE(holds("siret/siret", "SIREN", {}));
  EXPECT_TRUE(counter_holds("siret/siret", "SIRET client : 213 500 019 00011"));
  EXPECT_FALSE(counter_holds("siret/siret", "SIRET"));
  EXPECT_FALSE(holds("supplier/emetteur", "banque de l'émetteur", {}));
}

TEST_F(RuleTrials, OneTrialLeavesNothingForTheNext) {
  EXPECT_TRUE(holds("dateFacture/date", "Date 12/03/2026", "2026-03-12"));
  EXPECT_FALSE(holds("dateFacture/date", "Date", "2026-03-12"));
}

}  // namespace
}  // namespace prefill
