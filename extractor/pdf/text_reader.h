// The fast reader: text out of content streams without opening font programs.

#pragma once

#include <memory>

#include "extractor/pdf/page_reader.h"

namespace prefill::pdf {

/// A reader by our own interpreter. A page whose text cannot be known without the font program goes to MuPDF's reader,
/// and says so in `PageGlyphs::reference_reader`.
[[nodiscard]] std::unique_ptr<PageReader> make_text_reader();

}  // namespace prefill::pdf
