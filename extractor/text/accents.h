// Accents that are characters of their own. Fonts without accented letters print them over a letter.

#pragma once

#include <array>

namespace prefill::text {

/// The combining mark of such an accent; 0 for other characters.
[[nodiscard]] constexpr char32_t combining(char32_t c) {
  switch (c) {
    case 0x60:
    case 0x2CB:
      return 0x300;
    case 0xB4:
    case 0x2CA:
      return 0x301;
    case 0x5E:
    case 0x2C6:
      return 0x302;
    case 0x7E:
    case 0x2DC:
      return 0x303;
    case 0xA8:
      return 0x308;
    case 0xB8:
      return 0x327;
    default:
      return 0;
  }
}

/// True for such an accent.
[[nodiscard]] inline bool is_accent(char32_t c) {
  static constexpr auto accents = [] {
    std::array<bool, 0x300> table{};
    for (char32_t code = 0; code < table.size(); ++code) table[code] = combining(code) != 0;
    return table;
  }();
  return c < accents.size() && accents[c];
}

}  // namespace prefill::text
