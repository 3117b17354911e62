// From cells to the blocks they stand in.

#pragma once

#include "extractor/arena.h"
#include "extractor/text/page_text.h"

namespace prefill::text {

/// Puts the cells of a page together into blocks: a cell joins the block of a cell that ends closely above it and
/// shares its left edge, its centre or its right edge. Sets `Cell::block` and `Cell::below`, and fills `members` with
/// the cells of all blocks, block by block: `Block::cells` are views of it.
[[nodiscard]] ArenaVector<Block> find_blocks(ArenaVector<Cell>& cells, const ArenaVector<Line>& lines,
                                             ArenaVector<Index>& members, Arena* arena);

}  // namespace prefill::text
