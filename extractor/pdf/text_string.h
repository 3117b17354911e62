// Text strings of PDF (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 behind a byte order mark, else PDFDocEncoding.

#pragma once

#include "extractor/arena.h"
#include "extractor/pdf/object_view.h"

namespace prefill::pdf {

/// Appends the characters of the string `view` to `text`, at most `most`; what cannot be decoded is U+FFFD.
void append_text(ObjectView view, std::size_t most, ArenaVector<char32_t>& text);

}  // namespace prefill::pdf
