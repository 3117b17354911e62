// The affine maps of PDF (ISO 32000-1, 8.3.4): [x' y'] = [x y 1] [a b; c d; e f].

#pragma once

#include <algorithm>
#include <cmath>

#include "extractor/geometry.h"

namespace prefill::pdf {

struct Matrix {
  float a = 1;
  float b = 0;
  float c = 0;
  float d = 1;
  float e = 0;
  float f = 0;

  [[nodiscard]] Point apply(float x, float y) const { return {x * a + y * c + e, x * b + y * d + f}; }
  [[nodiscard]] Point apply_vector(float x, float y) const { return {x * a + y * c, x * b + y * d}; }
  /// By how much areas grow, as the side of a square: the size of text that is mapped by it.
  [[nodiscard]] float expansion() const { return std::sqrt(std::fabs(a * d - b * c)); }
  /// True when upright rectangles stay upright rectangles.
  [[nodiscard]] bool rectilinear() const { return (b == 0 && c == 0) || (a == 0 && d == 0); }
};

/// The map that applies `first` and then `second`.
[[nodiscard]] inline Matrix operator*(const Matrix& first, const Matrix& second) {
  return {first.a * second.a + first.b * second.c,
          first.a * second.b + first.b * second.d,
          first.c * second.a + first.d * second.c,
          first.c * second.b + first.d * second.d,
          first.e * second.a + first.f * second.c + second.e,
          first.e * second.b + first.f * second.d + second.f};
}

/// The smallest rectangle around two corners.
[[nodiscard]] inline Rect spanned(Point a, Point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// The smallest upright rectangle around the image of `rect`.
[[nodiscard]] inline Rect image_of(const Rect& rect, const Matrix& matrix) {
  if (matrix.rectilinear()) return spanned(matrix.apply(rect.x0, rect.y0), matrix.apply(rect.x1, rect.y1));
  const Rect one = spanned(matrix.apply(rect.x0, rect.y0), matrix.apply(rect.x1, rect.y1));
  const Rect other = spanned(matrix.apply(rect.x1, rect.y0), matrix.apply(rect.x0, rect.y1));
  return {std::min(one.x0, other.x0), std::min(one.y0, other.y0), std::max(one.x1, other.x1),
          std::max(one.y1, other.y1)};
}

}  // namespace prefill::pdf
