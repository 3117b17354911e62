// The totals that agree, against those that only stand nearer.

#include "extractor/fields/totals.h"

#include <gtest/gtest.h>

#include "extractor/fields/candidates.h"
#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::checked;
using test::given;
using test::Sketch;
using test::SketchedDocument;

Extraction totals_of(const std::vector<Sketch>& pages, DocumentKind kind = DocumentKind::invoice) {
  const SketchedDocument document(pages);
  Extraction extraction;
  extraction.kind = kind;
  resolve_totals(document.view(), extraction);
  return extraction;
}

Extraction totals_of(std::string_view lines, DocumentKind kind = DocumentKind::invoice) {
  return totals_of({{{50, 100, lines}}}, kind);
}

/// "HT + TVA = TTC" as given, with "-" for nothing.
std::string sum(const Extraction& extraction) {
  const auto text = [&](Field field) {
    const std::string value = given(extraction, field);
    return value.empty() ? std::string("-") : value;
  };
  return text(Field::montant_ht_total) + " + " + text(Field::montant_tva) + " = " + text(Field::montant_ttc_total);
}

TEST(Totals, LabelledOnesThatAgreeAreGiven) {
  const Extraction extraction = totals_of("Total HT\t559,29 €\nTotal TVA\t111,86 €\nTotal TTC\t671,15 €");
  EXPECT_EQ(sum(extraction), "559.29 + 111.86 = 671.15");
  EXPECT_EQ(checked(extraction, "TOTALS_AGREE"), "ok");
  EXPECT_GT(extraction.field(Field::montant_ttc_total)->confidence, 0.95);
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->raw, "671,15 €");
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->label->text, "Total TTC");
}

TEST(Totals, HeaderRowHasItsValuesUnderneath) {
  EXPECT_EQ(sum(totals_of("Total HT\tTVA\tTotal TTC\n100,00\t20,00\t120,00")), "100 + 20 = 120");
}

TEST(Totals, LongerThanTheirLabelsStandCentredUnderThem) {
  const Sketch items = {{50, 100, "Désignation\tQuantité\tMontant HT\nÉtude\t2\t1 537,00\nPlan\t3\t22 073,50"}};
  const auto with = [&](const Sketch& more) {
    Sketch page = items;
    page.insert(page.end(), more.begin(), more.end());
    return totals_of({page});
  };
  const Extraction taxed = with({{50, 140, "Taux\tBase HT\tMontant TVA\n20 %\t23 610,50 EUR\t4 722,10 EUR"},
                                 {72, 180, "Total HT"},
                                 {212, 180, "TVA"},
                                 {332, 180, "Total TTC"},
                                 {60, 192, "23 610,50 EUR"},
                                 {190, 192, "4 722,10 EUR"},
                                 {323, 192, "28 332,60 EUR"}});
  EXPECT_EQ(sum(taxed), "23610.5 + 4722.1 = 28332.6");
  EXPECT_EQ(given(taxed, Field::lignes_tva), "20:23610.5+4722.1");
  const Extraction exempt = with({{72, 160, "Total HT"},
                                  {200, 160, "Net à payer"},
                                  {60, 172, "23 610,50 EUR"},
                                  {195, 172, "23 610,50 EUR"},
                                  {50, 200, "TVA non applicable, art. 293 B du CGI"}});
  EXPECT_EQ(sum(exempt), "23610.5 + - = 23610.5");
}

TEST(Totals, StandInOneRowBehindABareLabel) {
  EXPECT_EQ(sum(totals_of("TOTAL\t100,00\t20,00\t120,00")), "100 + 20 = 120");
}

TEST(Totals, OfAWorksStatementAreThoseOfTheMonth) {
  const Extraction extraction = totals_of(
      "Désignation\tMontant marché\tCumul HT\tPrécédent HT\tMois HT\nPeinture\t90,00\t80,00\t50,00\t30,00\n"
      "TOTAL HT\t90,00\t80,00\t50,00\t30,00\nTVA 20 %\t18,00\t16,00\t10,00\t6,00\n"
      "TOTAL TTC\t108,00\t96,00\t60,00\t36,00");
  EXPECT_EQ(sum(extraction), "30 + 6 = 36");
}

