// Between the measured quantiles the logarithm of the size is taken to be straight.

#include "corpus/bulk/distribution.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prefill::bulk {
namespace {

struct Quantile {
  double share;
  double bytes;
};
// The smallest ones embed no font; every invoice of this corpus does, so that it begins where those with a font do.
constexpr std::array quantiles{Quantile{0, 30000},     Quantile{0.05, 37500},  Quantile{0.10, 38600},
                               Quantile{0.25, 47500},  Quantile{0.50, 76400},  Quantile{0.75, 236400},
                               Quantile{0.90, 483800}, Quantile{0.95, 806200}, Quantile{0.99, 1569000},
                               Quantile{1, 2090000}};
// Of 260 invoices, those with 1, 2, ... pages.
constexpr std::array page_counts{80, 98, 69, 11, 1, 1};
constexpr int counted = 260;

}  // namespace

std::size_t draw_file_size(Random& random) {
  const double share = random.fraction();
  const auto* const above =
      std::ranges::find_if(quantiles.begin() + 1, quantiles.end(), [&](const Quantile& q) { return share < q.share; });
  const Quantile& high = *above;
  const Quantile& low = *(above - 1);
  const double way = (share - low.share) / (high.share - low.share);
  return static_cast<std::size_t>(low.bytes * std::pow(high.bytes / low.bytes, way));
}

int draw_page_count(Random& random) {
  int place = random.between(1, counted);
  int pages = 1;
  for (const int count : page_counts) {
    if (place <= count) return pages;
    place -= count;
    ++pages;
  }
  return pages - 1;
}

}  // namespace prefill::bulk
