// Three filters of oneTBB in an arena of their own: its slots number the threads, and nothing else runs in it.

#include "extractor/pipeline.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>

namespace prefill {
namespace {

using Clock = std::chrono::steady_clock;

// Adds the time between its making and its end.
class StageClock {
 public:
  explicit StageClock(std::atomic<std::int64_t>& sum) : sum_(sum) {}
  ~StageClock() { sum_.fetch_add(std::chrono::nanoseconds(Clock::now() - begin_).count(), std::memory_order_relaxed); }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

 private:
  std::atomic<std::int64_t>& sum_;
  Clock::time_point begin_ = Clock::now();
};

}  // namespace

std::string_view pipeline_stage_name(PipelineStage stage) {
  constexpr std::array<std::string_view, pipeline_stage_count> names = {"read", "extract", "write"};
  return names[static_cast<std::size_t>(stage)];
}

PipelineTimes run_pipeline(const PipelineOptions& options, const PipelineStages& stages) {
  const std::size_t threads = std::max<std::size_t>(options.threads, 1);
  std::array<std::atomic<std::int64_t>, pipeline_stage_count> sums{};
  // A raw pointer travels: the filters of oneTBB copy their items. The last filter takes it back. When a stage throws,
  // oneTBB destroys what is under way without knowing what it is; that the run ends then is what matters.
  const auto read = [&](tbb::flow_control& control) -> PipelineItem* {
    const StageClock clock(sums[0]);
    std::unique_ptr<PipelineItem> item = stages.read();
    if (item == nullptr) control.stop();
    return item.release();
  };
  const auto extract = [&](PipelineItem* item) {
    const StageClock clock(sums[1]);
    stages.extract(*item, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()));
    return item;
  };
  const auto write = [&](PipelineItem* item) {
    const StageClock clock(sums[2]);
    stages.write(std::unique_ptr<PipelineItem>(item));
  };
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads), 1);
  arena.execute([&] {
    tbb::parallel_pipeline(std::max<std::size_t>(options.tokens, 1),
                           tbb::make_filter<void, PipelineItem*>(tbb::filter_mode::serial_in_order, read) &
                               tbb::make_filter<PipelineItem*, PipelineItem*>(tbb::filter_mode::parallel, extract) &
                               tbb::make_filter<PipelineItem*, void>(tbb::filter_mode::serial_in_order, write));
  });
  PipelineTimes times{};
  for (std::size_t i = 0; i < times.size(); ++i) times[i] = std::chrono::nanoseconds(sums[i].load());
  return times;
}

}  // namespace prefill