TEST(Totals, NothingPaidIsNothingToFillIn) {
  const Extraction extraction = totals_of("Total TTC\t120,00\nAcompte\t0,00\nNet à payer\t120,00");
  EXPECT_EQ(given(extraction, Field::montant_deja_paye), "");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "120");
}

TEST(Totals, FirstItemUnderTheColumnIsNotTheTotal) {
  const Extraction extraction = totals_of(
      "Désignation\tQuantité\tTotal HT\nÉtude\t1\t60,00\nPlan\t1\t40,00\n\tTotal HT\t100,00\n\tTVA 20 %\t20,00\n"
      "\tTotal TTC\t120,00");
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
}

TEST(Totals, NumberInTheFootIsNotTheTax) {
  const Extraction extraction = totals_of(
      {{{50, 100, "Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00"}, {50, 780, "TVA sur les débits\t4,90", 7}}});
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
}

TEST(Totals, BareTotalMayBeWithOrWithoutTax) {
  EXPECT_EQ(sum(totals_of("Total\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00")), "100 + 20 = 120");
  EXPECT_EQ(sum(totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nTotal\t120,00")), "100 + 20 = 120");
}

TEST(Totals, AmountThatTheOthersAskForIsFoundWithoutALabel) {
  const Extraction extraction = totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nmontant convenu\t120,00");
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->rule, "montantTtcTotal/sum");
  EXPECT_FALSE(extraction.field(Field::montant_ttc_total)->label);
}

TEST(Totals, AmountThatIsNotOnThePageIsNotInvented) {
  EXPECT_EQ(sum(totals_of("Total HT\t100,00\nTVA 20 %\t20,00")), "100 + 20 = -");
}

TEST(Totals, ContradictionIsSaidAndBelievedLess) {
  const Extraction extraction = totals_of("Total HT\t100,00\nTotal TVA\t20,00\nTotal TTC\t125,00");
  EXPECT_NE(checked(extraction, "TOTALS_AGREE"), "ok");
  const Extraction agreed = totals_of("Total HT\t100,00\nTotal TVA\t20,00\nTotal TTC\t120,00");
  for (const Field field : {Field::montant_ht_total, Field::montant_tva, Field::montant_ttc_total}) {
    const auto& value = extraction.field(field);
    ASSERT_TRUE(agreed.field(field));
    EXPECT_LT(value ? value->confidence : 0, agreed.field(field)->confidence - 0.2) << rules::field_name(field);
  }
}

TEST(Totals, FixedFeesOfTheLawAreNoTotals) {
  const Extraction extraction = totals_of(
      "Total HT\t100,00 €\nTVA 20 %\t20,00 €\nTotal TTC\t120,00 €\n\n"
      "Indemnité forfaitaire pour frais de recouvrement : 40,00 €\nDurand SARL au capital de 8 000,00 €");
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "120");
}

TEST(Totals, CarriedForwardIsNotTheTotal) {
  const Extraction extraction =
      totals_of({{{50, 100, "Étude\t60,00\nÀ reporter\t60,00"}},
                 {{50, 100, "Report\t60,00\nPlan\t40,00\nTotal HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00"}}});
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
  EXPECT_EQ(extraction.field(Field::montant_ht_total)->page, 2);
}

TEST(Totals, TaxLinesComeFromTheTable) {
  const Extraction extraction = totals_of(
      "Taux\tBase HT\tMontant TVA\n20,00 %\t100,00\t20,00\n10,00 %\t50,00\t5,00\n\n"
      "Total HT\t150,00\nTotal TVA\t25,00\nTotal TTC\t175,00");
  EXPECT_EQ(given(extraction, Field::lignes_tva), "20:100+20,10:50+5");
  EXPECT_EQ(checked(extraction, "VAT_LINES_AGREE"), "ok");
}

