// Which characters leave no ink. Readers do not give them as glyphs: gaps tell.

#pragma once

namespace prefill::pdf {

/// True for control characters, spaces of every width, joiners and direction marks.
[[nodiscard]] constexpr bool prints_nothing(char32_t c) {
  if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) return true;
  if (c < 0x1680) return false;
  if (c >= 0x2000 && c <= 0x200F) return true;
  switch (c) {
    case 0x1680:
    case 0x180E:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x2060:
    case 0x3000:
    case 0xFEFF:
      return true;
    default:
      return false;
  }
}

}  // namespace prefill::pdf
