// The run itself: documents from the queue through the pipeline into result files.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "extractor/pipeline.h"
#include "tools/batch/document_worker.h"
#include "tools/batch/run_directory.h"
#include "tools/batch/source.h"
#include "tools/batch/tally.h"
#include "tools/batch/work_queue.h"

namespace prefill::tools::batch {

struct RunOptions {
  std::size_t threads = 1;
  std::size_t largest = std::size_t{64} << 20;  // a larger document is a `limit`
  std::string rules_version;                    // for the lines of documents that cannot be read
};

struct RunEnd {
  bool stopped = false;  // before all was done, because it was asked to
  PipelineTimes times{};
};

/// Told of each document in the order of the results, by one thread at a time.
using Watch = std::function<void(const DocumentNote& note)>;

/// Works off `queue` until it has no more chunks or `stop` becomes true; a chunk that is then in hand is not done. Each
/// chunk is a file of `set`, with bytes that depend on documents, engine and rules alone. Errors: results or state
/// cannot be written; what was done stays done.
[[nodiscard]] Result<RunEnd> run_batch(WorkQueue& queue, const std::vector<std::unique_ptr<Source>>& sources,
                                       const ResultSet& set, const MakeWorker& make_worker, const RunOptions& options,
                                       const Watch& watch, const std::atomic<bool>& stop);

}  // namespace prefill::tools::batch
