// Whole pages filled in: references, dates and currency, and what the steps take from each other.

#include "extractor/fields/resolver.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::checked;
using test::given;
using test::Sketch;
using test::SketchedDocument;

/// A page titled FACTURE with these lines.
Extraction invoice(std::string_view lines) {
  return SketchedDocument({{{50, 60, "FACTURE", 20}, {50, 150, lines}}}).resolved();
}

Extraction credit_note(std::string_view lines) {
  return SketchedDocument({{{50, 60, "AVOIR", 20}, {50, 150, lines}}}).resolved();
}

TEST(Resolver, FillsInAWholePage) {
  const Extraction extraction =
      SketchedDocument(
          {{
              {50, 60, "FACTURE N° FA-2026-017", 16},
              {50, 100, "Durand SARL\n2 rue Basse\n75002 PARIS\nSIRET 732 829 320 00074"},
              {330, 160, "Facturé à\nMairie de Paris\n1 place Haute\n75004 PARIS\nSIRET 217 500 016 00019"},
              {50, 260, "Date de facture : 12/03/2026\nDate d'échéance : 11/04/2026"},
              {50, 290, "N° d'engagement : 1402345678\nCode service : SFACETAT\nN° de marché : 2025-M-014"},
              {50, 400, "Désignation\tQuantité\tMontant HT\nÉtude\t1\t559,29"},
              {300, 600, "Total HT\t559,29 €\nTVA 20 %\t111,86 €\nTotal TTC\t671,15 €"},
              {50, 760, "IBAN FR14 2004 1010 0505 0001 3M02 606 BIC PSSTFRPPXXX", 8},
          }})
          .resolved();
  EXPECT_EQ(extraction.kind, DocumentKind::invoice);
  EXPECT_EQ(given(extraction, Field::type_facture), "FACTURE");
  EXPECT_EQ(given(extraction, Field::numero_facture), "FA-2026-017");
  EXPECT_EQ(given(extraction, Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(extraction, Field::date_echeance), "2026-04-11");
  EXPECT_EQ(given(extraction, Field::numero_bon_commande), "1402345678");
  EXPECT_EQ(given(extraction, Field::code_service_executant), "SFACETAT");
  EXPECT_EQ(given(extraction, Field::numero_marche), "2025-M-014");
  EXPECT_EQ(given(extraction, Field::code_devise_facture), "EUR");
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::montant_ttc_total), "671.15");
  EXPECT_EQ(given(extraction, Field::lignes_tva), "20:559.29+111.86");
  EXPECT_EQ(given(extraction, Field::ibans), "FR1420041010050500013M02606");
  EXPECT_EQ(given(extraction, Field::bic), "PSSTFRPPXXX");
  for (const Check& check : extraction.checks) EXPECT_TRUE(check.ok) << check.code;
}

TEST(Resolver, DocumentThatIsNoInvoiceGetsNoFields) {
  const Extraction extraction =
      SketchedDocument({{{50, 60, "DEVIS", 20}, {50, 150, "N° de commande : BC-12\nTotal TTC\t120,00 €"}}}).resolved();
  EXPECT_EQ(extraction.kind, DocumentKind::other);
  for (const auto& field : extraction.fields) EXPECT_FALSE(field);
  EXPECT_TRUE(extraction.checks.empty());
}

TEST(Resolver, BlankDocumentIsOther) {
  const Extraction extraction = SketchedDocument({Sketch{}, Sketch{}}).resolved();
  EXPECT_EQ(extraction.kind, DocumentKind::other);
  EXPECT_FALSE(extraction.field(Field::type_facture));
}

TEST(Resolver, NumberStandsBehindTheTitleBesideItsLabelOrUnderIt) {
  EXPECT_EQ(given(SketchedDocument({{{50, 60, "FACTURE FA-2026-12", 16}}}).resolved(), Field::numero_facture),
            "FA-2026-12");
  EXPECT_EQ(given(invoice("Facture n°FA-12"), Field::numero_facture), "FA-12");
  EXPECT_EQ(given(invoice("N° de facture\tFA-12"), Field::numero_facture), "FA-12");
  EXPECT_EQ(given(invoice("Facture n°\tDate\nFA-12\t12/03/2026"), Field::numero_facture), "FA-12");
}

