// Lines of VAT, known by their arithmetic.

#include "extractor/fields/tax_table.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::Sketch;
using test::SketchedDocument;

constexpr Decimal percent(int tenths) {
  return Decimal{tenths * 100'000LL};
}
constexpr Decimal cents(std::int64_t count) {
  return Decimal::of_cents(count);
}

std::string described(std::span<const TaxRow> rows) {
  std::string out;
  for (const TaxRow& row : rows) {
    out += (out.empty() ? "" : ",") + to_string(row.line.rate) + ":" + to_string(row.line.base) + "+" +
           to_string(row.line.amount);
  }
  return out;
}

std::string rows_of(const std::vector<Sketch>& pages) {
  const SketchedDocument document(pages);
  const ArenaVector<TaxRow> rows = find_tax_rows(document.view());
  return described({rows.data(), rows.size()});
}

std::string rows_of(std::string_view lines) {
  return rows_of({{{50, 100, lines}}});
}

/// The table that is chosen from the rows on the page for these totals.
std::string table_of(std::string_view lines, std::optional<Decimal> ht, std::optional<Decimal> tva) {
  const SketchedDocument document({{{50, 100, lines}}});
  boost::container::pmr::monotonic_buffer_resource arena;
  const ArenaVector<TaxRow> rows = find_tax_rows(document.view());
  return described(TaxTables({rows.data(), rows.size()}, &arena).find(ht, tva));
}

TEST(IsTaxOn, RoundsToTheCent) {
  EXPECT_TRUE(is_tax_on(cents(10000), percent(200), cents(2000)));
  EXPECT_TRUE(is_tax_on(cents(3333), percent(55), cents(183))) << "1.83315";
  EXPECT_TRUE(is_tax_on(cents(1), percent(200), cents(0))) << "0.002";
  EXPECT_FALSE(is_tax_on(cents(10000), percent(200), cents(2001)));
  EXPECT_TRUE(is_tax_on(cents(10000), percent(200), cents(2001), 2));
  EXPECT_FALSE(is_tax_on(cents(10000), percent(200), cents(1000)));
}

TEST(IsTaxOn, TakesTheLargestAmounts) {
  EXPECT_TRUE(is_tax_on(cents(99'999'999'999'900), percent(200), cents(19'999'999'999'980)));
  EXPECT_FALSE(is_tax_on(cents(99'999'999'999'900), percent(200), cents(19'999'999'999'900)));
}

TEST(FindTaxRows, BaseAtZeroStandsInTheColumnOfBases) {
  EXPECT_EQ(rows_of("Base\tTaux %\tMontant TVA\tTotal HT\t113,76\n100,00\t20,00\t20,00\tTVA\t20,00\n"
                    "13,76\t0,00\t0,00\tTotal TTC\t133,76"),
            "20:100+20,0:13.76+0");
  EXPECT_EQ(rows_of("0 %\t2\t50,00\t100,00\t0,00"), "0:100+0") << "without a row above, the largest";
}

TEST(FindTaxRows, RateBaseAndTaxStandInAnyOrder) {
  EXPECT_EQ(rows_of("20 %\t100,00\t20,00"), "20:100+20");
  EXPECT_EQ(rows_of("100,00\t20 %\t20,00"), "20:100+20");
  EXPECT_EQ(rows_of("100,00\t20,00\t20 %"), "20:100+20");
  EXPECT_EQ(rows_of("TVA 5,5 % sur 200,00 €\t11,00 €"), "5.5:200+11");
}

TEST(FindTaxRows, KnowsTheRatesOfFrenchLaw) {
  // Annexe 7, G1.24, and the tax on a thousand.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> rates = {{{"0,9", "9,00"},
                                                                                    {"1,05", "10,50"},
                                                                                    {"1,75", "17,50"},
                                                                                    {"2,1", "21,00"},
                                                                                    {"5,5", "55,00"},
                                                                                    {"7", "70,00"},
                                                                                    {"8,5", "85,00"},
                                                                                    {"9,2", "92,00"},
                                                                                    {"9,6", "96,00"},
                                                                                    {"10", "100,00"},
                                                                                    {"13", "130,00"},
                                                                                    {"19,6", "196,00"},
                                                                                    {"20", "200,00"},
                                                                                    {"20,6", "206,00"}}};
  for (const auto& [rate, tax] : rates) {
    EXPECT_NE(rows_of(std::string(rate) + " %\t1 000,00\t" + std::string(tax)), "") << rate;
  }
}

