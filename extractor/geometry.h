// Places on a page, in PDF points, origin top left, y downwards, on the page as a person sees it.

#pragma once

#include <algorithm>

namespace prefill {

struct Point {
  float x = 0;
  float y = 0;
};

/// A rectangle with x0 <= x1 and y0 <= y1, unless it is `empty()`.
struct Rect {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;

  [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
  [[nodiscard]] float width() const { return x1 - x0; }
  [[nodiscard]] float height() const { return y1 - y0; }
  [[nodiscard]] Point centre() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
  [[nodiscard]] bool contains(Point p) const { return p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1; }

  /// The smallest rectangle around both; an empty one does not count.
  void extend(const Rect& other) {
    if (other.empty()) return;
    if (empty()) {
      *this = other;
      return;
    }
    x0 = std::min(x0, other.x0);
    y0 = std::min(y0, other.y0);
    x1 = std::max(x1, other.x1);
    y1 = std::max(y1, other.y1);
  }
};

/// Length of the overlap of two intervals; negative is the gap between them.
[[nodiscard]] inline float overlap(float a0, float a1, float b0, float b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}

}  // namespace prefill
