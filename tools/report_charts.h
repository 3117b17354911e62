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

/// A column of a chart: what stands under it (empty for nothing), and its height.
struct ChartColumn {
  std::string name;
  double height = 0;
};

/// Columns side by side over an axis that begins at 0, as an SVG element called `title`. `across` and `up` say what the
/// axes count.
[[nodiscard]] std::string column_chart(const std::vector<ChartColumn>& columns, std::string_view across,
                                       std::string_view up, std::string_view title);

}  // namespace prefill::tools