TEST(FindTaxRows, OtherRatesAreNone) {
  EXPECT_EQ(rows_of("15 %\t100,00\t15,00"), "") << "a discount";
  EXPECT_EQ(rows_of("20 %\t100,00\t19,00"), "");
}

TEST(FindTaxRows, RateWithoutSignNeedsAHeader) {
  EXPECT_EQ(rows_of("20,00\t100,00\t20,00"), "");
  EXPECT_EQ(rows_of("Taux\tBase\tMontant TVA\n20,00\t100,00\t20,00\n10,00\t50,00\t5,00"), "20:100+20,10:50+5");
}

TEST(FindTaxRows, ZeroRateHasNoTax) {
  EXPECT_EQ(rows_of("0 %\t100,00\t0,00"), "0:100+0");
}

TEST(FindTaxRows, SignsOfACreditNoteAreDropped) {
  EXPECT_EQ(rows_of("20 %\t-100,00\t-20,00"), "20:100+20");
}

TEST(FindTaxRows, AreInOrderOfPlace) {
  EXPECT_EQ(rows_of({{{50, 100, "20 %\t100,00\t20,00"}}, {{50, 100, "10 %\t50,00\t5,00"}}}), "20:100+20,10:50+5");
}

TEST(FindTaxRows, LineWithManyNumbersIsNone) {
  Sketch line = {{20, 100, "20 %"}};
  for (int i = 0; i < 13; ++i) line.push_back({60 + 40 * static_cast<float>(i), 100, "100,00", 8});
  EXPECT_EQ(rows_of(std::vector<Sketch>{line}), "");
}

TEST(TaxTables, TakesTheRowsThatSumUp) {
  constexpr std::string_view table = "20 %\t100,00\t20,00\n10 %\t50,00\t5,00";
  EXPECT_EQ(table_of(table, cents(15000), cents(2500)), "20:100+20,10:50+5");
  EXPECT_EQ(table_of(table, cents(15000), std::nullopt), "20:100+20,10:50+5");
  EXPECT_EQ(table_of(table, std::nullopt, cents(2500)), "20:100+20,10:50+5");
  EXPECT_EQ(table_of(table, cents(15100), cents(2500)), "");
  EXPECT_EQ(table_of(table, cents(15000), cents(2600)), "");
  EXPECT_EQ(table_of(table, std::nullopt, std::nullopt), "");
}

TEST(TaxTables, ItemsBeforeTheTableDoNotCount) {
  constexpr std::string_view page =
      "Étude\t60,00\t20 %\t12,00\nPlan\t40,00\t20 %\t8,00\nRepas\t50,00\t10 %\t5,00\n20 %\t100,00\t20,00\n10 "
      "%\t50,00\t5,00";
  EXPECT_EQ(table_of(page, cents(15000), cents(2500)), "20:100+20,10:50+5");
}

TEST(TaxTables, RateMayHaveSeveralRows) {
  EXPECT_EQ(table_of("20 %\t100,00\t20,00\n0 %\t30,00\t0,00\n0 %\t20,00\t0,00", cents(15000), cents(2000)),
            "20:100+20,0:30+0,0:20+0");
}

TEST(TaxTables, RoundingOfEachRateIsForgiven) {
  EXPECT_EQ(table_of("20 %\t100,00\t20,00\n10 %\t50,00\t5,00", cents(15002), cents(2499)), "20:100+20,10:50+5");
}

TEST(TaxTables, ThousandsOfRowsEnd) {
  boost::container::pmr::monotonic_buffer_resource arena;
  ArenaVector<TaxRow> rows(&arena);
  for (int i = 0; i < 5000; ++i) rows.push_back({{percent(200), cents(10000), cents(2000)}, 0, {}});
  const TaxTables tables({rows.data(), rows.size()}, &arena);
  EXPECT_EQ(tables.find(cents(240'000), cents(48'000)).size(), 24U);
  EXPECT_TRUE(tables.find(cents(240'100), cents(48'000)).empty());
}

TEST(PrintedRates, AreThoseWithASignOnceEach) {
  const SketchedDocument document({{{50, 100, "20 %\t5,5 %\t20,00 %\t15 %\t10,00"}}});
  const auto rates = printed_rates(document.view());
  ASSERT_EQ(rates.size(), 2U);
  EXPECT_EQ(rates[0], percent(55));
  EXPECT_EQ(rates[1], percent(200));
}

}  // namespace
}  // namespace prefill
