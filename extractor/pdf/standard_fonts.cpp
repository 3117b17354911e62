// MuPDF knows the aliases and picks a substitute by the same rules; here are only the tables' ends of both.

#include "extractor/pdf/standard_fonts.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <algorithm>

namespace prefill::pdf {

namespace {

// Where the families begin in the list.
constexpr std::size_t courier = 0;
constexpr std::size_t helvetica = 4;
constexpr std::size_t times = 8;

const font_data::CharacterWidth* find(const StandardFont& font, char32_t character) {
  const auto at = std::lower_bound(
      font.widths.begin(), font.widths.end(), character,
      [](const font_data::CharacterWidth& entry, char32_t wanted) { return entry.character < wanted; });
  return at != font.widths.end() && at->character == character ? &*at : nullptr;
}

}  // namespace

const StandardFont* standard_font(const char* base_font) {
  const std::string_view name = pdf_clean_font_name(base_font);
  const auto font = std::find_if(font_data::standard_fonts.begin(), font_data::standard_fonts.end(),
                                 [name](const StandardFont& each) { return each.name == name; });
  return font != font_data::standard_fonts.end() ? &*font : nullptr;
}

const StandardFont& substitute_font(std::string_view base_font, int flags) {
  const auto named = [base_font](std::string_view word) { return base_font.find(word) != std::string_view::npos; };
  const bool bold = (flags & font_flag::force_bold) != 0 || named("Bold");
  const bool slanted = (flags & font_flag::italic) != 0 || named("Italic") || named("Oblique");
  const std::size_t family = (flags & font_flag::fixed_pitch) != 0 ? courier
                             : (flags & font_flag::serif) != 0     ? times
                                                                   : helvetica;
  return font_data::standard_fonts[family + (slanted ? 2u : 0u) + (bold ? 1u : 0u)];
}

const StandardFont& times_roman() {
  return font_data::standard_fonts[times];
}

float standard_width(const StandardFont& font, char32_t character, std::uint32_t code) {
  const bool own = code >= font.encoding->size() || (*font.encoding)[code] == character;
  const font_data::CharacterWidth* found = own ? nullptr : find(font, character);
  return 0.001f * static_cast<float>(found ? found->width : font.own_widths[code & 0xFF]);
}

}  // namespace prefill::pdf
