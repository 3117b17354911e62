// Frames that titles and mentions state, and who validates.

#include "extractor/fields/billing_frame.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::given;
using test::SketchedDocument;

Extraction framed(std::string_view lines, Extraction extraction = {}) {
  const SketchedDocument document({{{50, 100, lines}}});
  resolve_billing_frame(document.view(), extraction);
  return extraction;
}

std::string frame_of(std::string_view lines) {
  return given(framed(lines), Field::cadre_facturation);
}

TEST(BillingFrame, IsNamedOutright) {
  EXPECT_EQ(frame_of("Cadre de facturation : A4"), "A4");
  EXPECT_EQ(frame_of("Cadre de facturation\tA9 - Facture de sous-traitant"), "A9");
  EXPECT_EQ(frame_of("Cadre de facturation : A1_FACTURE_FOURNISSEUR"), "A1");
  EXPECT_EQ(frame_of("Cadre de facturation : B1"), "");
}

TEST(BillingFrame, FollowsFromTheTitle) {
  EXPECT_EQ(frame_of("PROJET DE DÉCOMPTE MENSUEL N° 3"), "A4");
  EXPECT_EQ(frame_of("Situation de travaux n° 3"), "A4");
  EXPECT_EQ(frame_of("État d'acompte n° 3"), "A5");
  EXPECT_EQ(frame_of("Projet de décompte final"), "A7");
  EXPECT_EQ(frame_of("DÉCOMPTE GÉNÉRAL ET DÉFINITIF"), "A8");
  EXPECT_EQ(frame_of("Mémoire de frais de justice"), "A3");
  EXPECT_EQ(frame_of("Facture n° 17"), "");
}

TEST(BillingFrame, TitleAndSenderMakeOneCode) {
  EXPECT_EQ(frame_of("Facture de sous-traitance n° 17"), "A9");
  EXPECT_EQ(frame_of("Projet de décompte mensuel n° 3\nPaiement direct demandé au maître d'ouvrage"), "A10");
  EXPECT_EQ(frame_of("Projet de décompte final\nPaiement direct demandé au maître d'ouvrage"), "A11");
  EXPECT_EQ(frame_of("FACTURE D'UN COTRAITANT"), "A12");
}

TEST(BillingFrame, ProcessorOfPersonalDataIsNoSubcontractor) {
  EXPECT_EQ(frame_of("Le prestataire agit en qualité de sous-traitant au sens du règlement (UE) 2016/679."), "");
}

TEST(BillingFrame, PaidInvoiceSaysSoAndOwesNothing) {
  EXPECT_EQ(frame_of("FACTURE ACQUITTÉE"), "A2");
  EXPECT_EQ(frame_of("La TVA est\nacquittée d'après les débits."), "");
  Extraction partly;
  partly.field(Field::montant_deja_paye).emplace().value = Decimal::of_cents(4000);
  partly.field(Field::montant_a_payer).emplace().value = Decimal::of_cents(8000);
  EXPECT_EQ(given(framed("Acquittée le 12/03/2026", partly), Field::cadre_facturation), "");
  Extraction credit;
  credit.kind = DocumentKind::credit_note;
  EXPECT_EQ(given(framed("FACTURE ACQUITTÉE", credit), Field::cadre_facturation), "");
}

TEST(BillingFrame, TitulaireValidatesTheSubcontractorsInvoice) {
  constexpr std::string_view kTitulaire = "Titulaire du marché : Bâtisseurs du Val - SIRET 732 829 320 00074";
  const std::string invoice = "Facture de sous-traitance n° 17\n" + std::string(kTitulaire);
  EXPECT_EQ(given(framed(invoice), Field::siret_valideur), "73282932000074");
  EXPECT_EQ(given(framed("Facture n° 17\n" + std::string(kTitulaire)), Field::siret_valideur), "");
  Extraction parties;
  parties.field(Field::code_fournisseur).emplace().value = std::string("73282932000074");
  EXPECT_EQ(given(framed(invoice, parties), Field::siret_valideur), "");
}

TEST(BillingFrame, MandataireStandsInHisZone) {
  EXPECT_EQ(given(framed("Facture d'un cotraitant\n\nMandataire du groupement\nAgence Nord\n12 rue du Port\n"
                         "SIRET 732 829 320 00074"),
                  Field::siret_valideur),
            "73282932000074");
}

}  // namespace
}  // namespace prefill
