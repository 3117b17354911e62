// Whether two readers give the same characters at the same places: the one comparison behind `prefill bench text` and
// the differential test.

#pragma once

#include <cstddef>
#include <vector>

#include "extractor/pdf/glyph.h"

namespace prefill::tools {

/// Pen positions no further apart than this are the same place, in points.
inline constexpr float same_place = 0.5F;

/// A visible character that only one reader gives, or that both give differently. Points into the pages compared.
///
/// What the other reader has in its stead is, the first that is there: an unmatched character at the same place; the
/// same character, unmatched, within `moved_at_most`; the same character at the same place that is not visible.
struct Difference {
  const pdf::Glyph* ours = nullptr;       // null when we have nothing in its stead
  const pdf::Glyph* reference = nullptr;  // null when the reference has nothing in its stead
};

/// The same character this near by, in points, is taken for one that moved.
inline constexpr float moved_at_most = 12;

struct Comparison {
  std::size_t equal = 0;                // visible characters that both give at the same place
  std::vector<Difference> differences;  // ours in the order of painting, then those that the reference alone has

  [[nodiscard]] std::size_t compared() const { return equal + differences.size(); }
};

/// Compares the visible characters of one page as sets: the order of painting does not matter, and a character painted
/// twice counts twice. Takes time in proportion to the characters.
[[nodiscard]] Comparison compare(const pdf::PageGlyphs& ours, const pdf::PageGlyphs& reference);

}  // namespace prefill::tools
