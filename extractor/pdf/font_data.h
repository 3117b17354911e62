// The encodings of ISO 32000-1, annex D, and the metrics of the standard 14 fonts, as tables. They are made at build
// time from MuPDF's own (make_font_data.cpp), so that both readers agree, and nothing is asked of FreeType at run time.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace prefill::pdf::font_data {

/// Characters by code; 0 where the encoding has no glyph, U+FFFD where the glyph's name says nothing.
using Encoding = std::array<char16_t, 256>;

extern const Encoding standard_encoding;
extern const Encoding mac_roman_encoding;
extern const Encoding mac_expert_encoding;
extern const Encoding win_ansi_encoding;
extern const Encoding symbol_encoding;
extern const Encoding zapf_dingbats_encoding;

struct CharacterWidth {
  char16_t character;
  std::uint16_t width;
};

/// One of the standard 14 fonts. Lengths are thousandths of an em.
struct StandardFont {
  std::string_view name;
  const Encoding* encoding;  // its own
  int ascent;
  int descent;
  std::array<std::uint16_t, 256> own_widths;  // by code in its own encoding
  std::span<const CharacterWidth> widths;     // ascending
};

/// Courier, Helvetica and Times, each plain, bold, italic, bold italic; Symbol; ZapfDingbats.
extern const std::array<StandardFont, 14> standard_fonts;

}  // namespace prefill::pdf::font_data
