// Classes of bytes in normalised text, and small steps over it.

#pragma once

#include <cstddef>
#include <string_view>

namespace prefill::rules {

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool is_alnum(char c) {
  return is_digit(c) || is_lower(c);
}

/// How many digits stand in a row at `from`.
[[nodiscard]] constexpr std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - from;
}
/// How many lower-case letters stand in a row at `from`.
[[nodiscard]] constexpr std::size_t letters_at(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_lower(text[end])) ++end;
  return end - from;
}

/// Position of the first byte at or after `from` that is not a space.
[[nodiscard]] constexpr std::size_t skip_spaces(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] == ' ') ++from;
  return from;
}

/// True when `text` has `word` at `from`.
[[nodiscard]] constexpr bool has_at(std::string_view text, std::size_t from, std::string_view word) {
  // Not by `substr`, behind which the compiler no longer knows the length of a literal.
  return text.size() >= from + word.size() &&
         std::string_view::traits_type::compare(text.data() + from, word.data(), word.size()) == 0;
}

}  // namespace prefill::rules
