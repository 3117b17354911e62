// Several documents in one file: what belongs together, and that no value of one is given as another's.

#include "extractor/fields/document_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::given;
using test::Piece;
using test::Sketch;
using test::SketchedDocument;

constexpr std::string_view body =
    "Travaux de peinture dans la salle des mariages\nsuivant nos échanges du mois dernier\nFournitures et main "
    "d'oeuvre";

Piece title(std::string_view text) {
  return {50, 80, text, 20};
}

/// The document of each page: "001" for two pages of one and a third of another.
std::string parts(std::vector<Sketch> pages) {
  for (Sketch& page : pages) page.push_back({50, 400, body});
  const SketchedDocument document(pages);
  std::string found;
  for (const text::Index part : find_parts(document.view())) found += static_cast<char>('0' + part);
  return found;
}

const Sketch invoice = {title("FACTURE n° FA-2026-17"),
                        {50, 120, "Date : 12/03/2026"},
                        {50, 200, "SIRET client : 213 502 388 00017"},
                        {300, 500, "Total HT\t100,00 €\nTVA 20 %\t20,00 €\nTotal TTC\t120,00 €"},
                        {50, 700, "IBAN FR76 3000 6000 0112 3456 7890 189"}};

const Sketch second_invoice = {title("FACTURE n° FA-2026-18"),
                               {50, 120, "Date : 15/03/2026"},
                               {50, 200, "SIRET client : 213 502 388 00017"},
                               {300, 500, "Total HT\t300,00 €\nTVA 20 %\t60,00 €\nTotal TTC\t360,00 €"},
                               {50, 700, "IBAN FR76 3000 6000 0112 3456 7890 189"}};

const Sketch order = {title("BON DE COMMANDE"),
                      {50, 120, "Date : 02/01/2026\nSIRET du fournisseur : 732 829 320 00074"},
                      {300, 500, "Total HT\t900,00 €\nTVA 20 %\t180,00 €\nTotal TTC\t1 080,00 €"}};

TEST(DocumentParts, SinglePageIsOneDocument) {
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}}), "0");
}

TEST(DocumentParts, PageThatSaysNothingGoesOn) {
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {}}), "00");
}

TEST(DocumentParts, PageWithTheNumberOfTheInvoiceBelongsToIt) {
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {{50, 40, "Suite de la facture FA-2026-17"}}}), "00");
}

TEST(DocumentParts, PageWithAnotherInvoiceNumberBeginsADocument) {
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {title("FACTURE n° FA-2026-18")}}), "01");
}

TEST(DocumentParts, CreditNoteThatNamesTheInvoiceIsAnotherDocument) {
  EXPECT_EQ(
      parts({{title("FACTURE n° FA-2026-17")}, {title("AVOIR n° AV-2026-3"), {50, 120, "Sur facture n° FA-2026-17"}}}),
      "01");
}

TEST(DocumentParts, InvoiceListedAmongItemsBeginsNone) {
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")},
                   {{50, 60, "Désignation\tQuantité\t\tMontant HT"},
                    {50, 80, "Facture d'acompte n° FA-2026-03 déduite\t\t\t-1 000,00"}}}),
            "00");
}

TEST(DocumentParts, PageNumbersThatGoOnHoldTogether) {
  EXPECT_EQ(parts({{{450, 40, "Page 1/3"}}, {{450, 40, "Page 2/3"}}, {{450, 40, "Page 3/3"}}}), "000");
}

TEST(DocumentParts, PageNumbersThatStartAgainPart) {
  EXPECT_EQ(parts({{{450, 40, "Page 1/2"}}, {{450, 40, "Page 2/2"}}, {{450, 40, "Page 1/1"}}}), "001");
  EXPECT_EQ(parts({{{450, 40, "Page 1 sur 1"}}, {{450, 40, "Page 1 sur 2"}}, {{450, 40, "Page 2 sur 2"}}}), "011");
}

TEST(DocumentParts, TitleOfAnotherPaperBeginsADocument) {
  for (const std::string_view words : {"BON DE COMMANDE", "DEVIS n° 12", "BON DE LIVRAISON", "ATTESTATION",
                                       "CONDITIONS GÉNÉRALES DE VENTE", "RELEVÉ DE COMPTE"}) {
    EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {title(words)}}), "01") << words;
  }
}

TEST(DocumentParts, TitleInTheSizeOfTheBodyStandsAlone) {
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {{50, 80, "Conditions générales de vente"}}}), "01");
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {{50, 80, "Bon de commande\t4500012345"}}}), "00");
}

TEST(DocumentParts, InvoiceGoesOnBehindAnOrder) {
  EXPECT_EQ(
      parts({{title("FACTURE n° FA-2026-17")}, {title("BON DE COMMANDE")}, {{50, 40, "Facture FA-2026-17, suite"}}}),
      "010");
}

TEST(DocumentParts, OtherCompanyInTheSmallPrintBeginsADocument) {
  EXPECT_EQ(parts({{{50, 820, "SIRET 732 829 320 00074"}}, {{50, 820, "SIRET 732 829 320 00074"}}}), "00");
  EXPECT_EQ(parts({{{50, 820, "SIRET 732 829 320 00074"}}, {{50, 820, "SIRET 552 081 317 66522"}}}), "01");
}

