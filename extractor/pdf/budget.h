// What a document may cost, counted. Each count has a named limit in `Limits`; going past one ends the reading with the
// outcome `limit`, the same on every machine.

#pragma once

#include <cstdint>

#include "extractor/pdf/limits.h"
#include "extractor/result.h"

namespace prefill::pdf {

/// Why a page was not read to its end.
enum class Stop : std::uint8_t { none, memory, glyphs, operators, inflated_bytes, form_depth, objects };

/// The error that tells the user which limit the 1-based page went past. `reason` is not `none`.
[[nodiscard]] Error limit_error(Stop reason, int page);

/// The counts of one document. What stopped it first stays.
class Budget {
 public:
  explicit Budget(const Limits& limits) : limits_(limits) {}

  [[nodiscard]] const Limits& limits() const { return limits_; }
  [[nodiscard]] Stop stopped() const { return stop_; }
  [[nodiscard]] bool exceeded() const { return stop_ != Stop::none; }
  void stop(Stop reason) {
    if (stop_ == Stop::none) stop_ = reason;
  }

  /// Bytes that may still be inflated.
  [[nodiscard]] std::size_t inflatable() const { return limits_.inflated_bytes - inflated_; }
  /// Counts inflated bytes; false when that was too many.
  bool inflate(std::size_t bytes) {
    if (bytes > inflatable()) stop(Stop::inflated_bytes);
    inflated_ += bytes < inflatable() ? bytes : inflatable();
    return stop_ == Stop::none;
  }
  /// Counts an object looked up; false when that was one too many.
  bool resolve() {
    if (++objects_ > limits_.objects) stop(Stop::objects);
    return stop_ == Stop::none;
  }

 private:
  Limits limits_;
  Stop stop_ = Stop::none;
  std::size_t inflated_ = 0;
  std::size_t objects_ = 0;
};

}  // namespace prefill::pdf
