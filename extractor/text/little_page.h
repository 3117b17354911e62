// A page written down as a few lines of text, for examples in rule packs.

#pragma once

#include <string_view>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"

namespace prefill::text {

/// The glyphs of a page that holds `text` (UTF-8; bytes that are not become U+FFFD), as a page reader would give them:
/// a fixed pitch, a newline begins the next line, a tab the next column. Columns are as wide as their widest cell, so
/// that what stands in the second cell of each line stands in one column. The lines are in the middle of the page,
/// where their place says nothing about whose they are. The glyphs live in `arena`. Linear in the length of the text.
[[nodiscard]] pdf::PageGlyphs little_page(std::string_view text, Arena* arena);

}  // namespace prefill::text