TEST(Resolver, NumberThePortalWillNotTakeIsGivenWithAWarning) {
  const Extraction fine = invoice("Facture n° FA-2026_17/A+1");
  EXPECT_EQ(fine.field(Field::numero_facture)->warning, "");
  const Extraction spaced = invoice("Facture n° FA 2026-17");
  EXPECT_EQ(given(spaced, Field::numero_facture), "FA 2026-17");
  EXPECT_NE(spaced.field(Field::numero_facture)->warning, "");
  const Extraction lengthy = invoice("Facture n° FA-2026-0000000000017");
  EXPECT_EQ(given(lengthy, Field::numero_facture), "FA-2026-0000000000017");
  EXPECT_NE(lengthy.field(Field::numero_facture)->warning.find("20"), std::string::npos);
}

TEST(Resolver, DateMayFollowTheNumber) {
  for (const std::string_view line : {"Facture n° FA-12 du 12 mars 2026", "Facture n° FA-12 du 12/03/2026",
                                      "Facture n° FA-12 - 12/03/2026", "Facture n° FA-12 le 12/03/2026"}) {
    const Extraction extraction = invoice(line);
    EXPECT_EQ(given(extraction, Field::numero_facture), "FA-12") << line;
    EXPECT_EQ(given(extraction, Field::date_facture), "2026-03-12") << line;
  }
}

TEST(Resolver, DateUnderAnotherLabelIsNotTheOneBehindTheNumber) {
  const Extraction band = invoice("Brest, le 06/04/2025\n\nFacture n°\tÀ payer avant le\nFA-12\t21/05/2025");
  EXPECT_EQ(given(band, Field::numero_facture), "FA-12");
  EXPECT_EQ(given(band, Field::date_facture), "2025-04-06");
  EXPECT_EQ(given(band, Field::date_echeance), "2025-05-21");
  const Extraction beside = invoice("Client\tDate de livraison\nFacture n° FA-12\t21/05/2025");
  EXPECT_EQ(given(beside, Field::date_facture), "");
}

