// Any line at all, glyph by glyph: runs that reach into each other, letters printed twice, accents over letters,
// letter-spaced words. Straight lines are written without it, and would be written the same by it.

#pragma once

#include <cstdint>
#include <span>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"
#include "extractor/text/line_draft.h"
#include "extractor/text/runs.h"
#include "rules/room.h"

namespace prefill::text {

/// What stands between a glyph and the one before it in its line.
enum class Gap : std::uint8_t { touching, space, cell };

/// A glyph in its line.
struct PlacedGlyph {
  const Rect* box;  // in the frame in which its text runs to the right; that of its letter for an accent
  Index glyph;      // index into PageGlyphs::glyphs
  char32_t code;    // the glyph's, but a combining mark where an accent is printed over a letter
  float size;
  Gap gap;
};

/// Writes lines. One object serves all lines of a page.
class OddLine {
 public:
  /// `glyphs` are those of `RunLines`; no line has more than `longest`.
  OddLine(std::span<const pdf::Glyph> glyphs, std::size_t longest, Arena* arena);

  /// Writes the line of these runs, given in any order, to `out`, its cells to `cells`, and counts its glyphs in
  /// `sizes`. Returns the number of cells. n log n in the number of glyphs.
  std::size_t write(std::span<const Run> runs, Characters out, CellDraft* cells, SizeCensus& sizes);

 private:
  struct Place {
    std::uint64_t order;  // x, then rank
    Index glyph;

    bool operator<(const Place& other) const {
      return order != other.order ? order < other.order : glyph < other.glyph;
    }
  };

  void place(std::span<const Run> runs);
  void judge_gaps();

  std::span<const pdf::Glyph> glyphs_;
  std::size_t longest_;
  std::span<PlacedGlyph> line_;  // from left to right
  // Room for the longest line, made for the first one that is odd.
  rules::Room<PlacedGlyph> placed_;
  rules::Room<float> widths_;  // of the gap before each glyph, in em
  ArenaVector<Place> places_;
  ArenaVector<float> spaces_;
};

}  // namespace prefill::text
