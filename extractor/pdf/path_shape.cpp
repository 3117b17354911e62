// Collects the corners of each subpath and looks at them when it ends. Overlapping rectangles are given up, because
// they make frames and holes whose filling depends on the rule; a frame must not hide the text inside it.

#include "extractor/pdf/path_shape.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extractor/pdf/matrix.h"

namespace prefill::pdf {

namespace {

constexpr float straight = 0.05F;  // points

bool level(Point a, Point b) {
  return std::fabs(a.y - b.y) <= straight;
}
bool plumb(Point a, Point b) {
  return std::fabs(a.x - b.x) <= straight;
}

// Four corners, or five with the first repeated.
bool is_rectangle(std::span<const Point> c) {
  if (c.size() < 4) return false;
  if (c.size() == 5 && !(level(c[0], c[4]) && plumb(c[0], c[4]))) return false;
  const bool level_first = level(c[0], c[1]) && plumb(c[1], c[2]) && level(c[2], c[3]) && plumb(c[3], c[0]);
  const bool plumb_first = plumb(c[0], c[1]) && level(c[1], c[2]) && plumb(c[2], c[3]) && level(c[3], c[0]);
  return level_first || plumb_first;
}

}  // namespace

void PathShape::clear() {
  count_ = 0;
  corner_count_ = 0;
  simple_ = true;
  begun_ = false;
  bounds_ = {};
}

void PathShape::curve_to(Point control1, Point control2, Point end) {
  simple_ = false;
  cover(control1);
  cover(control2);
  cover(end);
}

void PathShape::add_rectangle(const Rect& rect) {
  for (const Rect& other : rectangles()) {
    if (overlap(rect.x0, rect.x1, other.x0, other.x1) > straight &&
        overlap(rect.y0, rect.y1, other.y0, other.y1) > straight) {
      simple_ = false;
    }
  }
  simple_ = simple_ && count_ < rects_.size();
  if (simple_) rects_[count_++] = rect;
}

void PathShape::rectangle(const Rect& rect) {
  if (!begun_) {  // most paths are one rectangle
    bounds_ = rects_[0] = rect;
    count_ = 1;
    begun_ = true;
    return;
  }
  end_subpath();
  cover({rect.x0, rect.y0});
  cover({rect.x1, rect.y1});
  if (simple_) add_rectangle(rect);
}

void PathShape::end_subpath() {
  const std::span<const Point> corners{corners_.data(), std::exchange(corner_count_, 0)};
  if (!simple_ || corners.size() < 3) return;  // a point and a line enclose nothing
  simple_ = is_rectangle(corners);
  if (simple_) add_rectangle(spanned(corners[0], corners[2]));
}

}  // namespace prefill::pdf