TEST(Resolver, DateBehindTheNumberMayHaveNoLabelOverIt) {
  EXPECT_EQ(given(invoice("Facture n°\nFA-12\t12/03/2026"), Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(invoice("N° de facture et jour\nFA-12 12/03/2026"), Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(invoice("\tDestinataire\nFacture n° FA-12\t12/03/2026"), Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(invoice("Échéance : 11/04/2026\nFacture n° FA-12\t12/03/2026"), Field::date_facture), "2026-03-12");
}

TEST(Resolver, DateBehindTheNumberOfAPaymentOnAccountIsThatOne) {
  const Extraction extraction = invoice("Facture n° FA-12\nTotal TTC\t120,00\nFacture d'acompte n° FA-7 du 03/04/2026");
  EXPECT_EQ(given(extraction, Field::numero_facture), "FA-12");
  EXPECT_EQ(given(extraction, Field::date_facture), "");
}

TEST(Resolver, NothingIsDueBeforeItIsInvoiced) {
  const Extraction extraction = invoice("Date de facture : 12/03/2026\nDate d'échéance : 12/02/2026");
  EXPECT_EQ(given(extraction, Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(extraction, Field::date_echeance), "");
  EXPECT_EQ(checked(invoice("Date de facture : 12/03/2026\nDate d'échéance : 11/04/2026"), "DATES_IN_ORDER"), "ok");
}

TEST(Resolver, OfficialKeywordsAnnounceTheEngagement) {
  for (const std::string_view line : {"Engagement : 1402345678", "EJ : 1402345678", "Commande : 1402345678",
                                      "N° EJ 1402345678", "Bon de commande n° 1402345678"}) {
    EXPECT_EQ(given(invoice(line), Field::numero_bon_commande), "1402345678") << line;
  }
}

TEST(Resolver, EngagementIsNoneWhereTheWordMeansSomethingElse) {
  for (const std::string_view line :
       {"Offre sans engagement 1402345678", "Durée d'engagement : 24 mois", "Notre commande n° 1402345678",
        "Conditions générales de commande 2026", "Commande du 12/03/2026", "Votre commande du 12 mars 2026",
        "Engagement de 12 mois", "N° de commande interne : 12345"}) {
    EXPECT_EQ(given(invoice(line), Field::numero_bon_commande), "") << line;
  }
}

TEST(Resolver, NumberOfTheInvoiceIsNoOrder) {
  const Extraction extraction = invoice("Facture n° FA-12\nVotre référence : FA-12");
  EXPECT_EQ(given(extraction, Field::numero_facture), "FA-12");
  EXPECT_EQ(given(extraction, Field::numero_bon_commande), "");
}

TEST(Resolver, CreditNoteNamesTheInvoiceItCorrects) {
  const Extraction extraction = credit_note("Avoir n° AV-3\nFacture d'origine : FA-12\nTotal TTC\t-120,00 €");
  EXPECT_EQ(given(extraction, Field::type_facture), "AVOIR");
  EXPECT_EQ(given(extraction, Field::numero_facture), "AV-3");
  EXPECT_EQ(given(extraction, Field::numero_facture_origine), "FA-12");
  EXPECT_EQ(given(extraction, Field::montant_ttc_total), "120");
}

TEST(Resolver, CreditNoteIsNotDatedAsTheInvoiceItCorrects) {
  const Extraction extraction = credit_note("Avoir n° AV-3\nDate : 09.04.2026\nsur la facture n° FA-12 du 06.03.2026");
  EXPECT_EQ(given(extraction, Field::numero_facture), "AV-3");
  EXPECT_EQ(given(extraction, Field::numero_facture_origine), "FA-12");
  EXPECT_EQ(given(extraction, Field::date_facture), "2026-04-09");
  EXPECT_EQ(given(credit_note("Avoir n° AV-3\nAnnule la facture du 06.03.2026"), Field::date_facture), "");
}

TEST(Resolver, NumberOfACreditNoteMayBeCalledAnInvoices) {
  const Extraction extraction = credit_note("Facture n° AV-3 du 09.04.2026");
  EXPECT_EQ(given(extraction, Field::numero_facture), "AV-3");
  EXPECT_EQ(given(extraction, Field::numero_facture_origine), "");
  EXPECT_EQ(given(extraction, Field::date_facture), "2026-04-09");
}

TEST(Resolver, OneOfTwoEngagementsThatTheSameWordsAnnounceIsAGuess) {
  const Extraction extraction = invoice("N° de commande : BC-12345\nN° de commande : BC-67890");
  EXPECT_EQ(given(extraction, Field::numero_bon_commande), "");
  EXPECT_EQ(given(invoice("N° de commande : BC-12345\nN° de commande : BC-12345"), Field::numero_bon_commande),
            "BC-12345");
}

TEST(Resolver, InvoiceThatReplacesAnotherHasItsOwnNumberAndDate) {
  const Extraction extraction =
      invoice("Annule et remplace la facture n° FA-11 du 01/03/2026\nFacture n° FA-12 du 12/03/2026");
  EXPECT_EQ(given(extraction, Field::numero_facture), "FA-12");
  EXPECT_EQ(given(extraction, Field::date_facture), "2026-03-12");
}

TEST(Resolver, OneOfTwoNumbersThatTheSameWordsAnnounceIsAGuess) {
  EXPECT_EQ(given(invoice("Facture n° FA-12\nFacture n° FA-13"), Field::numero_facture), "");
}

TEST(Resolver, DateUpToWhichOnePaysLessIsNotDue) {
  EXPECT_EQ(given(invoice("Escompte 2 % pour règlement avant le 03/09/2026"), Field::date_echeance), "");
  EXPECT_EQ(given(invoice("Escompte 0 % - à payer avant le 03/09/2026"), Field::date_echeance), "2026-09-03");
  EXPECT_EQ(given(invoice("Escompte 2 % à 8 jours. À payer avant le 03/09/2026"), Field::date_echeance), "2026-09-03");
}

TEST(Resolver, LongerLabelMayMeanSomethingElse) {
  EXPECT_EQ(given(invoice("Contrat n° CT-123456"), Field::numero_marche), "CT-123456");
  EXPECT_EQ(given(invoice("Contrat-cadre de mise à disposition\tCT-123456"), Field::numero_marche), "");
}

TEST(Resolver, ValueBrokenInANarrowColumnIsGivenWhole) {
  const Extraction extraction = invoice("N° de marché\n2026-SUR\n-5370-L2");
  EXPECT_EQ(given(extraction, Field::numero_marche), "2026-SUR-5370-L2");
  const auto& contract = extraction.field(Field::numero_marche);
  EXPECT_EQ(contract->raw, "2026-SUR -5370-L2");
  EXPECT_GT(contract->box.height(), 15);
}

TEST(Resolver, InvoiceHasNoInvoiceOfOrigin) {
  EXPECT_EQ(given(invoice("Facture n° FA-12\nFacture d'origine : FA-11"), Field::numero_facture_origine), "");
}

TEST(Resolver, CurrencyIsTheOneThatIsPrintedMost) {
  EXPECT_EQ(given(invoice("Total HT\t100,00 €\nTotal TTC\t120,00 €"), Field::code_devise_facture), "EUR");
  EXPECT_EQ(given(invoice("Total HT\t100.00 CHF\nTotal TTC\t108.10 CHF"), Field::code_devise_facture), "CHF");
  EXPECT_EQ(given(invoice("Total TTC\t1 500 F CFP"), Field::code_devise_facture), "XPF");
  EXPECT_EQ(given(invoice("Total TTC\t100,00"), Field::code_devise_facture), "");
}

TEST(Resolver, ValueBelowItsThresholdIsWithheld) {
  constexpr std::string_view strict = R"({"name": "test",
    "fields": {"numeroFacture": {"threshold": 0.9, "rules": [
      {"id": "sure", "weight": 0.95, "phrases": ["Facture n°"]}, {"id": "vague", "weight": 0.6, "phrases": ["Réf."]}]}},
    "marks": {"invoice": [{"id": "facture", "phrases": ["Facture"]}]}})";
  const SketchedDocument vague({{{50, 60, "FACTURE", 20}, {50, 150, "Réf. FA-12"}}}, strict);
  const Extraction withheld = vague.resolved();
  EXPECT_FALSE(withheld.field(Field::numero_facture));
  const auto& considered = withheld.withheld[static_cast<std::size_t>(Field::numero_facture)];
  ASSERT_EQ(considered.size(), 1U);
  EXPECT_EQ(std::get<std::string>(considered[0].value), "FA-12");
  EXPECT_EQ(considered[0].rule, "numeroFacture/vague");
  const SketchedDocument sure({{{50, 60, "FACTURE", 20}, {50, 150, "Facture n° FA-12"}}}, strict);
  EXPECT_EQ(given(sure.resolved(), Field::numero_facture), "FA-12");
}

TEST(Resolver, ValueTellsItsPlaceItsLabelAndItsRivals) {
  const Extraction extraction = invoice("N° de facture : FA-12\nN° de document : D-7");
  const auto& number = extraction.field(Field::numero_facture);
  ASSERT_TRUE(number);
  EXPECT_EQ(number->raw, "FA-12");
  EXPECT_EQ(number->page, 1);
  EXPECT_EQ(number->rule, "numeroFacture/facture-n");
  EXPECT_EQ(number->label->text, "N° de facture");
  EXPECT_NEAR(number->box.x0, 50 + 12 * 5 + 4 * 2.8, 0.1);
  EXPECT_NEAR(number->box.y0, 142, 0.1);
  EXPECT_NEAR(number->label->box.x0, 50, 0.1);
  ASSERT_EQ(number->alternatives.size(), 1U);
  EXPECT_EQ(std::get<std::string>(number->alternatives[0].value), "D-7");
}

TEST(Resolver, ConfidencesAreProbabilities) {
  const Extraction extraction = invoice(
      "Facture n° FA-12\nDate de facture : 12/03/2026\nFacture n° FA-12\nTotal HT\t100,00 €\nTVA 20 %\t20,00 €\n"
      "Total TTC\t120,00 €\nSIRET client : 217 500 016 00019");
  int given_fields = 0;
  for (const auto& field : extraction.fields) {
    if (!field) continue;
    ++given_fields;
    EXPECT_GT(field->confidence, 0) << field->rule;
    EXPECT_LE(field->confidence, 0.99) << field->rule;
    for (const Alternative& other : field->alternatives) EXPECT_LE(other.confidence, field->confidence) << field->rule;
  }
  EXPECT_GE(given_fields, 7);
}

}  // namespace
}  // namespace prefill
