// Neighbours in a column of cells.

#pragma once

#include <algorithm>

#include "extractor/text/page_text.h"

namespace prefill {

/// The cell below `cell` in its block; `none` when it is the last. Cost: the logarithm of the block.
[[nodiscard]] inline text::Index next_in_block(const text::PageText& text, text::Index cell) {
  const text::Index block = text.cells()[cell].block;
  if (block == text::none) return text::none;
  const auto& cells = text.blocks()[block].cells;
  const auto next = std::upper_bound(cells.begin(), cells.end(), cell);
  return next == cells.end() ? text::none : *next;
}

}  // namespace prefill