TEST(Totals, SingleRateIsTheOnlyTaxLine) {
  const Extraction extraction = totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00");
  EXPECT_EQ(given(extraction, Field::lignes_tva), "20:100+20");
}

TEST(Totals, WhatIsDueIsTheTotalThatTheTaxesOfTheRatesAskFor) {
  const Extraction bases = totals_of(
      "Total HT\t6 101,26 €\nTVA à 5,5 % sur 3 118,22 €\t171,50 €\nTVA à 10 % sur 2 983,04 €\t298,30 €\n"
      "Net à payer TTC\t6 571,06 €");
  EXPECT_EQ(sum(bases), "6101.26 + - = 6571.06");
  EXPECT_EQ(given(bases, Field::montant_a_payer), "6571.06");
  EXPECT_EQ(given(bases, Field::lignes_tva), "5.5:3118.22+171.5,10:2983.04+298.3");
  EXPECT_EQ(bases.field(Field::montant_ttc_total)->rule, "montantTtcTotal/rates");
  const Extraction taxes =
      totals_of("Total HT\t6 101,26 €\nTVA 5,5 %\t171,50 €\nTVA 10 %\t298,30 €\nNet à payer TTC\t6 571,06 €");
  EXPECT_EQ(sum(taxes), "6101.26 + - = 6571.06");
  EXPECT_EQ(given(taxes, Field::lignes_tva), "");
}

TEST(Totals, TaxOfOneOfSeveralRatesIsNotTheTax) {
  const std::string taxes = "TVA à 5,5 % sur 3 118,22 €\t171,50 €\nTVA à 10 % sur 2 983,04 €\t298,30 €\n";
  EXPECT_EQ(sum(totals_of("Total HT\t6 101,26 €\n" + taxes)), "6101.26 + - = -");
  EXPECT_EQ(given(totals_of(taxes + "Net à payer\t6 571,06 €"), Field::montant_tva), "");
  EXPECT_EQ(given(totals_of("TVA 5,5 %\t171,50 €\nTVA 10 %\t298,30 €"), Field::montant_tva), "");
  EXPECT_EQ(sum(totals_of("Total HT\t6 101,26 €\n" + taxes + "Total TVA\t469,80 €\nNet à payer TTC\t6 571,06 €")),
            "6101.26 + 469.8 = 6571.06");
}

TEST(Totals, RowOfATableIsNotTheSetThatAgrees) {
  const Extraction extraction = totals_of(
      "Taux\tHT\tTVA\tTTC\n5,5 %\t3 118,22\t171,50\t3 289,72\n10 %\t2 983,04\t298,30\t3 281,34\n"
      "Net à payer\t6 571,06 €");
  EXPECT_EQ(given(extraction, Field::montant_tva), "");
}

TEST(Totals, TaxOfOneRateIsTheTaxWhereTheOthersHaveNone) {
  EXPECT_EQ(sum(totals_of("Total HT\t100,00 €\nTVA 5,5 %\t0,00 €\nTVA 20 %\t20,00 €")), "100 + 20 = -");
}

TEST(Totals, TaxLinesThatDoNotSumUpAreSaid) {
  const Extraction extraction = totals_of(
      "Taux\tBase HT\tMontant TVA\n20,00 %\t90,00\t18,00\n\nTotal HT\t150,00\nTotal TVA\t25,00\nTotal TTC\t175,00");
  EXPECT_EQ(sum(extraction), "150 + 25 = 175");
  EXPECT_EQ(given(extraction, Field::lignes_tva), "");
  EXPECT_EQ(checked(extraction, "VAT_LINES_AGREE"), "not ok");
}

