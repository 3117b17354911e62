// Classes of bytes in normalised text: those of the rules, by the names that the fields use.

#pragma once

#include <array>
#include <cstdint>

#include "rules/ascii.h"

namespace prefill {

using rules::digits_at;
using rules::has_at;
using rules::is_alnum;
using rules::is_digit;
using rules::is_lower;
using rules::letters_at;
using rules::skip_spaces;

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
