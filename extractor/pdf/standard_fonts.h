// The standard 14 fonts (ISO 32000-1, 9.6.2.2), by which text is measured that is in a font neither embedded nor with
// widths of its own.

#pragma once

#include "extractor/pdf/font_data.h"

namespace prefill::pdf {

using font_data::StandardFont;

/// Flags of a FontDescriptor (ISO 32000-1, table 123).
namespace font_flag {
inline constexpr int fixed_pitch = 1 << 0;
inline constexpr int serif = 1 << 1;
inline constexpr int symbolic = 1 << 2;
inline constexpr int nonsymbolic = 1 << 5;
inline constexpr int italic = 1 << 6;
inline constexpr int force_bold = 1 << 18;
}  // namespace font_flag

/// The standard font of the name, which may be one of its aliases such as `ArialMT` or `Courier New,Bold`; null when it
/// is another font.
[[nodiscard]] const StandardFont* standard_font(const char* base_font);

/// The standard font nearest to a font with these flags and this name: never Symbol or ZapfDingbats.
[[nodiscard]] const StandardFont& substitute_font(std::string_view base_font, int flags);

/// What MuPDF takes when it knows nothing of a font.
[[nodiscard]] const StandardFont& times_roman();

/// Advance in em of a code of one byte that stands for `character`, 0 when that is not known. Where the font's own
/// encoding says the same, or there is no such character, the width of the code in that encoding.
[[nodiscard]] float standard_width(const StandardFont& font, char32_t character, std::uint32_t code);

}  // namespace prefill::pdf