TEST(Totals, DiscountOnTheWholeIsNoPayment) {
  constexpr std::string_view total = "Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00\n";
  const Extraction named = totals_of(std::string(total) + "Remise globale TTC\t-50,00\nNet à payer\t70,00");
  EXPECT_EQ(given(named, Field::montant_deja_paye), "");
  EXPECT_EQ(given(named, Field::montant_a_payer), "70");
  const Extraction unnamed = totals_of(std::string(total) + "Virement du 3 mars\t50,00\nNet à payer\t70,00");
  EXPECT_EQ(given(unnamed, Field::montant_deja_paye), "50");
}

TEST(Totals, PaymentLowersWhatIsDue) {
  const Extraction extraction =
      totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00\nAcompte versé\t50,00\nNet à payer\t70,00");
  EXPECT_EQ(given(extraction, Field::montant_deja_paye), "50");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "70");
  EXPECT_EQ(checked(extraction, "DUE_AGREES"), "ok");
}

TEST(Totals, PaymentPrintedWithASignIsPositiveInTheSum) {
  const Extraction extraction =
      totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00\nAcompte versé\t-50,00\nNet à payer\t70,00");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "70");
  EXPECT_EQ(checked(extraction, "DUE_AGREES"), "ok");
}

TEST(Totals, WithoutPaymentTheTotalIsDue) {
  const Extraction extraction = totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "120");
  EXPECT_EQ(extraction.field(Field::montant_a_payer)->rule, "montantAPayer/total");
}

TEST(Totals, AmountsOfACreditNoteHaveNoSignAndRawShowsIt) {
  const Extraction extraction = totals_of(
      "Total HT\t-100,00\nTVA 20 %\t-20,00\nTotal TTC\t-120,00\nNet à payer\t-120,00", DocumentKind::credit_note);
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "120");
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->raw, "-120,00");
  EXPECT_EQ(sum(totals_of("Total HT\t(100,00)\nTVA 20 %\t(20,00)\nTotal TTC\t(120,00)", DocumentKind::credit_note)),
            "100 + 20 = 120");
}

TEST(Totals, WithoutTaxOneAmountIsAllThree) {
  const Extraction extraction = totals_of("Total HT\t100,00 €\nTVA non applicable, art. 293 B du CGI");
  EXPECT_EQ(sum(extraction), "100 + - = 100");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "100");
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->rule, "montantTtcTotal/exempt");
}

TEST(Totals, ABareTotalIsAllThreeWhereNothingSpeaksOfTax) {
  const Extraction extraction = totals_of("Design of a poster\t1\t100.00\nTotal\t100.00 €\nAmount due\t100.00 €");
  EXPECT_EQ(sum(extraction), "100 + - = 100");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "100");
  EXPECT_EQ(sum(totals_of("Total HT\t100,00 €")), "100 + - = -") << "its label leaves a tax open";
  EXPECT_EQ(sum(totals_of("Total\t100,00 €\nremise de 10 % comprise")), "- + - = -")
      << "what the rate is of is not said";
}

TEST(Totals, WhatIsRetainedIsNotTakenOffTheTotal) {
  const Extraction extraction = totals_of(
      "Total HT\t1 000,00 €\nAutoliquidation de la TVA\nRetenue de garantie 5 %\t50,00 €\nNet à payer\t950,00 €");
  EXPECT_EQ(sum(extraction), "1000 + - = 1000");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "950");
}

TEST(Totals, WithoutTaxWhatIsDueIsNotTheTotalWhereSomeWasPaidOrRetained) {
  const auto exempt = [](std::string_view paid) {
    return totals_of("Désignation\tQuantité\tMontant HT\nArbre\t1\t206,01\n\n\tMontant HT\t206,01 €\n\t" +
                     std::string(paid) +
                     "\t61,80 €\n\tReste à payer\t144,21 €\n\n"
                     "TVA non applicable, art. 293 B du CGI");
  };
  for (const std::string_view words : {"Acompte versé", "Retenue de garantie"}) {
    const Extraction extraction = exempt(words);
    EXPECT_EQ(sum(extraction), "206.01 + - = 206.01") << words;
    EXPECT_EQ(given(extraction, Field::montant_a_payer), "144.21") << words;
  }
}

