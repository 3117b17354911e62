// Collects the corners of each subpath and looks at them when it ends. Overlapping rectangles are given up, because
// they make frames and holes whose filling depends on the rule; a frame must not hide the text inside it.

#include "extractor/pdf/path_rects.h"

#include <mupdf/fitz.h>

#include <cmath>
#include <utility>

namespace prefill::pdf {

namespace {

constexpr float straight = 0.05F;  // points

struct Walk {
  std::array<float, 6> matrix{};
  std::array<Point, 5> corners{};
  std::size_t corner_count = 0;
  bool simple = true;
  PathRects found;
};

Walk& walk_of(void* arg) {
  return *static_cast<Walk*>(arg);
}

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

bool overlaps_another(const PathRects& found, const Rect& rect) {
  for (const Rect& other : found.list()) {
    if (overlap(rect.x0, rect.x1, other.x0, other.x1) > straight &&
        overlap(rect.y0, rect.y1, other.y0, other.y1) > straight) {
      return true;
    }
  }
  return false;
}

void end_subpath(Walk& walk) {
  const std::span<const Point> corners{walk.corners.data(), std::exchange(walk.corner_count, 0)};
  if (!walk.simple || corners.size() < 3) return;  // a point and a line enclose nothing
  const Point a = corners[0];
  const Point b = corners[2];
  const Rect rect{std::fmin(a.x, b.x), std::fmin(a.y, b.y), std::fmax(a.x, b.x), std::fmax(a.y, b.y)};
  PathRects& found = walk.found;
  walk.simple = is_rectangle(corners) && found.count < found.rects.size() && !overlaps_another(found, rect);
  if (walk.simple) found.rects[found.count++] = rect;
}

void add_corner(Walk& walk, float x, float y) {
  if (walk.corner_count == walk.corners.size()) {
    walk.simple = false;
    return;
  }
  const auto& m = walk.matrix;
  walk.corners[walk.corner_count++] = {x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]};
}

void on_move(fz_context* /*ctx*/, void* arg, float x, float y) {
  end_subpath(walk_of(arg));
  add_corner(walk_of(arg), x, y);
}

void on_line(fz_context* /*ctx*/, void* arg, float x, float y) {
  add_corner(walk_of(arg), x, y);
}

void on_curve(fz_context* /*ctx*/, void* arg, float, float, float, float, float, float) {
  walk_of(arg).simple = false;
}

void on_close(fz_context* /*ctx*/, void* arg) {
  end_subpath(walk_of(arg));
}

}  // namespace

PathRects rects_of(fz_context* ctx, const fz_path* path, const std::array<float, 6>& matrix) {
  const fz_path_walker walker = {on_move, on_line, on_curve, on_close, nullptr, nullptr, nullptr, nullptr};
  Walk walk;
  walk.matrix = matrix;
  fz_walk_path(ctx, path, &walker, &walk);
  end_subpath(walk);
  return walk.simple ? walk.found : PathRects{};
}

}  // namespace prefill::pdf
