// How VAT is due, and the reason why none is.

#include "extractor/fields/taxation.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::given;
using test::SketchedDocument;

Extraction taxation_of(std::string_view lines, std::optional<Decimal> tax = std::nullopt) {
  const SketchedDocument document({{{50, 100, lines}}});
  Extraction extraction;
  if (tax) extraction.field(Field::montant_tva).emplace().value = *tax;
  resolve_taxation(document.view(), extraction);
  return extraction;
}

TEST(Taxation, IsStatedByAPhrase) {
  for (const std::string_view line :
       {"TVA sur les débits", "La TVA est acquittée sur les débits.",
        "Option pour le paiement de la taxe d'après les débits", "TVA ACQUITTÉE D'APRÈS LES DÉBITS"}) {
    EXPECT_EQ(given(taxation_of(line, Decimal::of_cents(2000)), Field::type_tva), "TVA_SUR_DEBIT") << line;
  }
  EXPECT_EQ(given(taxation_of("TVA sur les encaissements"), Field::type_tva), "TVA_SUR_ENCAISSEMENT");
  EXPECT_EQ(given(taxation_of("Opération hors champ de la TVA"), Field::type_tva), "SANS_TVA");
  EXPECT_EQ(given(taxation_of("Compte au débit de la collectivité"), Field::type_tva), "");
}

TEST(Taxation, LabelMakesABareWordSure) {
  EXPECT_EQ(given(taxation_of("Régime de TVA : débits"), Field::type_tva), "TVA_SUR_DEBIT");
  const Extraction column = taxation_of("Exigibilité de la TVA\tDate\nEncaissements\t12/03/2026");
  EXPECT_EQ(given(column, Field::type_tva), "TVA_SUR_ENCAISSEMENT");
  EXPECT_EQ(column.field(Field::type_tva)->label->text, "Exigibilité de la TVA");
}

TEST(Taxation, PhraseMayRunOverTheEndOfALine) {
  EXPECT_EQ(given(taxation_of("Maison fondée en 1920, TVA acquittée sur\nles encaissements."), Field::type_tva),
            "TVA_SUR_ENCAISSEMENT");
}

TEST(Taxation, ContradictionAndNegationAreNotDecided) {
  EXPECT_EQ(given(taxation_of("TVA sur les débits ou sur les encaissements"), Field::type_tva), "");
  EXPECT_EQ(given(taxation_of("Nous n'avons pas opté pour la TVA sur les débits"), Field::type_tva), "");
  EXPECT_EQ(given(taxation_of("TVA sur les débits\n\nTVA sur les encaissements"), Field::type_tva), "");
}

TEST(Taxation, ExemptionCountsOnlyWhereNoTaxIsCharged) {
  constexpr std::string_view kLine = "TVA non applicable, art. 293 B du CGI";
  EXPECT_EQ(given(taxation_of(kLine), Field::type_tva), "EXONERATION");
  EXPECT_EQ(given(taxation_of(kLine, Decimal{}), Field::type_tva), "EXONERATION");
  const Extraction charged = taxation_of(kLine, Decimal::of_cents(2000));
  EXPECT_EQ(given(charged, Field::type_tva), "");
  EXPECT_EQ(given(charged, Field::motif_exoneration), "");
}

TEST(Taxation, ReasonIsTheSentence) {
  const auto reason = [](std::string_view lines) { return given(taxation_of(lines), Field::motif_exoneration); };
  EXPECT_EQ(reason("TVA non applicable, art. 293 B du CGI"), "TVA non applicable, art. 293 B du CGI");
  EXPECT_EQ(reason("Organisme exonéré de TVA (article 261-4 du CGI). Merci de votre confiance."),
            "Organisme exonéré de TVA (article 261-4 du CGI).");
  EXPECT_EQ(reason("Marché 2026-17 - Autoliquidation, article 283-2 nonies du CGI"),
            "Autoliquidation, article 283-2 nonies du CGI");
  EXPECT_EQ(reason("TVA sur les débits"), "");
  // An abbreviation ends a sentence, where a short word such as "du" would not.
  EXPECT_EQ(reason("Autoliquidation, article 283-2 nonies du CGI\nMode de règlement : virement"),
            "Autoliquidation, article 283-2 nonies du CGI");
}

TEST(Taxation, ReasonGoesOnInTheNextLine) {
  const Extraction extraction = taxation_of(
      "Association non assujettie à la TVA (article 261 du\nCode général des impôts)\n"
      "Merci de votre confiance");
  EXPECT_EQ(given(extraction, Field::type_tva), "EXONERATION");
  EXPECT_EQ(given(extraction, Field::motif_exoneration),
            "Association non assujettie à la TVA (article 261 du Code général des impôts)");
  EXPECT_GT(extraction.field(Field::motif_exoneration)->box.height(), 15);
}

TEST(Taxation, EnglishAndGermanReasonsAreKnown) {
  EXPECT_EQ(given(taxation_of("Reverse charge"), Field::type_tva), "EXONERATION");
  EXPECT_EQ(given(taxation_of("Steuerschuldnerschaft des Leistungsempfängers"), Field::type_tva), "EXONERATION");
  EXPECT_EQ(given(taxation_of("Kleinunternehmer gemäß § 19 UStG"), Field::motif_exoneration),
            "Kleinunternehmer gemäß § 19 UStG");
}

}  // namespace
}  // namespace prefill
