// From glyphs in any order to lines of words and cells, by geometry alone.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"
#include "extractor/text/page_text.h"
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

/// What the gaps of a line are like.
struct Gaps {
  bool doubtful = false;       // some may be spaces or ends of cells
  std::size_t most_apart = 0;  // most glyphs in a row that stand apart from the one before
};

/// A line before its text is written: glyphs from left to right, with the gap before each.
struct GlyphLine {
  std::span<PlacedGlyph> glyphs;
  float baseline = 0;
  pdf::Direction direction = pdf::Direction::right;
};

/// Counts glyphs by their size, to half a point.
class SizeCensus {
 public:
  void add(float size, std::size_t glyphs) {
    counts_[static_cast<std::size_t>(std::clamp(size * 2, 0.0F, 127.0F))] += glyphs;
  }

  /// The size that most glyphs have; 0 without any.
  [[nodiscard]] float usual() const {
    const auto* const most = std::max_element(counts_.begin(), counts_.end());
    return *most == 0 ? 0 : static_cast<float>(most - counts_.begin()) / 2;
  }

 private:
  std::array<std::size_t, 128> counts_{};
};

/// The lines of a page from top to bottom. Text that is turned against most of the page comes after the rest, one
/// direction after the other. Glyphs that a person does not see (`invisible`, `covered`, `unlit`) are left out, and a
/// glyph printed twice in one place (imitated bold) is kept once.
class Layout {
 public:
  /// Finds the lines of `page`, which must outlive this. n log n in the number of glyphs.
  Layout(const pdf::PageGlyphs& page, Arena* arena);

  /// The number of glyphs in all lines, no fewer than `next` will give.
  [[nodiscard]] std::size_t glyphs() const { return glyphs_; }
  /// The number of lines.
  [[nodiscard]] std::size_t lines() const { return found_.lines.size(); }
  /// The next line, or nullptr behind the last. It is valid up to the next call: while a line is written, its glyphs
  /// are still in the processor's nearest cache.
  [[nodiscard]] const GlyphLine* next();
  /// The size that most glyphs of the lines given so far have, to half a point; 0 without any.
  [[nodiscard]] float usual_size() const { return sizes_.usual(); }

 private:
  struct Place {
    std::uint64_t order;  // x, then rank
    Index glyph;
  };
  struct Oddities {
    bool crowded = false;   // a glyph stands nearly where the one before it does
    bool accented = false;  // there is an accent that is a character of its own
  };

  Oddities place_in_turn(std::span<const Run> runs);
  Oddities place_sorted(std::span<const Run> runs);
  void find_gaps();
  void judge_gaps();
  void end_cells_closely();

  RunLines found_;
  std::size_t glyphs_ = 0;
  std::size_t next_ = 0;
  std::size_t longest_ = 0;  // glyphs in a line
  SizeCensus sizes_;
  GlyphLine line_;
  Gaps gaps_;  // of the line
  // Room for the longest line.
  rules::Room<PlacedGlyph> placed_;
  rules::Room<float> widths_;  // of the gap before each glyph, in em
  ArenaVector<Place> places_;
  ArenaVector<float> spaces_;
};

}  // namespace prefill::text
