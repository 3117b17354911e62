// Many documents on several threads: read in order, extracted side by side, written in the order they were read.
//
// The shape is fixed because it is what keeps a batch small and its output the same: a bounded number of documents is
// under way, so that memory does not grow with the batch, and the two ends are serial, so that neither a source nor a
// writer needs a lock. A document that fails is a document like any other; only a fault of ours is an exception.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace prefill {

/// One document under way; what it carries is the caller's business.
class PipelineItem {
 public:
  PipelineItem() = default;
  virtual ~PipelineItem() = default;
  PipelineItem(const PipelineItem&) = delete;
  PipelineItem& operator=(const PipelineItem&) = delete;
};

/// The three stages. Each is called by one of the pipeline's threads; an exception from any ends the run and comes out
/// of `run_pipeline`.
struct PipelineStages {
  /// The next document, or null when there are no more. Never called twice at once.
  std::function<std::unique_ptr<PipelineItem>()> read;
  /// Works on one document. Called on several threads at once, each with another `worker`: below `threads`, so that
  /// what a thread keeps between documents can stand in a table.
  std::function<void(PipelineItem& item, std::size_t worker)> extract;
  /// Takes the documents in the order in which `read` gave them; each is gone behind the call. Never called twice at
  /// once.
  std::function<void(PipelineItem& item)> write;
};

enum class PipelineStage : std::uint8_t { read, extract, write };
inline constexpr std::size_t pipeline_stage_count = 3;
/// "read", "extract", "write".
[[nodiscard]] std::string_view pipeline_stage_name(PipelineStage stage);

/// Time spent inside each stage, summed over threads.
using PipelineTimes = std::array<std::chrono::nanoseconds, pipeline_stage_count>;

struct PipelineOptions {
  std::size_t threads = 1;  // at least 1; 1 runs on the calling thread
  std::size_t tokens = 4;   // documents under way at once, at least 1
};

/// Runs documents through the stages until `read` gives none; returns when the last is written. The calling thread
/// works along. Costs about a microsecond a document.
PipelineTimes run_pipeline(const PipelineOptions& options, const PipelineStages& stages);

}  // namespace prefill
