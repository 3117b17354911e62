// A sheet as SVG, and text as it may stand in HTML, XML and SVG.

#pragma once

#include <string>
#include <string_view>

#include "extractor/pdf/page_raster.h"

namespace prefill::tools {

/// `text` for the inside of an element or of a quoted attribute. What XML does not allow - control characters, bytes
/// that are not UTF-8 - becomes U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

/// A length as SVG and CSS want it, with at most two decimals.
[[nodiscard]] std::string length_text(float length);

/// An element `svg` of the size of the sheet, called `title`, with `png` (nothing when empty) below the figures. A
/// figure with a name is a group of class `figure` that says it in `data-name`.
[[nodiscard]] std::string to_svg(const pdf::Sheet& sheet, std::string_view title, std::string_view png);

/// The same with the pages of the sheet, `resolution` pixels a point, below the figures. Errors: those of
/// `pdf::draw_png`.
[[nodiscard]] Result<std::string> to_svg(pdf::Document& document, const pdf::Sheet& sheet, std::string_view title,
                                         float resolution, pdf::Tone tone);

}  // namespace prefill::tools
