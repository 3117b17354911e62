// From glyphs in any order to lines of cells, by geometry alone.

#pragma once

#include <array>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"
#include "extractor/text/page_text.h"

namespace prefill::text {

/// A glyph put into the frame in which its text runs to the right.
struct PlacedGlyph {
  Index glyph = 0;    // index into PageGlyphs::glyphs
  char32_t code = 0;  // the glyph's, but a combining mark where an accent is printed over a letter
  Rect box;
  float baseline = 0;
  float size = 0;
};

/// What stands between a glyph and the one before it in its line.
enum class Gap : std::uint8_t { touching, space, cell };

/// A line before its text is written: glyphs from left to right, with the gap before each.
struct GlyphLine {
  ArenaVector<PlacedGlyph> glyphs;
  ArenaVector<Gap> gaps;
  float baseline = 0;
  pdf::Direction direction = pdf::Direction::right;

  explicit GlyphLine(Arena* arena) : glyphs(arena), gaps(arena) {}
};

/// The lines of a page from top to bottom. Text that is turned against most of the page comes after the rest, one
/// direction after the other. Glyphs that a person does not see (`invisible`, `covered`, `unlit`) are left out, and a
/// glyph printed twice in one place (imitated bold) is kept once.
[[nodiscard]] ArenaVector<GlyphLine> lay_out(const pdf::PageGlyphs& page, Arena* arena);

/// Puts the cells of a page together into blocks: a cell joins the block of a cell that ends closely above it and
/// shares its left edge, its centre or its right edge. Sets `Cell::block`.
[[nodiscard]] ArenaVector<Block> find_blocks(ArenaVector<Cell>& cells, const ArenaVector<Line>& lines, Arena* arena);

}  // namespace prefill::text
