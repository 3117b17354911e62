// Which rectangles a path consists of, if it consists of nothing else. Table cells, bars and boxes are drawn so; of
// other shapes it is not known what they hide.

#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "extractor/geometry.h"

struct fz_context;
struct fz_path;

namespace prefill::pdf {

/// The rectangles of a path whose subpaths are all upright rectangles that do not overlap; else none.
struct PathRects {
  std::array<Rect, 12> rects{};
  std::size_t count = 0;

  [[nodiscard]] std::span<const Rect> list() const { return {rects.data(), count}; }
};

/// The rectangles of `path` after `matrix` (a b c d e f, as PDF writes it). Costs one walk along the path.
[[nodiscard]] PathRects rects_of(fz_context* ctx, const fz_path* path, const std::array<float, 6>& matrix);

}  // namespace prefill::pdf
