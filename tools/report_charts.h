// The figures of a run as pictures, with the numbers beside them.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "tools/calibration.h"

namespace prefill::tools {

/// A bar of `share` of its length, 0 to 1, with a whisker over the interval that it lies in, as an SVG element.
[[nodiscard]] std::string bar(double share, std::pair<double, double> interval, std::string_view title);

/// Confidence against the share that is right, as an SVG element: a column for each bin, its 95 % interval as a
/// whisker, the diagonal where both are the same.
[[nodiscard]] std::string reliability_diagram(const std::array<Bin, bin_count>& bins);

}  // namespace prefill::tools
