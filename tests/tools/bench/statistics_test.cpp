// The figures of a measurement, checked by hand.

#include "tools/bench/statistics.h"

#include <gmock/gmock.h>

namespace prefill::tools {
namespace {

using ::testing::ElementsAre;

TEST(Statistics, AreZeroWithoutFigures) {
  EXPECT_EQ(sum({}), 0);
  EXPECT_EQ(mean({}), 0);
  EXPECT_EQ(quantile({}, 0.5), 0);
}

TEST(Statistics, MedianOfAnEvenNumberLiesBetween) {
  EXPECT_DOUBLE_EQ(quantile({40, 10, 20, 30}, 0.5), 25);
  EXPECT_DOUBLE_EQ(quantile({30, 10, 20}, 0.5), 20);
}

TEST(Statistics, QuantilesReachFromTheSmallestToTheLargest) {
  const std::vector<double> figures = {5, 1, 3, 2, 4};
  EXPECT_DOUBLE_EQ(quantile(figures, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(figures, 1), 5);
  EXPECT_DOUBLE_EQ(quantile(figures, 0.9), 4.6);
  EXPECT_DOUBLE_EQ(mean(figures), 3);
}

TEST(Statistics, QuotientsAreOfTheSameDocument) {
  EXPECT_THAT(quotients({10, 9, 1}, {2, 3, 0}), ElementsAre(5, 3, 0));
}

}  // namespace
}  // namespace prefill::tools
