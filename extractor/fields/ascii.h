// Classes of bytes in normalised text: those of the rules, by the names that the fields use.

#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "rules/ascii.h"

namespace prefill {

using rules::digits_at;
using rules::has_at;
using rules::is_alnum;
using rules::is_digit;
using rules::is_lower;
using rules::letters_at;
using rules::skip_spaces;

/// Digits in a row: how many, and the number that up to eighteen of them are.
struct DigitRow {
  std::size_t count = 0;
  std::uint64_t value = 0;
};

/// The digits in a row at `from`. Eight bytes at a time: how long a row is, is hard to guess.
[[nodiscard]] inline DigitRow digit_row(std::string_view text, std::size_t from) {
  DigitRow row;
  if (from + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + from, sizeof bytes);
    bytes ^= 0x3030'3030'3030'3030;  // digits are now 0 to 9
    const std::uint64_t others = ((bytes + 0x7676'7676'7676'7676) | bytes) & 0x8080'8080'8080'8080;
    if (others != 0) {
      const auto bits = static_cast<unsigned>(std::countr_zero(others)) & ~7U;
      row.count = bits / 8;
      // Zeros stand before the digits; then pairs, fours and all eight are put together.
      bytes = bytes << (56 - bits) << 8U;
      bytes = (bytes * 10 + (bytes >> 8U)) & 0x00FF'00FF'00FF'00FF;
      bytes = (bytes * 100 + (bytes >> 16U)) & 0x0000'FFFF'0000'FFFF;
      row.value = (bytes * 10'000 + (bytes >> 32U)) & 0xFFFF'FFFF;
      return row;
    }
  }
  for (; from < text.size() && is_digit(text[from]); ++from, ++row.count) {
    row.value = row.value * 10 + static_cast<std::uint64_t>(text[from] - '0');
  }
  return row;
}

/// The first two characters of words of some kind. Most words of a page are known by them to be of none.
class WordStarts {
 public:
  /// Adds a word of normalised text: it begins with a letter and has two characters or more.
  constexpr void add(std::string_view word) { seconds_[first(word[0])] |= bit(word[1]); }
  constexpr void add(const WordStarts& other) {
    for (std::size_t i = 0; i < seconds_.size(); ++i) seconds_[i] |= other.seconds_[i];
  }
  /// True when some word begins with the letter `a` and, behind it, `b`.
  [[nodiscard]] constexpr bool has(char a, char b) const { return (seconds_[first(a)] & bit(b)) != 0; }

 private:
  static constexpr std::size_t first(char letter) { return static_cast<std::size_t>(letter - 'a'); }
  /// All that are no letters share a bit.
  static constexpr std::uint32_t bit(char c) { return std::uint32_t{1} << (is_lower(c) ? c - 'a' : 26); }

  std::array<std::uint32_t, 26> seconds_{};
};

}  // namespace prefill
