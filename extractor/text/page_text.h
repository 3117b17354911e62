// A page as the rules see it: normalised text in reading order, its cells, lines and blocks, and the way back to
// glyphs.
//
// A *line* is what stands on one baseline across the page. A wide gap ends a *cell*: label and value of a form, columns
// of a table, two addresses side by side. A *block* is a column of cells that follow each other closely, such as an
// address. In the text, cells of a line are separated by a tab and lines end with a newline.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "extractor/arena.h"
#include "extractor/geometry.h"
#include "extractor/pdf/glyph.h"
#include "rules/normalise.h"
#include "rules/room.h"

namespace prefill::text {

/// Index of a glyph, cell, line or block; `none` where there is none.
using Index = std::uint32_t;
inline constexpr Index none = ~Index{0};

/// A half-open range of bytes of `PageText::text`.
struct Span {
  Index from = 0;
  Index to = 0;
};

struct Cell {
  Span text;
  Rect box;        // in the frame in which its text runs to the right; the page itself unless the text is turned
  float size = 0;  // size of the largest glyph, in points
  Index line = 0;
  Index block = none;
  Index below = none;  // the next cell of the block
};

struct Line {
  Index first_cell = 0;
  Index last_cell = 0;  // exclusive
  Rect box;
  float baseline = 0;
  pdf::Direction direction = pdf::Direction::right;  // lines that run in other directions share no geometry
};

struct Block {
  std::span<const Index> cells;  // from top to bottom; lives as long as the page's text
  Rect box;
};

/// A page after layout. Immutable once built; lives as long as its arena.
class PageText {
 public:
  /// Lays out the visible glyphs of `page` and normalises their text. n log n in the number of glyphs.
  PageText(const pdf::PageGlyphs& page, Arena* arena);
  PageText(PageText&&) = default;
  PageText(const PageText&) = delete;  // blocks are views of its own cells

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] float width() const { return width_; }
  [[nodiscard]] float height() const { return height_; }
  [[nodiscard]] std::string_view text() const { return normalised_.text(); }
  [[nodiscard]] std::string_view text(Span span) const { return text().substr(span.from, span.to - span.from); }
  [[nodiscard]] const ArenaVector<Cell>& cells() const { return cells_; }
  [[nodiscard]] const ArenaVector<Line>& lines() const { return lines_; }
  [[nodiscard]] const ArenaVector<Block>& blocks() const { return blocks_; }
  /// Size of most of the page's glyphs, in points; 0 on a blank page.
  [[nodiscard]] float body_size() const { return body_size_; }

  /// The cell that holds the byte at `offset`; a tab or newline belongs to the cell before it.
  [[nodiscard]] Index cell_at(Index offset) const;
  /// The line that holds the byte at `offset`.
  [[nodiscard]] Index line_at(Index offset) const { return cells_[cell_at(offset)].line; }
  /// What is printed at `span`, as UTF-8, spaces as single spaces; a space between cells and between lines.
  [[nodiscard]] std::string printed(Span span) const;
  /// Around the glyphs of `span`, on the page as seen.
  [[nodiscard]] Rect box(Span span) const;
  /// The whole page as printed, cells separated by tabs and lines by newlines.
  [[nodiscard]] std::string printed() const;

 private:
  class Writer;

  [[nodiscard]] Span characters_of(Span span) const;

  int number_;
  float width_;
  float height_;
  float body_size_ = 0;
  const ArenaVector<pdf::Glyph>& glyphs_;
  Index characters_ = 0;
  rules::Room<char32_t> codes_;  // the characters of the page in reading order
  // The glyph of each, with the highest bit set where a cell begins. A space has none of its own: it carries the glyph
  // before it.
  rules::Room<Index> sources_;
  ArenaVector<Cell> cells_;
  ArenaVector<Line> lines_;
  ArenaVector<Block> blocks_;
  ArenaVector<Index> block_cells_;
  rules::NormalisedText normalised_;
};

}  // namespace prefill::text
