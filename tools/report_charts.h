// The figures of a run as pictures, with the numbers beside them.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "tools/evaluation.h"
#include "tools/report_data.h"

namespace prefill::tools {

inline constexpr std::size_t bin_count = 10;

/// Winners whose confidence lies in the same tenth.
struct Bin {
  int given = 0;
  int given_right = 0;
  int withheld = 0;
  int withheld_right = 0;
  double confidence = 0;  // their sum

  [[nodiscard]] int all() const { return given + withheld; }
  [[nodiscard]] int right() const { return given_right + withheld_right; }
  /// All of them, so that its precision is the share that is right.
  [[nodiscard]] Score score() const { return {right(), all() - right(), 0, 0}; }
};
[[nodiscard]] std::array<Bin, bin_count> bins_of(const std::vector<Winner>& winners);

/// By how much confidence and share right differ on average over all winners, 0 to 1.
[[nodiscard]] double calibration_error(const std::array<Bin, bin_count>& bins);

/// A bar of `share` of its length, 0 to 1, with a whisker over the interval that it lies in, as an SVG element.
[[nodiscard]] std::string bar(double share, std::pair<double, double> interval, std::string_view title);

/// Confidence against the share that is right, as an SVG element: a column for each bin, its 95 % interval as a
/// whisker, the diagonal where both are the same.
[[nodiscard]] std::string reliability_diagram(const std::array<Bin, bin_count>& bins);

}  // namespace prefill::tools
