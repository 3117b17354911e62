// What matters of a path to text: its bounds, and the rectangles it consists of, if it consists of nothing else. Table
// cells, bars and boxes are drawn so; of other shapes it is not known what they hide. Both readers build their paths
// here, point by point, on the page as a person sees it.

#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "extractor/geometry.h"

namespace prefill::pdf {

/// A path under construction. Costs nothing that grows with its length.
class PathShape {
 public:
  void clear();
  void move_to(Point point) {
    end_subpath();
    add_corner(point);
  }
  void line_to(Point point) { add_corner(point); }
  void curve_to(Point control1, Point control2, Point end);
  void close() { end_subpath(); }
  /// An upright rectangle as a subpath of its own.
  void rectangle(const Rect& rect);
  /// Ends the last subpath. Call it before asking for `rectangles`.
  void finish() { end_subpath(); }

  [[nodiscard]] bool empty() const { return !begun_; }
  /// Around all points, control points included; empty when there are none.
  [[nodiscard]] const Rect& bounds() const { return bounds_; }
  /// The rectangles of a path whose subpaths are all upright rectangles that do not overlap; else none.
  [[nodiscard]] std::span<const Rect> rectangles() const { return {rects_.data(), simple_ ? count_ : 0}; }

 private:
  void add_corner(Point point) {
    cover(point);
    if (corner_count_ < corners_.size()) {
      corners_[corner_count_++] = point;
    } else {
      simple_ = false;
    }
  }
  void end_subpath();
  void add_rectangle(const Rect& rect);
  void cover(Point point) {
    if (!begun_) bounds_ = {point.x, point.y, point.x, point.y};
    begun_ = true;
    bounds_ = {std::min(bounds_.x0, point.x), std::min(bounds_.y0, point.y), std::max(bounds_.x1, point.x),
               std::max(bounds_.y1, point.y)};
  }

  std::array<Rect, 12> rects_;
  std::array<Point, 5> corners_;
  std::size_t count_ = 0;
  std::size_t corner_count_ = 0;
  bool simple_ = true;
  bool begun_ = false;
  Rect bounds_;
};

}  // namespace prefill::pdf