TEST(Totals, AreNamedBehindTheAmountInASentence) {
  const Extraction extraction = totals_of(
      "58 colis livrés sur 5 tournées, pour un montant total de 283,02 € TTC,\n"
      "qui comprend donc 14,75 € de TVA à 5,5 % (sur 268,27 € hors taxes).");
  EXPECT_EQ(sum(extraction), "268.27 + 14.75 = 283.02");
  EXPECT_EQ(sum(totals_of("Toute commande inférieure à 80,00 € HT supporte des frais de 9,50 € HT")), "- + - = -")
      << "small print says so of other amounts";
}

TEST(Totals, ATaxBeyondEveryRateAgreesWithNothing) {
  EXPECT_EQ(sum(totals_of("Total HT\t14,75\nTVA\t268,27\nTotal TTC\t283,02")), "- + - = 283.02");
}

TEST(Totals, OfATableOnItsSideStandInTheLastColumn) {
  const Extraction extraction = totals_of(
      "\tTVA 20 %\tTVA 10 %\tTotal\nBase HT\t100,00\t50,00\t150,00\nMontant TVA\t20,00\t5,00\t25,00\n"
      "TTC\t120,00\t55,00\t175,00");
  EXPECT_EQ(sum(extraction), "150 + 25 = 175");
  EXPECT_EQ(given(extraction, Field::lignes_tva), "20:100+20,10:50+5");
}

TEST(Totals, ExemptWordsDoNotUndoATaxThatIsCharged) {
  const Extraction extraction =
      totals_of("Total HT\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00\nles droits de timbre : TVA non applicable");
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
}

TEST(Totals, BareYearOrQuantityIsNoTotal) {
  const Extraction extraction = totals_of("Total HT 2026\t100,00\nTVA 20 %\t20,00\nTotal TTC\t120,00");
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
}

TEST(Totals, EnglishAndGermanLabelsWork) {
  EXPECT_EQ(sum(totals_of("Subtotal\t1,000.00\nVAT 20%\t200.00\nGrand total\t1,200.00")), "1000 + 200 = 1200");
  EXPECT_EQ(sum(totals_of("Nettobetrag\t1.000,00 €\nMwSt. 19 %\t190,00 €\nGesamtbetrag\t1.190,00 €")),
            "1000 + 190 = 1190");
}

TEST(Totals, ThousandsOfAmountsAreWeighedWithinAShortList) {
  // Every line announces a total; five thousand amounts on three pages.
  std::vector<std::string> lines;
  std::vector<Sketch> pages(3);
  for (int i = 0; i < 5000; ++i) lines.push_back("Total HT\t" + std::to_string(i) + ",17\t20 %");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t page_row = i / 3;
    const auto row = static_cast<float>(page_row);
    pages[i % 3].push_back({10, 10 + row * 0.45F, lines[i], 0.6F});
  }
  pages[2].push_back({10, 800, "Total HT\t99,95\nTotal TVA\t19,99\nTotal TTC\t119,94", 8});
  const SketchedDocument document(pages);
  const std::size_t candidates = labelled_candidates(document.view(), Field::montant_ht_total).size();
  EXPECT_GT(candidates, 100U);
  EXPECT_LE(candidates, 256U);
  Extraction extraction;
  extraction.kind = DocumentKind::invoice;
  resolve_totals(document.view(), extraction);
  EXPECT_EQ(sum(extraction), "99.95 + 19.99 = 119.94");
}

