// Exact decimals and how they are printed.

#include "extractor/fields/decimal.h"

#include <gtest/gtest.h>

namespace prefill {
namespace {

TEST(Decimal, PrintsWithoutTrailingZeros) {
  EXPECT_EQ(to_string(Decimal{671'150'000}), "671.15");
  EXPECT_EQ(to_string(Decimal{20'000'000}), "20");
  EXPECT_EQ(to_string(Decimal{500'000}), "0.5");
  EXPECT_EQ(to_string(Decimal{1}), "0.000001");
  EXPECT_EQ(to_string(Decimal{100'010'000}), "100.01");
  EXPECT_EQ(to_string(Decimal{}), "0");
}

TEST(Decimal, PrintsSign) {
  EXPECT_EQ(to_string(Decimal{-20'000'000}), "-20");
  EXPECT_EQ(to_string(Decimal{-1}), "-0.000001");
}

TEST(Decimal, PrintsTheLargestAmountWithoutExponent) {
  EXPECT_EQ(to_string(Decimal{999'999'999'999'999'999}), "999999999999.999999");
  EXPECT_EQ(to_string(Decimal{1'000'000'000'000'000'000}), "1000000000000");
}

TEST(Decimal, AddsExactly) {
  // 0.1 + 0.2 is 0.3 here, whatever doubles think.
  EXPECT_EQ(Decimal::of_cents(10) + Decimal::of_cents(20), Decimal::of_cents(30));
  EXPECT_EQ(Decimal::of_cents(30) - Decimal::of_cents(40), Decimal::of_cents(-10));
  Decimal sum;
  for (int i = 0; i < 1000; ++i) sum = sum + Decimal{1};
  EXPECT_EQ(to_string(sum), "0.001");
}

TEST(Decimal, ComparesBySizeAndKnowsZero) {
  EXPECT_LT(Decimal::of_cents(-1), Decimal{});
  EXPECT_EQ(Decimal::of_cents(-5).abs(), Decimal::of_cents(5));
  EXPECT_TRUE(Decimal{}.zero());
  EXPECT_FALSE(Decimal{1}.zero());
  EXPECT_DOUBLE_EQ(Decimal::of_cents(67115).to_double(), 671.15);
}

}  // namespace
}  // namespace prefill
