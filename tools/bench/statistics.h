// Figures of many documents in one: sums, and places in the order of size.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace prefill::tools {

/// 0 when there are no figures.
[[nodiscard]] inline double sum(const std::vector<double>& figures) {
  return std::accumulate(figures.begin(), figures.end(), 0.0);
}

/// 0 when there are no figures.
[[nodiscard]] inline double mean(const std::vector<double>& figures) {
  return figures.empty() ? 0 : sum(figures) / static_cast<double>(figures.size());
}

/// The figure below which the share `part` (0 to 1) of all lies, between two neighbours in proportion; 0 when there are
/// none. `quantile(figures, 0.5)` is the median.
[[nodiscard]] inline double quantile(std::vector<double> figures, double part) {
  if (figures.empty()) return 0;
  std::sort(figures.begin(), figures.end());
  const double place = part * static_cast<double>(figures.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, figures.size() - 1);
  return figures[below] + (figures[above] - figures[below]) * (place - static_cast<double>(below));
}

/// The quotients of figures of the same document; both have the same length.
[[nodiscard]] inline std::vector<double> quotients(const std::vector<double>& over, const std::vector<double>& under) {
  std::vector<double> found(over.size());
  std::transform(over.begin(), over.end(), under.begin(), found.begin(),
                 [](double a, double b) { return b > 0 ? a / b : 0; });
  return found;
}

}  // namespace prefill::tools
