// What is drawn lies where real invoices do.

#include "corpus/bulk/distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace prefill::bulk {
namespace {

TEST(BulkDistribution, SizesHaveTheMeasuredQuantiles) {
  Random random(1, "test", 0);
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 20000; ++i) sizes.push_back(draw_file_size(random));
  std::ranges::sort(sizes);
  EXPECT_NEAR(static_cast<double>(sizes[2000]), 38600, 1000);
  EXPECT_NEAR(static_cast<double>(sizes[10000]), 76400, 4000);
  EXPECT_NEAR(static_cast<double>(sizes[18000]), 483800, 30000);
  EXPECT_LE(sizes.back(), 2090000U);
}

TEST(BulkDistribution, PageCountsHaveTheMeasuredShares) {
  Random random(1, "test", 0);
  std::array<int, 7> counts{};
  for (int i = 0; i < 26000; ++i) ++counts.at(static_cast<std::size_t>(draw_page_count(random)));
  EXPECT_EQ(counts[0], 0);
  EXPECT_NEAR(counts[1], 8000, 300);
  EXPECT_NEAR(counts[2], 9800, 300);
  EXPECT_NEAR(counts[3], 6900, 300);
  EXPECT_GT(counts[6], 0);
}

}  // namespace
}  // namespace prefill::bulk
