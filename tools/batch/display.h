// How far a run is, for the person who waits for it.

#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "tools/batch/tally.h"

namespace prefill::tools::batch {

/// A line on standard error with documents, rate, time left, failures by code and memory: on a terminal a bar that
/// moves four times a second, elsewhere a line every ten seconds. Silent when told so. Its own thread draws, and
/// samples memory in any case.
class Display {
 public:
  /// `done` of `total` documents were done by earlier starts.
  Display(std::uint64_t done, std::uint64_t total, bool quiet);
  ~Display();
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;

  /// One more document is through. One thread at a time.
  void count(const DocumentNote& note);

  /// Ends drawing and wipes the bar.
  void finish();

  /// The most memory that was seen, in bytes.
  [[nodiscard]] std::uint64_t peak_memory() const { return peak_; }

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  void draw();
  [[nodiscard]] double recent_rate(Clock::time_point now, std::uint64_t done);
  [[nodiscard]] std::string failures() const;

  std::uint64_t before_;
  std::uint64_t total_;
  bool quiet_;
  bool terminal_;
  std::atomic<std::uint64_t> done_{0};
  std::array<std::atomic<std::uint64_t>, error_count> errors_{};
  std::atomic<std::uint64_t> memory_{0};
  std::atomic<std::uint64_t> peak_{0};
  std::deque<std::pair<Clock::time_point, std::uint64_t>> samples_;  // documents done by a moment, of the last seconds
  Clock::time_point sampled_{};
  std::mutex mutex_;
  std::condition_variable ending_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace prefill::tools::batch
