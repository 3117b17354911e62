// Order, bounds and faults of the pipeline, on one thread and on several.

#include "extractor/pipeline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace prefill {
namespace {

struct Number : PipelineItem {
  explicit Number(int start) : value(start) {}
  int value;
  bool failed = false;
};

// Squares the numbers below `count`; what was written, in order.
std::vector<int> squares(std::size_t threads, std::size_t tokens, int count) {
  int next = 0;
  std::vector<int> written;
  run_pipeline({threads, tokens}, {[&]() -> std::unique_ptr<PipelineItem> {
                                     return next < count ? std::make_unique<Number>(next++) : nullptr;
                                   },
                                   [](PipelineItem& item, std::size_t) {
                                     auto& number = static_cast<Number&>(item);
                                     // The earlier ones take longer: on several threads they would be overtaken.
                                     if (number.value % 7 == 0)
                                       std::this_thread::sleep_for(std::chrono::microseconds(200));
                                     number.value *= number.value;
                                   },
                                   [&](PipelineItem& item) { written.push_back(static_cast<Number&>(item).value); }});
  return written;
}

std::vector<int> expected_squares(int count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  for (int& number : numbers) number *= number;
  return numbers;
}

TEST(Pipeline, WritesInTheOrderOfReadingOnAnyNumberOfThreads) {
  for (const std::size_t threads : {1, 2, 5}) {
    for (const std::size_t tokens : {1, 3, 64}) {
      EXPECT_EQ(squares(threads, tokens, 500), expected_squares(500)) << threads << " threads, " << tokens << " tokens";
    }
  }
}

TEST(Pipeline, NothingToReadIsNothingToWrite) {
  EXPECT_TRUE(squares(2, 4, 0).empty());
}

TEST(Pipeline, NoMoreDocumentsAreUnderWayThanTokens) {
  constexpr int count = 2000;
  constexpr int tokens = 5;
  int next = 0;
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  run_pipeline({3, tokens}, {[&]() -> std::unique_ptr<PipelineItem> {
                               if (next == count) return nullptr;
                               const int now = ++under_way;
                               most = std::max(most.load(), now);
                               return std::make_unique<Number>(next++);
                             },
                             [](PipelineItem&, std::size_t) {}, [&](PipelineItem&) { --under_way; }});
  EXPECT_LE(most, tokens);
  EXPECT_GE(most, 1);
  EXPECT_EQ(under_way, 0);
}

TEST(Pipeline, EachThreadHasANumberOfItsOwn) {
  constexpr std::size_t threads = 3;
  std::array<std::atomic<int>, threads> inside{};
  std::atomic<bool> shared{false};
  int next = 0;
  run_pipeline({threads, 12}, {[&]() -> std::unique_ptr<PipelineItem> {
                                 return next++ < 3000 ? std::make_unique<Number>(0) : nullptr;
                               },
                               [&](PipelineItem&, std::size_t worker) {
                                 ASSERT_LT(worker, threads);
                                 if (++inside[worker] != 1) shared = true;
                                 --inside[worker];
                               },
                               [](PipelineItem&) {}});
  EXPECT_FALSE(shared);
}

TEST(Pipeline, AFaultInAnyStageComesOut) {
  const auto run = [](int faulty) {
    int next = 0;
    run_pipeline({2, 4}, {[&]() -> std::unique_ptr<PipelineItem> {
                            if (faulty == 0 && next == 50) throw std::runtime_error("reading");
                            return next < 100 ? std::make_unique<Number>(next++) : nullptr;
                          },
                          [&](PipelineItem& item, std::size_t) {
                            if (faulty == 1 && static_cast<Number&>(item).value == 50) throw std::runtime_error("work");
                          },
                          [&](PipelineItem& item) {
                            if (faulty == 2 && static_cast<Number&>(item).value == 50) {
                              throw std::runtime_error("writing");
                            }
                          }});
  };
  for (const int stage : {0, 1, 2}) EXPECT_THROW(run(stage), std::runtime_error) << stage;
  EXPECT_NO_THROW(run(-1));
}

TEST(Pipeline, TimesAreThoseOfTheStages) {
  int next = 0;
  const PipelineTimes times = run_pipeline(
      {1, 2}, {[&]() -> std::unique_ptr<PipelineItem> { return next < 5 ? std::make_unique<Number>(next++) : nullptr; },
               [](PipelineItem&, std::size_t) { std::this_thread::sleep_for(std::chrono::milliseconds(2)); },
               [](PipelineItem&) {}});
  EXPECT_GE(times[1], std::chrono::milliseconds(10));
  EXPECT_GT(times[1], times[0]);
  EXPECT_EQ(pipeline_stage_name(PipelineStage::write), "write");
}

}  // namespace
}  // namespace prefill
