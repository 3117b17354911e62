// A line on the terminal that says how far a long run is.

#pragma once

#include <chrono>
#include <cstddef>

namespace prefill::tools {

/// Shows done, total and rate on standard error, at most ten times a second, and wipes the line when it dies. Silent
/// unless standard error is a terminal, standard output is none, and there are more than twenty things to do.
class Progress {
 public:
  explicit Progress(std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more is done.
  void advance();

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t total_;
  std::size_t done_ = 0;
  bool shown_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
};

}  // namespace prefill::tools
