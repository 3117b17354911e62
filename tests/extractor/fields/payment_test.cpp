// Ways of payment that a page states, and those that it only mentions.

#include "extractor/fields/payment.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::given;
using test::Sketch;
using test::SketchedDocument;

Extraction payment_of(const Sketch& page) {
  const SketchedDocument document({page});
  Extraction extraction;
  resolve_payment(document.view(), extraction);
  return extraction;
}

std::string way_of(std::string_view lines) {
  return given(payment_of({{50, 100, lines}}), Field::mode_paiement);
}

TEST(Payment, StandsBehindOrUnderItsLabel) {
  EXPECT_EQ(way_of("Mode de règlement : virement"), "VIREMENT");
  EXPECT_EQ(way_of("Mode de règlement\tChèque"), "CHEQUE");
  EXPECT_EQ(way_of("Échéance\tMode de paiement\n12/03/2026\tPrélèvement"), "PRELEVEMENT");
  EXPECT_EQ(way_of("Moyen de paiement : carte bancaire"), "AUTRE");
  EXPECT_EQ(way_of("Règlement : espèces"), "ESPECE");
  EXPECT_EQ(way_of("Payment method: bank transfer"), "VIREMENT");
  EXPECT_EQ(way_of("Zahlungsart: SEPA-Lastschrift"), "PRELEVEMENT");
  const Extraction labelled = payment_of({{50, 100, "Mode de règlement : virement"}});
  EXPECT_GT(labelled.field(Field::mode_paiement)->confidence, 0.9);
  EXPECT_EQ(labelled.field(Field::mode_paiement)->label->text, "Mode de règlement");
  EXPECT_EQ(labelled.field(Field::mode_paiement)->rule, "modePaiement/mode-de-reglement");
}

TEST(Payment, SentenceStatesIt) {
  EXPECT_EQ(way_of("Merci de régler par virement sous 30 jours"), "VIREMENT");
  EXPECT_EQ(way_of("Le montant sera prélevé le 12/03/2026"), "PRELEVEMENT");
  EXPECT_EQ(way_of("ÉCHÉANCE : 09/10/2025 VIREMENT"), "VIREMENT");
}

TEST(Payment, WordsAloneOrAnIbanSayNothing) {
  EXPECT_EQ(way_of("IBAN FR14 2004 1010 0505 0001 3M02 606"), "");
  EXPECT_EQ(way_of("Parking du virement, chèques vacances"), "");
  EXPECT_EQ(way_of("Mode de règlement : 30 jours fin de mois"), "");
}

TEST(Payment, ChoiceOfThePayerIsNotOneWay) {
  EXPECT_EQ(way_of("Règlement par chèque ou virement"), "");
  EXPECT_EQ(way_of("Mode de règlement : virement, chèque ou espèces"), "");
  EXPECT_EQ(way_of("Vous pouvez régler par chèque"), "");
  EXPECT_EQ(way_of("Règlement par virement.\n\nLe paiement par chèque bancaire est accepté."), "VIREMENT");
}

TEST(Payment, LabelledCellBeatsSmallPrint) {
  const Extraction extraction =
      payment_of({{50, 100, "Mode de règlement : virement\nMerci de votre confiance\nÀ bientôt"},
                  {50, 700, "Tout retard de paiement par chèque entraîne des frais", 6}});
  EXPECT_EQ(given(extraction, Field::mode_paiement), "VIREMENT");
}

TEST(Payment, WhatWasPaidBeforeIsNotTheInvoicesOwnWay) {
  EXPECT_EQ(way_of("Acompte versé par carte bancaire\t100,00"), "");
}

}  // namespace
}  // namespace prefill
