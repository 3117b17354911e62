// Titles against mentions: "avoir" and "devis" stand in the small print of many invoices.

#include "extractor/fields/document_kind.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::Piece;
using test::Sketch;
using test::SketchedDocument;

constexpr std::string_view body =
    "Travaux de peinture dans la salle des mariages\nsuivant nos échanges du mois dernier\nFournitures et main "
    "d'oeuvre";

FoundKind kind_of(Sketch sketch) {
  sketch.push_back({50, 300, body});
  return find_kind(SketchedDocument({sketch}).view());
}

std::string_view kind(const Sketch& sketch) {
  return kind_name(kind_of(sketch).kind);
}

TEST(DocumentKind, TitleNamesIt) {
  EXPECT_EQ(kind({{50, 80, "FACTURE", 20}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "AVOIR", 20}}), "credit_note");
  EXPECT_EQ(kind({{50, 80, "FACTURE D'AVOIR", 20}}), "credit_note");
  EXPECT_EQ(kind({{50, 80, "DEVIS", 20}}), "other");
  EXPECT_EQ(kind({{50, 80, "BON DE LIVRAISON", 20}}), "other");
  EXPECT_EQ(kind({{50, 80, "PROJET DE DÉCOMPTE", 20}}), "decompte");
  EXPECT_EQ(kind({{50, 80, "MÉMOIRE DE FRAIS DE JUSTICE", 20}}), "memoire");
}

TEST(DocumentKind, TitleMayBeEnglishOrGerman) {
  EXPECT_EQ(kind({{50, 80, "INVOICE", 20}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "CREDIT NOTE", 20}}), "credit_note");
  EXPECT_EQ(kind({{50, 80, "Rechnung", 20}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "Gutschrift", 20}}), "credit_note");
}

TEST(DocumentKind, LetterSpacedTitleIsATitle) {
  EXPECT_EQ(kind({{50, 80, "A V O I R", 20}}), "credit_note");
}

TEST(DocumentKind, LabelOfTheNumberSaysAsMuch) {
  EXPECT_EQ(kind({{50, 80, "Facture n° 2026-17"}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "Avoir n° 2026-17"}}), "credit_note");
  EXPECT_EQ(kind({{50, 80, "Devis n° 2026-17"}}), "other");
}

TEST(DocumentKind, MentionInAnInvoiceIsNoTitle) {
  const Piece title{50, 80, "FACTURE n° 12", 20};
  EXPECT_EQ(kind({title, {50, 500, "Tout avoir sera déduit de la facture suivante sur simple demande écrite"}}),
            "invoice");
  EXPECT_EQ(kind({title, {50, 200, "Devis n° 2026-3 du 12/01/2026"}}), "invoice");
  EXPECT_EQ(kind({title, {50, 200, "Votre bon de commande n° 12"}}), "invoice");
  EXPECT_EQ(kind({title, {50, 780, "Conditions générales de vente au dos", 7}}), "invoice");
  EXPECT_EQ(kind({title, {50, 780, "Avoir", 7}}), "invoice");
}

TEST(DocumentKind, CreditNoteThatNamesItsInvoiceIsACreditNote) {
  EXPECT_EQ(kind({{50, 80, "AVOIR n° A-3", 20}, {50, 120, "Sur facture n° FA-12 du 12/01/2026"}}), "credit_note");
}

TEST(DocumentKind, OrderThatSpeaksOfInvoicesIsNone) {
  EXPECT_EQ(kind({{50, 80, "BON DE COMMANDE", 20},
                  {50, 600, "Les factures portent le numéro de cette commande et sont à déposer sur le portail"}}),
            "other");
}

TEST(DocumentKind, ReminderThatListsInvoicesIsNone) {
  constexpr std::string_view list =
      "Facture\tDate\tReste dû\n26-03318\t14/05/2026\t186,40\n26-03977\t22/06/2026\t94,00";
  constexpr std::string_view one = "Facture\tDate\tReste dû\n26-03318\t14/05/2026\t186,40";
  EXPECT_EQ(kind({{50, 120, "Deuxième rappel - factures impayées"}, {50, 180, list}}), "other");
  EXPECT_EQ(kind({{50, 120, "Objet : relance"}, {50, 180, list}}), "other");
  EXPECT_EQ(kind({{50, 120, one}}), "invoice") << "the data of the one";
  EXPECT_EQ(kind({{50, 120,
                   "Avoir n° AV-17\t-\t28 septembre 2026\nN° de client\t20 0418\tContrats 118\n"
                   "Facture rectifiée\tFA-12\tPériode 3"}}),
            "credit_note")
      << "a title in a row";
  EXPECT_EQ(kind({{50, 80, "FACTURE", 20}, {50, 120, "Référence à rappeler : 26-03318"}, {50, 180, list}}), "invoice");
}

