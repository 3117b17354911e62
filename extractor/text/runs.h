// From glyphs in any order to the lines they stand on. A line is a list of runs, so that nothing is sorted glyph by
// glyph: what a producer paints in a row stays in a row.

#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"
#include "extractor/text/page_text.h"

namespace prefill::text {

/// Bits that are in the order of the numbers; both zeros are the same.
[[nodiscard]] inline std::uint32_t ordered_bits(float number) {
  constexpr std::uint32_t sign = 0x80000000;
  const auto bits = std::bit_cast<std::uint32_t>(number + 0.0F);
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// A glyph this close to its like is the same printed again; in em.
inline constexpr float kRepeated = 0.12F;

/// Visible glyphs that follow each other on the page, of one size and on one baseline, each at least `kRepeated` to the
/// right of the one before.
struct Run {
  Index first = 0;  // into PageGlyphs::glyphs
  Index count = 0;
  float baseline = 0;
  float size = 0;
  float x0 = 0;       // of the first glyph
  float last_x0 = 0;  // of the last
  Index rank = 0;     // of two glyphs at the same x, that of the lower rank comes first
  pdf::Direction direction = pdf::Direction::right;
};

/// A line of runs. They are in no promised order.
struct RunLine {
  Index first_run = 0;
  Index last_run = 0;  // exclusive
  Index glyphs = 0;
  Index ranks = 0;  // the ranks of its runs are below
  float baseline = 0;
  float size = 0;  // of the glyph that began the line
  pdf::Direction direction = pdf::Direction::right;
};

struct RunLines {
  /// The glyphs of the page, in its order. Box and baseline of each are put into the frame in which its text runs to
  /// the right; a copy only where there is turned text.
  std::span<const pdf::Glyph> glyphs;
  ArenaVector<pdf::Glyph> turned;
  ArenaVector<Run> runs;
  ArenaVector<RunLine> lines;
  std::size_t visible = 0;  // glyphs in all lines
  std::size_t longest = 0;  // glyphs in a line

  explicit RunLines(Arena* arena) : turned(arena), runs(arena), lines(arena) {}
};

/// The lines of the visible glyphs of a page from top to bottom, one direction after the other, that of most glyphs
/// first. Cost: linear in the glyphs, n log n in the runs.
[[nodiscard]] RunLines find_lines(const pdf::PageGlyphs& page, Arena* arena);

}  // namespace prefill::text
