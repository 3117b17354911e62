// How often processes that end before they have done anything are begun again.

#pragma once

#include <algorithm>
#include <chrono>

namespace prefill::sandbox {

/// The first failures in a row are tried again at once: somebody may have killed every process there was. After them
/// each costs twice the wait of the one before, so that what cannot begin does not keep the machine busy.
class RestartBudget {
 public:
  using Duration = std::chrono::milliseconds;

  explicit RestartBudget(int free_tries) : free_tries_(free_tries) {}

  /// Counts a failure; how long to wait before the next try, 0 for not at all.
  [[nodiscard]] Duration failed() {
    if (++failures_ <= free_tries_) return Duration(0);
    delay_ = std::clamp(2 * delay_, shortest, longest);
    return delay_;
  }
  /// Something was done.
  void succeeded() {
    failures_ = 0;
    delay_ = Duration(0);
  }

  static constexpr Duration shortest{20};
  static constexpr Duration longest{5'000};

 private:
  int free_tries_;
  int failures_ = 0;
  Duration delay_{0};
};

}  // namespace prefill::sandbox