TEST(DocumentKind, SubjectThatRemindsIsNoInvoice) {
  EXPECT_EQ(kind({{50, 120, "Objet : deuxième relance, factures échues"}}), "other");
  EXPECT_EQ(kind({{50, 120, "Objet : 2e relance - facture n° 26-03318 du 14/05/2026"}}), "other");
  EXPECT_EQ(kind({{50, 120, "Objet : facture n° 26-03318"}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "FACTURE n° 12", 20}, {50, 200, "Frais de relance\t15,00"}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "AVOIR n° A-3", 20}, {50, 200, "Annulation des frais de relance"}}), "credit_note");
  EXPECT_EQ(kind({{50, 120, "Facture n° 12"}, {50, 600, "En cas de relance, des frais de 15 € sont dus"}}), "invoice");
}

TEST(DocumentKind, ListOfDatedInvoicesIsNone) {
  constexpr std::string_view list =
      "Facture n°\tDate\tMontant TTC\n26-03318\t14/05/2026\t186,40\n26-03977\t22/06/2026\t94,00";
  constexpr std::string_view one = "Facture n°\tDate\tMontant TTC\n26-03318\t14/05/2026\t186,40";
  constexpr std::string_view undated =
      "Facture n°\tClient\tPage\n26-03318\tM118\t1\nCommande 4500123456\tMarché 25-17\tLot 4";
  EXPECT_EQ(kind({{50, 180, list}}), "other");
  EXPECT_EQ(kind({{50, 180, one}}), "invoice");
  EXPECT_EQ(kind({{50, 180, undated}}), "invoice");
  EXPECT_EQ(kind({{50, 80, "FACTURE", 20}, {50, 180, list}}), "invoice");
}

TEST(DocumentKind, TitleOnTheFirstPageOutweighsLaterPages) {
  const SketchedDocument document(
      {{{50, 80, "FACTURE", 20}, {50, 300, body}}, {{50, 80, "DEVIS", 14}, {50, 300, body}}});
  EXPECT_EQ(find_kind(document.view()).kind, DocumentKind::invoice);
}

TEST(DocumentKind, StatementHoldsInsideASentence) {
  EXPECT_EQ(kind({{50, 200, "Veuillez trouver ci-joint le duplicata de facture que vous nous avez demandé hier"}}),
            "invoice");
}

TEST(DocumentKind, PageIsJudgedAsIfItWereTheFirst) {
  const SketchedDocument document(
      {{{50, 80, "FACTURE", 20}, {50, 300, body}}, {{50, 80, "DEVIS", 14}, {50, 300, body}}, {{50, 300, body}}});
  EXPECT_EQ(kind_of_page(document.view(), 0).kind, DocumentKind::invoice);
  EXPECT_EQ(kind_of_page(document.view(), 1).rule, "not_invoice/devis");
  EXPECT_EQ(kind_of_page(document.view(), 2).rule, "") << "no word that names a kind";
}

TEST(DocumentKind, WithoutAnyWordItIsOther) {
  EXPECT_EQ(kind({}), "other");
  EXPECT_EQ(find_kind(SketchedDocument({}).view()).kind, DocumentKind::other);
  EXPECT_EQ(find_kind(SketchedDocument({Sketch{}}).view()).kind, DocumentKind::other);
}

TEST(DocumentKind, RivalWordLowersTheConfidence) {
  const FoundKind alone = kind_of({{50, 80, "FACTURE", 20}});
  const FoundKind rivals = kind_of({{50, 80, "FACTURE", 20}, {300, 80, "AVOIR", 16}});
  EXPECT_GT(alone.confidence, 0.95);
  EXPECT_LT(rivals.confidence, alone.confidence);
}

TEST(DocumentKind, KnowsTheWordsThatSaySo) {
  const SketchedDocument document({{{50, 80, "Avoir n° 12", 20}}});
  const FoundKind found = find_kind(document.view());
  EXPECT_EQ(document.page().text->printed(found.span), "Avoir n°");
  EXPECT_EQ(found.rule, "credit_note/avoir");
}

}  // namespace
}  // namespace prefill
