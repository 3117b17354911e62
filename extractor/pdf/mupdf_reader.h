// The reference reader: MuPDF's structured text as the source of glyphs.

#pragma once

#include <memory>

#include "extractor/pdf/page_reader.h"

namespace prefill::pdf {

/// A reader over `fz_stext_page`. Slow, since MuPDF loads every font program; right for every font MuPDF can draw.
[[nodiscard]] std::unique_ptr<PageReader> make_mupdf_reader();

}  // namespace prefill::pdf
