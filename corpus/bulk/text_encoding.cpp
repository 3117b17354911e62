// The code page is Latin-1 but for 32 places.

#include "corpus/bulk/text_encoding.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace prefill::bulk {
namespace {

constexpr unsigned char first_special = 0x80;
constexpr std::array<char32_t, 32> special{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                           0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The character at the front of `utf8`, which is cut off. Words of the corpus have at most three bytes a character.
char32_t take_character(std::string_view& utf8) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const std::size_t size = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : 3;
  assert(size <= utf8.size());
  char32_t character = size == 1 ? byte(0) : size == 2 ? byte(0) & 0x1FU : byte(0) & 0x0FU;
  for (std::size_t i = 1; i < size; ++i) character = (character << 6U) | (byte(i) & 0x3FU);
  utf8.remove_prefix(size);
  return character;
}

}  // namespace

std::string to_code_page(std::string_view utf8) {
  std::string codes;
  while (!utf8.empty()) {
    const char32_t character = take_character(utf8);
    const auto found = std::ranges::find(special, character);
    const bool is_special = character != 0 && found != special.end();
    assert(is_special || character < first_special || (character >= 0xA0 && character <= 0xFF));
    codes += static_cast<char>(is_special ? first_special + (found - special.begin()) : character);
  }
  return codes;
}

char32_t from_code_page(unsigned char code) {
  if (code < ' ' || code == 0x7F) return 0;
  return code >= first_special && code < 0xA0 ? special[code - first_special] : code;
}

}  // namespace prefill::bulk
