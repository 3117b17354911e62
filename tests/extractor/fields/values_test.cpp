// What has the shape of a value, and which shape wins at a place.

#include "extractor/fields/values.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::Sketch;
using test::SketchedPage;

std::string described(const FoundValue& value) {
  switch (value.type) {
    case FoundType::amount:
      return "amount " + to_string(value.number);
    case FoundType::percent:
      return "percent " + to_string(value.number);
    case FoundType::date:
      return "date " + to_string(value.date);
    case FoundType::siret:
      return "siret " + std::string(value.identifier);
    case FoundType::siren:
      return "siren " + std::string(value.identifier);
    case FoundType::vat_id:
      return "vat_id " + std::string(value.identifier);
    case FoundType::iban:
      return "iban " + std::string(value.identifier);
  }
  return {};
}

std::vector<std::string> values_of(const Sketch& sketch) {
  SketchedPage page(sketch);
  boost::container::pmr::monotonic_buffer_resource arena;
  ArenaVector<FoundValue> values(&arena);
  find_values(page.page(), values);
  std::vector<std::string> found;
  for (const FoundValue& value : values) found.push_back(described(value));
  return found;
}

std::vector<std::string> values_of(std::string_view line) {
  return values_of(Sketch{{50, 100, line}});
}

using Values = std::vector<std::string>;

TEST(Values, AreFoundInOrderOfPlace) {
  EXPECT_EQ(values_of({{50, 120, "TVA 20 %\t20,00 €"}, {50, 100, "Le 12/03/2026\t100,00"}}),
            (Values{"date 2026-03-12", "amount 100", "percent 20", "amount 20"}));
}

TEST(Values, EndOfANumberGluedToAWordIsNoAmount) {
  for (const std::string_view glued : {"Total payable14 690.50 EUR", "Total due14,690.50 EUR", "Total dû14.690,50 €"}) {
    EXPECT_EQ(values_of(glued), Values{}) << glued;
  }
  EXPECT_EQ(values_of("Total payable 14 690.50 EUR"), Values{"amount 14690.5"});
  EXPECT_EQ(values_of("Lot B2 690,50 EUR").size(), 0U);
  EXPECT_EQ(values_of("Lot B2 90,50 EUR"), Values{"amount 90.5"});
}

TEST(Values, AreTheSameWhereverTheyStand) {
  // Pages are looked at in pieces of 64 bytes; no shape may mind where one ends.
  const Values all = {"siret 73282932000074", "date 2026-03-12", "date 2026-04-01", "date 2026-05-03",
                      "vat_id FR83404833048", "amount -1234.56", "amount -5",       "percent 20"};
  for (std::size_t before = 1; before <= 64; ++before) {
    const std::string words(before, 'x');
    EXPECT_EQ(values_of({{50, 100, words},
                         {50, 120, "732 829 320 00074 12/03/2026 mercredi 1er avril 2026 le 03.05.26"},
                         {50, 140, "FR 83 404 833 048 - EUR 1 234,56 (5,00 €) 20 %"}}),
              all)
        << before;
  }
}

TEST(Values, MostTellingShapeWins) {
  EXPECT_EQ(values_of("IBAN FR14 2004 1010 0505 0001 3M02 606"), Values{"iban FR1420041010050500013M02606"});
  EXPECT_EQ(values_of("SIRET 732 829 320 00074"), Values{"siret 73282932000074"});
  EXPECT_EQ(values_of("732 829 320 RCS Paris"), Values{"siren 732829320"});
  EXPECT_EQ(values_of("TVA FR 83 404 833 048"), Values{"vat_id FR83404833048"});
  EXPECT_EQ(values_of("du 12.03.2026"), Values{"date 2026-03-12"});
}

TEST(Values, IdentifierMayBeCutByTheEndOfALine) {
  EXPECT_EQ(values_of("le SIRET 732 829 320\n00074."), Values{"siret 73282932000074"});
  EXPECT_EQ(values_of("au compte FR14 2004 1010 0505\n0001 3M02 606 ouvert chez nous"),
            Values{"iban FR1420041010050500013M02606"});
}

