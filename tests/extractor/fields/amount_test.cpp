// Every way in which invoices print a number, and what looks like a number and is none.

#include "extractor/fields/amount.h"

#include <gtest/gtest.h>

#include "rules/normalise.h"

namespace prefill {
namespace {

/// The number at the start of `printed` as text, or "none"; marks follow: % and ¤ for a currency.
std::string read(std::string_view printed, DecimalMark mark = DecimalMark::comma) {
  const std::string text = rules::normalise(printed);
  const auto amount = parse_amount(text, mark);
  if (!amount) return "none";
  return to_string(amount->value) + (amount->percent ? "%" : "") + (amount->currency ? "¤" : "");
}

/// How much of `text` the number takes.
std::string_view taken(std::string_view text) {
  const auto amount = parse_amount(text, DecimalMark::comma);
  return amount ? text.substr(0, amount->length) : std::string_view("none");
}

TEST(DigitRow, IsTheSameWithAndWithoutRoomBehindIt) {
  // Where eight bytes are there they are read at once.
  constexpr std::string_view kDigits = "090817263544556677";
  for (std::size_t count = 0; count <= kDigits.size(); ++count) {
    const std::string digits(kDigits.substr(0, count));
    for (const char behind : {' ', '/', ':', '\x7F', '\x80', '\xB0', '\xFF', '\0'}) {
      for (const std::size_t room : {0U, 1U, 7U, 20U}) {
        const std::string text = "1" + digits + std::string(room, behind) + (room > 0 ? "9" : "");
        const DigitRow row = digit_row(text, 1);
        EXPECT_EQ(row.count, count) << text;
        EXPECT_EQ(row.value, count == 0 ? 0 : std::stoull(digits)) << text;
      }
    }
  }
  EXPECT_EQ(digit_row("12", 5).count, 0U);
}

struct Form {
  std::string_view printed;
  std::string_view value;
};

void expect_all(std::initializer_list<Form> forms, DecimalMark mark = DecimalMark::comma) {
  for (const Form& form : forms) EXPECT_EQ(read(form.printed, mark), form.value) << "printed: " << form.printed;
}

TEST(Amount, GroupsBySpacesOfEveryKind) {
  expect_all({{"1 234,56", "1234.56"},
              {"1\u00A0234,56", "1234.56"},
              {"1\u202F234,56", "1234.56"},
              {"1\u2009234,56", "1234.56"},
              {"12 345 678,90", "12345678.9"},
              {"100 000", "100000"}});
}

TEST(Amount, GroupsByPointsCommasAndApostrophes) {
  expect_all({{"1.234,56", "1234.56"},
              {"1.234.567,89", "1234567.89"},
              {"1.234.567", "1234567"},
              {"1'234.50", "1234.5"},
              {"1’234’567.50", "1234567.5"}});
}

TEST(Amount, ReadsEnglishGroupsOnAPageOfCommas) {
  expect_all({{"1,234.56", "1234.56"}, {"1,234,567.89", "1234567.89"}, {"1,234,567", "1234567"}});
}

TEST(Amount, ReadsFrenchGroupsOnAPageOfPoints) {
  expect_all({{"1.234,56", "1234.56"}, {"1.234.567,89", "1234567.89"}, {"1 234,56", "1234.56"}}, DecimalMark::point);
}

TEST(Amount, PageDecidesWhatThreeDigitsBehindAMarkAre) {
  expect_all({{"1.234", "1234"}, {"1,234", "1.234"}});
  expect_all({{"1.234", "1.234"}, {"1,234", "1234"}}, DecimalMark::point);
}

TEST(Amount, ReadsOneToSixDecimals) {
  expect_all({{"1234,5", "1234.5"},
              {"0,5", "0.5"},
              {"0,000001", "0.000001"},
              {"12,3456", "12.3456"},
              {"1234.5", "1234.5"},
              {"1234,567", "1234.567"}});
}

TEST(Amount, CountsDecimals) {
  EXPECT_EQ(parse_amount("12,00", DecimalMark::comma)->decimals, 2);
  EXPECT_EQ(parse_amount("12,5", DecimalMark::comma)->decimals, 1);
  EXPECT_EQ(parse_amount("12", DecimalMark::comma)->decimals, 0);
  EXPECT_EQ(parse_amount("1 234€56", DecimalMark::comma)->decimals, 2);
}

TEST(Amount, KnowsCurrenciesOnEitherSide) {
  expect_all({{"1 234,56 €", "1234.56¤"},
              {"1234,56€", "1234.56¤"},
              {"€ 1 234,56", "1234.56¤"},
              {"€1234.56", "1234.56¤"},
              {"12,00 EUR", "12¤"},
              {"12,00 euros", "12¤"},
              {"EUR 12,00", "12¤"},
              {"CHF 1'234.50", "1234.5¤"},
              {"1 500 F CFP", "1500¤"},
              {"$5", "5¤"}});
}

TEST(Amount, ReadsCurrencySignInPlaceOfTheMark) {
  expect_all({{"1 234€56", "1234.56¤"}, {"12€05", "12.05¤"}});
}

TEST(Amount, ReadsSignsAndBrackets) {
  expect_all({{"-1 234,56", "-1234.56"},
              {"- 5,00", "-5"},
              {"−5,00", "-5"},
              {"120,00-", "-120"},
              {"120,00 €-", "-120¤"},
              {"(120,00)", "-120"},
              {"( 120,00 € )", "-120¤"},
              {"-€5", "-5¤"},
              {"€ -5,00", "-5¤"},
              {"+5,00", "5"}});
}

TEST(Amount, ReadsPercentages) {
  expect_all({{"20 %", "20%"}, {"5,5%", "5.5%"}, {"2.10 %", "2.1%"}, {"(20 %)", "20%"}, {"0%", "0%"}});
}

TEST(Amount, ReadsDecimalsThatStandApart) {
  expect_all({{"27946 ,00", "27946"}, {"12 ,50 €", "12.5¤"}});
}

TEST(Amount, EndsWhereTheNumberEnds) {
  EXPECT_EQ(taken("1 234,56 € net"), "1 234,56 €");
  EXPECT_EQ(taken("12,00 eurostar"), "12,00");
  EXPECT_EQ(taken("20 % de remise"), "20 %");
  EXPECT_EQ(taken("12,00."), "12,00");
  EXPECT_EQ(taken("2026 100,00"), "2026");
  EXPECT_EQ(taken("1 234 56"), "1 234");
  EXPECT_EQ(taken("012 345"), "012");
}

TEST(Amount, RefusesWhatGoesOnAsSomethingElse) {
  for (const std::string_view text :
       {"12a", "12/05", "12/05/2026", "12:30", "1.2.3", "12-34", "12_3", "12,00/mois", "192.168.0.1", "2026-001"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

TEST(Amount, RefusesWhatIsNoNumber) {
  for (const std::string_view text : {"", "-", "€", "abc", ",50", "(", "%", "- -"})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(Amount, TakesTwelveDigitsAndNoMore) {
  EXPECT_EQ(read("999999999999,999999"), "999999999999.999999");
  EXPECT_EQ(read("999 999 999 999,99"), "999999999999.99");
  EXPECT_EQ(read("1234567890123"), "none");
  EXPECT_EQ(read("1 234 567 890 123"), "none");
}

TEST(Amount, APageTellsItsDecimalMark) {
  EXPECT_EQ(PageMark("1,50 2,50 3.20")(), DecimalMark::comma);
  EXPECT_EQ(PageMark("1.50 2.50 3,20")(), DecimalMark::point);
  EXPECT_EQ(PageMark("1.5 1.234 12.03.2026")(), DecimalMark::comma);
  EXPECT_EQ(PageMark("")(), DecimalMark::comma);
}

TEST(Amount, CurrenciesBeginWords) {
  for (const std::string_view text : {"€", "$ 12", "£12", "eur", "euro", "euros 5", "f cfp", "chf 3"}) {
    EXPECT_TRUE(begins_with_currency(text)) << text;
  }
  for (const std::string_view text : {"", "e", "europe", "chfx", "f c", "12", "usd1a"}) {
    EXPECT_EQ(begins_with_currency(text), text == "usd1a") << text;
  }
}

}  // namespace
}  // namespace prefill
