// Three filters of oneTBB in an arena of their own: its slots number the threads, and nothing else runs in it.

#include "extractor/pipeline.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <vector>

#ifdef PREFILL_THREAD_SANITIZER
extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
#endif

namespace prefill {
namespace {

using Clock = std::chrono::steady_clock;

// Debian's oneTBB is not built for the thread sanitizer, which therefore does not see what a pipeline promises: that
// everything before a hand-over is seen behind it. So this file is built without the sanitizer too, and says at the
// hand-overs, and only there, what is promised. What stages do to each other beyond them is found. In any other build
// both are nothing.
void hand_over([[maybe_unused]] void* what) {
#ifdef PREFILL_THREAD_SANITIZER
  __tsan_release(what);
#endif
}
void take_over([[maybe_unused]] void* what) {
#ifdef PREFILL_THREAD_SANITIZER
  __tsan_acquire(what);
#endif
}

class Pipeline {
 public:
  Pipeline(const PipelineOptions& options, const PipelineStages& stages)
      : threads_(std::max<std::size_t>(options.threads, 1)),
        stages_(stages),
        under_way_(std::max<std::size_t>(options.tokens, 1)) {}

  // Also when a stage has thrown: its documents go with this object.
  ~Pipeline() { take_over(&end_); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  PipelineTimes run() {
    const auto read = [this](tbb::flow_control& control) { return this->read(control); };
    const auto extract = [this](PipelineItem* item) { return this->extract(item); };
    const auto write = [this](PipelineItem* item) { this->write(item); };
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads_);
    tbb::task_arena arena(static_cast<int>(threads_), 1);
    hand_over(&begin_);
    arena.execute([&] {
      tbb::parallel_pipeline(under_way_.size(),
                             tbb::make_filter<void, PipelineItem*>(tbb::filter_mode::serial_in_order, read) &
                                 tbb::make_filter<PipelineItem*, PipelineItem*>(tbb::filter_mode::parallel, extract) &
                                 tbb::make_filter<PipelineItem*, void>(tbb::filter_mode::serial_in_order, write));
    });
    take_over(&end_);
    PipelineTimes times{};
    for (std::size_t i = 0; i < times.size(); ++i) times[i] = std::chrono::nanoseconds(nanoseconds_[i].load());
    return times;
  }

 private:
  // One call of a stage: it comes behind the beginning of the run and, when the stage is serial, behind the call before
  // it; the end of the run comes behind it.
  class Turn {
   public:
    Turn(Pipeline& pipeline, PipelineStage stage)
        : pipeline_(pipeline), stage_(stage), serial_(stage != PipelineStage::extract) {
      take_over(&pipeline_.begin_);
      if (serial_) take_over(&pipeline_.nanoseconds_[index()]);
    }
    ~Turn() {
      const std::chrono::nanoseconds took = Clock::now() - start_;
      pipeline_.nanoseconds_[index()].fetch_add(took.count(), std::memory_order_relaxed);
      if (serial_) hand_over(&pipeline_.nanoseconds_[index()]);
      hand_over(&pipeline_.end_);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    [[nodiscard]] std::size_t index() const { return static_cast<std::size_t>(stage_); }

    Pipeline& pipeline_;
    PipelineStage stage_;
    bool serial_;
    Clock::time_point start_ = Clock::now();
  };

  // Filters pass plain pointers; the documents are owned by the place of their token, which is free again when as many
  // more have been read as there are tokens. So none is lost when a stage throws.
  PipelineItem* read(tbb::flow_control& control) {
    const Turn turn(*this, PipelineStage::read);
    std::unique_ptr<PipelineItem>& place = place_of(read_++);
    take_over(&place);
    place = stages_.read();
    if (place == nullptr) control.stop();
    hand_over(place.get());
    return place.get();
  }

  PipelineItem* extract(PipelineItem* item) {
    const Turn turn(*this, PipelineStage::extract);
    take_over(item);
    stages_.extract(*item, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()));
    hand_over(item);
    return item;
  }

  void write(PipelineItem* item) {
    const Turn turn(*this, PipelineStage::write);
    take_over(item);
    stages_.write(*item);
    std::unique_ptr<PipelineItem>& place = place_of(written_++);
    place.reset();
    hand_over(&place);
  }

  std::unique_ptr<PipelineItem>& place_of(std::size_t number) { return under_way_[number % under_way_.size()]; }

  std::size_t threads_;
  const PipelineStages& stages_;
  std::vector<std::unique_ptr<PipelineItem>> under_way_;
  std::size_t read_ = 0;
  std::size_t written_ = 0;
  std::array<std::atomic<std::int64_t>, pipeline_stage_count> nanoseconds_{};
  char begin_ = 0;  // stand for hand-overs
  char end_ = 0;
};

}  // namespace

std::string_view pipeline_stage_name(PipelineStage stage) {
  constexpr std::array<std::string_view, pipeline_stage_count> names = {"read", "extract", "write"};
  return names[static_cast<std::size_t>(stage)];
}

PipelineTimes run_pipeline(const PipelineOptions& options, const PipelineStages& stages) {
  return Pipeline(options, stages).run();
}

}  // namespace prefill
