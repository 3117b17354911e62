// Subrogation and cession, and to whom.

#include "extractor/fields/factoring.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::given;
using test::SketchedDocument;

Extraction factored(std::string_view lines) {
  const SketchedDocument document({{{50, 100, lines}}});
  Extraction extraction;
  resolve_factoring(document.view(), extraction);
  return extraction;
}

TEST(Factoring, MentionIsTheWholeParagraph) {
  const Extraction extraction = factored(
      "Menuiserie Paulet\n\nRèglement à l'ordre de Factor du Val, société anonyme, à lui adresser directement. Elle "
      "le\n"
      "reçoit par subrogation dans le cadre du contrat de factoring. Elle devra être avisée de\ntoute réclamation.\n\n"
      "Merci de votre confiance");
  EXPECT_EQ(given(extraction, Field::affactureur), "Factor du Val");
  EXPECT_EQ(extraction.field(Field::affactureur)->raw, "Factor du Val");
  EXPECT_EQ(given(extraction, Field::mention_subrogative),
            "Règlement à l'ordre de Factor du Val, société anonyme, à lui adresser directement. Elle le reçoit par "
            "subrogation dans le cadre du contrat de factoring. Elle devra être avisée de toute réclamation.");
}

TEST(Factoring, MentionMayGoOnWithTheWordThatTellsIt) {
  const Extraction extraction = factored(
      "Pour être libératoire, votre règlement doit être fait à l'ordre de Factor du Val, qui le reçoit par\n"
      "subrogation dans le cadre d'un contrat d'affacturage.");
  EXPECT_EQ(given(extraction, Field::mention_subrogative),
            "Pour être libératoire, votre règlement doit être fait à l'ordre de Factor du Val, qui le reçoit par "
            "subrogation dans le cadre d'un contrat d'affacturage.");
}

TEST(Factoring, CessionGivesTheNameAlone) {
  const Extraction extraction = factored(
      "CESSION DE CRÉANCE\nLa présente créance a été cédée à la Banque du Val dans le cadre des articles L. 313-23 et\n"
      "suivants du code monétaire et financier.");
  EXPECT_EQ(given(extraction, Field::affactureur), "Banque du Val");
  EXPECT_EQ(given(extraction, Field::mention_subrogative), "");
}

TEST(Factoring, NameMayStandBehindALabel) {
  EXPECT_EQ(given(factored("Affactureur : Compagnie du Factor, 12 rue du Port"), Field::affactureur),
            "Compagnie du Factor");
  EXPECT_EQ(given(factored("Affactureur\tCompagnie du Factor"), Field::affactureur), "Compagnie du Factor");
}

TEST(Factoring, ChequeToTheSupplierIsNoFactoring) {
  const Extraction extraction = factored("Règlement par chèque à l'ordre de Menuiserie Paulet");
  EXPECT_EQ(given(extraction, Field::affactureur), "");
  EXPECT_EQ(given(extraction, Field::mention_subrogative), "");
}

TEST(Factoring, NameNeedsACapital) {
  EXPECT_EQ(given(factored("Créance cédée à notre banque, paiement par subrogation."), Field::affactureur), "");
}

}  // namespace
}  // namespace prefill
