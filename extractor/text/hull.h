// The smallest rectangle around many others, all edges at once.

#pragma once

#include <xmmintrin.h>

#include <array>
#include <limits>

#include "extractor/geometry.h"

namespace prefill::text {

/// Grows as `Rect::extend` makes a rectangle grow: an empty one does not count.
class Hull {
 public:
  void add(const Rect& rect) {
    if (!rect.empty()) add_filled(rect);
  }
  /// Adds a rectangle that is not empty.
  void add_filled(const Rect& rect) {
    const __m128 box = _mm_loadu_ps(&rect.x0);
    least_ = _mm_min_ps(least_, box);
    most_ = _mm_max_ps(most_, box);
  }

  [[nodiscard]] Rect rect() const {
    std::array<float, 4> least;
    std::array<float, 4> most;
    _mm_storeu_ps(least.data(), least_);
    _mm_storeu_ps(most.data(), most_);
    return least[0] > most[2] ? Rect{} : Rect{least[0], least[1], most[2], most[3]};
  }

 private:
  static_assert(sizeof(Rect) == sizeof(__m128));
  static constexpr float kFar = std::numeric_limits<float>::max();
  __m128 least_ = _mm_set1_ps(kFar);
  __m128 most_ = _mm_set1_ps(-kFar);
};

/// Looks out for empty rectangles without a branch for each.
class EmptyWatch {
 public:
  void look_at(const Rect& rect) {
    const __m128 box = _mm_loadu_ps(&rect.x0);
    empty_ = _mm_or_ps(empty_, _mm_cmple_ps(_mm_movehl_ps(box, box), box));
  }
  /// True once there was one.
  [[nodiscard]] bool seen() const { return (_mm_movemask_ps(empty_) & 3) != 0; }

 private:
  __m128 empty_ = _mm_setzero_ps();
};

}  // namespace prefill::text