TEST(Totals, ThousandsOfAmountsThatSentencesNameAreWeighedWithinAShortList) {
  // Five thousand amounts on one page, of which a thousand are called a total, and none is announced by a label.
  std::vector<std::string> lines;
  for (int i = 0; i < 1000; ++i) {
    const std::string number = std::to_string(i);
    lines.push_back("pour un montant total de " + number + ",31 € TTC\t1" + number + ",02\t2" + number + ",03\t3" +
                    number + ",04\t4" + number + ",05");
  }
  Sketch page;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    page.push_back({10, 10 + static_cast<float>(i) * 0.75F, lines[i], 0.6F});
  }
  page.push_back({10, 800, "Total HT\t99,95\nTotal TVA\t19,99\nTotal TTC\t119,94", 8});
  const SketchedDocument document({page});
  EXPECT_GE(document.page().values.size(), 5000U);
  Extraction extraction;
  extraction.kind = DocumentKind::invoice;
  resolve_totals(document.view(), extraction);
  EXPECT_EQ(sum(extraction), "99.95 + 19.99 = 119.94");
}

TEST(Totals, LastOfEqualAmountsIsTheOneThatArithmeticFinds) {
  const Extraction extraction = totals_of("Article\t120,00\nTotal HT\t100,00\nTVA\t20,00\nEnsemble  120,00 EUR");
  EXPECT_EQ(sum(extraction), "100 + 20 = 120");
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->rule, "montantTtcTotal/sum");
  EXPECT_EQ(extraction.field(Field::montant_ttc_total)->raw, "120,00 EUR");
}

TEST(Totals, TotalIsNotDueWhereWordsAnnounceAnotherAmount) {
  const std::string totals = "Total HT\t100,00 €\nTVA 20 %\t20,00 €\nTotal TTC\t120,00 €\n";
  EXPECT_EQ(given(totals_of(totals), Field::montant_a_payer), "120");
  // Which of the columns is due is not said, but it is not the total.
  const Extraction statement =
      totals_of(totals + "Retenue de garantie\t-6,00 €\nAcompte à payer\t70,00 €\t184,00 €\t114,00 €");
  EXPECT_NE(given(statement, Field::montant_a_payer), "120");
}

TEST(Totals, TotalIsNotDueWhereAnotherAmountIsInTheColumnOfASum) {
  const Extraction extraction = totals_of(
      "Poste\tAvancement\tCumul HT\nToiture\t65 %\t100,00\nMontant HT\t\t100,00\nTVA 20 %\t\t20,00\n"
      "Montant TTC\t\t120,00\nRetenue de garantie 5 %\t\t-6,00\nNet à payer\t\t114,00");
  EXPECT_NE(given(extraction, Field::montant_a_payer), "120");
}

TEST(Totals, DueOfAStatementIsThatOfTheMonth) {
  const Extraction extraction = totals_of(
      "Rubriques\tCumul précédent\tCumul à ce jour\tMontant du mois\nMontant HT\t100,00\t300,00\t200,00\n"
      "TVA 20 %\t20,00\t60,00\t40,00\nTotal TTC\t120,00\t360,00\t240,00\n"
      "Retenue de garantie\t-6,00\t-18,00\t-12,00\nNet à payer\t114,00\t342,00\t228,00");
  EXPECT_EQ(sum(extraction), "200 + 40 = 240");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "228");
}

TEST(Totals, RetentionIsNoPayment) {
  const Extraction extraction = totals_of(
      "Total HT\t100,00 €\nTVA 20 %\t20,00 €\nTotal TTC\t120,00 €\nRG 5 % du TTC\t- 6,00 €\nMontant à régler\t114,00 "
      "€");
  EXPECT_EQ(given(extraction, Field::montant_a_payer), "114");
  EXPECT_EQ(given(extraction, Field::montant_deja_paye), "");
}

TEST(Totals, PageWithoutAmountsGivesNothing) {
  const Extraction extraction = totals_of("Total HT\nTVA\nTotal TTC");
  EXPECT_EQ(sum(extraction), "- + - = -");
  EXPECT_TRUE(extraction.checks.empty());
  EXPECT_EQ(sum(totals_of(std::vector<Sketch>{})), "- + - = -");
}

}  // namespace
}  // namespace prefill