TEST(DocumentParts, PageOfNothingButSentencesIsSetAside) {
  std::string clauses;
  for (int i = 0; i < 40; ++i)
    clauses += "Le vendeur reste propriétaire des biens jusqu'au paiement du prix convenu.\n";
  EXPECT_EQ(parts({{title("FACTURE n° FA-2026-17")}, {{50, 60, clauses}}}), "01");
}

TEST(DocumentParts, OrderGivesNoValueOfTheInvoice) {
  const Extraction form = SketchedDocument({invoice, order}).resolved();
  EXPECT_EQ(form.kind, DocumentKind::invoice);
  EXPECT_EQ(given(form, Field::numero_facture), "FA-2026-17");
  EXPECT_EQ(given(form, Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(form, Field::montant_ttc_total), "120");
  EXPECT_EQ(given(form, Field::code_fournisseur), "");
}

TEST(DocumentParts, OrderBeforeTheInvoiceDoesNotHideIt) {
  const Extraction form = SketchedDocument({order, invoice}).resolved();
  EXPECT_EQ(form.kind, DocumentKind::invoice);
  EXPECT_EQ(given(form, Field::montant_ttc_total), "120");
  EXPECT_EQ(form.field(Field::montant_ttc_total)->page, 2);
}

TEST(DocumentParts, OrderAloneFillsNothing) {
  const Extraction form = SketchedDocument({order, {title("CONDITIONS GÉNÉRALES DE VENTE")}}).resolved();
  EXPECT_EQ(form.kind, DocumentKind::other);
  EXPECT_EQ(given(form, Field::type_facture), "");
}

TEST(DocumentParts, TwoInvoicesGiveWhatBothSay) {
  const Extraction form = SketchedDocument({invoice, second_invoice}).resolved();
  EXPECT_EQ(form.kind, DocumentKind::several);
  EXPECT_EQ(given(form, Field::type_facture), "FACTURE");
  EXPECT_EQ(given(form, Field::code_destinataire), "21350238800017");
  EXPECT_EQ(given(form, Field::ibans), "FR7630006000011234567890189");
  for (const Field field : {Field::numero_facture, Field::date_facture, Field::montant_ht_total, Field::montant_tva,
                            Field::montant_ttc_total, Field::montant_a_payer, Field::lignes_tva}) {
    EXPECT_EQ(given(form, field), "") << rules::field_name(field);
  }
  EXPECT_EQ(test::checked(form, "TOTALS_AGREE"), "");
}

TEST(DocumentParts, NumbersOfBothInvoicesAreWithheld) {
  const Extraction form = SketchedDocument({invoice, second_invoice}).resolved();
  const auto& numbers = form.withheld[static_cast<std::size_t>(Field::numero_facture)];
  ASSERT_EQ(numbers.size(), 2U);
  EXPECT_EQ(std::get<std::string>(numbers[0].value), "FA-2026-17");
  EXPECT_EQ(std::get<std::string>(numbers[1].value), "FA-2026-18");
  EXPECT_EQ(numbers[1].page, 2);
}

TEST(DocumentParts, InvoiceAndCreditNoteHaveNoCommonType) {
  Sketch credit = second_invoice;
  credit[0] = title("AVOIR n° AV-2026-3");
  const Extraction form = SketchedDocument({invoice, credit}).resolved();
  EXPECT_EQ(form.kind, DocumentKind::several);
  EXPECT_EQ(given(form, Field::type_facture), "");
}

TEST(DocumentParts, ImprintOfTheIssuerUnderItsTermsCounts) {
  Sketch headed = invoice;
  headed.insert(headed.begin(), {50, 40, "Vertécorce Paysage"});
  const Sketch terms = {title("CONDITIONS GÉNÉRALES DE VENTE"),
                        {50, 300, "SIRET du médiateur : 552 081 317 66522"},
                        {50, 820, "Vertécorce Paysage - SARL au capital de 8 000 € - SIRET 732 829 320 00074"}};
  const Extraction form = SketchedDocument({headed, terms}).resolved();
  EXPECT_EQ(given(form, Field::code_fournisseur), "73282932000074");
}

TEST(DocumentParts, SumOfAPageIsNoTotal) {
  const Extraction form =
      SketchedDocument({{title("FACTURE n° FA-2026-17"),
                         {50, 300, "Désignation\tQuantité\t\tTotal HT"},
                         {50, 320, "Peinture\t3\t\t50,00\nVernis\t2\t\t25,00\nPinceaux\t1\t\t25,00"},
                         {300, 500, "Total HT à reporter : 100,00 €"}}})
          .resolved();
  EXPECT_EQ(given(form, Field::montant_ht_total), "");
  EXPECT_EQ(given(form, Field::montant_ttc_total), "");
}

TEST(DocumentParts, HeadOfAListOfDeliveriesAnnouncesNoTotal) {
  const Extraction form =
      SketchedDocument(
          {{title("FACTURE n° FA-2026-17")},
           {{50, 60, "Livraisons du mois"},
            {50, 100, "N° BL\tDate\tTotal TTC"},
            {50, 120, "BL9012\t22/01/2026\t712,42\nBL2719\t13/01/2026\t488,14\nBL9803\t10/01/2026\t744,79"}}})
          .resolved();
  EXPECT_EQ(given(form, Field::montant_ttc_total), "");
  EXPECT_EQ(given(form, Field::date_facture), "");
}

}  // namespace
}  // namespace prefill