TEST(Values, PostcodeInTheNextLineIsNoPartOfASiret) {
  EXPECT_EQ(values_of("SIREN 732 829 320\n00074 Ville"), (Values{"siren 732829320", "amount 74"}));
  EXPECT_EQ(values_of("SIREN 732 829 320\n75001 Paris"), (Values{"siren 732829320", "amount 75001"}));
  EXPECT_EQ(values_of("732829320\t75001"), (Values{"siren 732829320", "amount 75001"}));
}

TEST(Values, IdentifiersMayRunOverCellsAndAmountsMayNot) {
  EXPECT_EQ(values_of("732829320\t00074"), Values{"siret 73282932000074"});
  EXPECT_EQ(values_of("732\t829\t320\t00074"), Values{"siret 73282932000074"});
  EXPECT_EQ(values_of("12\t345,00"), (Values{"amount 12", "amount 345"}));
}

TEST(Values, DoNotBeginInsideAWord) {
  EXPECT_EQ(values_of("FA2026 abc12 A4"), Values{});
}

TEST(Values, SignsAndBracketsBelongToAmounts) {
  EXPECT_EQ(values_of("solde -12,00\t(5,00)\t7,00-"), (Values{"amount -12", "amount -5", "amount -7"}));
}

TEST(Values, MostOfThePageDecidesOnTheDecimalMark) {
  EXPECT_EQ(values_of("1,234\t5,00\t6,00"), (Values{"amount 1.234", "amount 5", "amount 6"}));
  EXPECT_EQ(values_of("1,234\t5.00\t6.00"), (Values{"amount 1234", "amount 5", "amount 6"}));
}

TEST(Values, ArticleBeforeANumberIsNoCountry) {
  // "de" is a word of French before it is Germany.
  EXPECT_EQ(values_of("SIRET de 732 829 320 00074"), Values{"siret 73282932000074"});
  EXPECT_EQ(values_of("capital de 123 456 789 euros"), Values{"siren 123456789"});
  EXPECT_EQ(values_of("USt-IdNr. DE 123456789"), Values{"vat_id DE123456789"});
}

TEST(Values, KnowTheirCellAndSpan) {
  SketchedPage page({{50, 100, "Total\t12,50 €"}});
  boost::container::pmr::monotonic_buffer_resource arena;
  ArenaVector<FoundValue> values(&arena);
  find_values(page.page(), values);
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].cell, 1U);
  EXPECT_EQ(page.page().printed(values[0].span), "12,50 €");
  EXPECT_TRUE(values[0].currency);
  EXPECT_EQ(values[0].decimals, 2);
}

TEST(Values, BlankPageHasNone) {
  EXPECT_EQ(values_of(Sketch{}), Values{});
}

TEST(Values, IdentifierMayBeBrokenInANarrowColumn) {
  // Other columns' lines run between its lines.
  const Sketch siret = {{300, 100, "732 829\n320 00074"}, {50, 112, "Vis\tBrest"}};
  EXPECT_EQ(values_of(siret)[0], "siret 73282932000074");
  const Sketch iban = {{300, 100, "FR14 2004 1010\n0505 0001 3M02\n606"}, {50, 112, "Vis\tBrest\nClou\tBrest"}};
  EXPECT_EQ(values_of(iban)[0], "iban FR1420041010050500013M02606");
  const Sketch vat_id = {{300, 100, "FR 83 404\n833 048"}, {50, 112, "Vis\tBrest"}};
  EXPECT_EQ(values_of(vat_id)[0], "vat_id FR83404833048");
}

TEST(Values, NumbersUnderEachOtherAreNoIdentifier) {
  // Neither check digits that do not fit, nor groups that no identifier has, nor further words.
  EXPECT_EQ(values_of({{300, 100, "732 829\n320 00075"}, {50, 112, "Vis\tBrest"}})[0], "amount 732829");
  EXPECT_EQ(values_of({{300, 100, "7328293\n2000074"}, {50, 112, "Vis\tBrest"}})[0], "amount 7328293");
  EXPECT_EQ(values_of({{300, 100, "732 829\n320 00074 kg"}, {50, 112, "Vis\tBrest"}})[0], "amount 732829");
}

}  // namespace
}  // namespace prefill
