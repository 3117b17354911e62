// A line before its text is normalised: characters, and the cells that they fall into by the gaps between glyphs.

#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"
#include "extractor/text/page_text.h"

namespace prefill::text {

// Widths of the gap before a glyph, in em.
inline constexpr float kSpaceGap = 0.15F;          // above: a space
inline constexpr float kCellGap = 1.0F;            // above: the end of a cell
inline constexpr float kTightCellGap = 0.6F;       // the same, where words stand closely
inline constexpr float kWidestLetterSpace = 3.0F;  // from here on, a gap is none inside a letter-spaced word

inline constexpr std::size_t kSpacedLetters = 4;  // letters that make a letter-spaced word

/// The width above which a gap ends a cell in a line with gaps of these `widths`, in em. `spaces` is room to work in.
[[nodiscard]] float cell_gap(std::span<const float> widths, ArenaVector<float>& spaces);

/// Where the characters of a line go, one beside the other: a space for the gap between two words.
struct Characters {
  char32_t* codes;
  Index* glyphs;  // into PageGlyphs::glyphs; a space carries that of the glyph before it
};

struct CellDraft {
  Index end;  // characters of the line that stand before its end
  Rect box;
  float size;  // of the largest glyph
};

struct LineDraft {
  std::span<const CellDraft> cells;
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

}  // namespace prefill::text
