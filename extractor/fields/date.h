// Dates as invoices print them, in French, English and German.

#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/fields/ascii.h"

namespace prefill {

struct Date {
  int year = 0;
  int month = 0;  // 1 to 12
  int day = 0;    // 1 to 31

  friend auto operator<=>(const Date&, const Date&) = default;
};

/// "2026-03-12".
[[nodiscard]] std::string to_string(const Date& date);

/// A date and the bytes it takes.
struct ParsedDate {
  Date date;
  std::size_t length = 0;
  bool bare = false;  // eight digits in a row: a date only beside a label
};

/// The date that begins at the start of `text`, which is in normal form: `31/01/2022`, `31.01.22`, `2022-01-31`,
/// `20220131`, `1er mars 2026`, `mardi 12 mars 2026`, `12 fevr. 2026`, `march 12, 2026`, `12. marz 2026`. Day before
/// month unless only the other order makes a date. The year is 2000 to 2099 (Annexe 7, G1.07, G1.36), two digits mean
/// that century. Nothing when the text goes on with a digit or letter.
[[nodiscard]] std::optional<ParsedDate> parse_date(std::string_view text);

/// Every date has a digit among its first bytes, at most this many: "wednesday, september 1".
inline constexpr std::size_t first_digit_reach = 22;
/// The words with which a date may go on behind its day: months, and letters as in "1er".
[[nodiscard]] const WordStarts& day_follower_starts();
/// True when `text` begins with the name of a month or of a day of the week, as every date does that begins with a
/// letter.
[[nodiscard]] bool begins_with_date_word(std::string_view text);
/// These names.
[[nodiscard]] const WordStarts& date_word_starts();

}  // namespace prefill
