// Opens documents before their turn, so that the disk works while the processors do.

#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "extractor/pipeline.h"
#include "tools/batch/document_worker.h"
#include "tools/batch/source.h"
#include "tools/batch/work_queue.h"

namespace prefill::tools::batch {

/// A document on its way through the pipeline.
struct Job : PipelineItem {
  std::shared_ptr<const Chunk> chunk;
  std::size_t index = 0;                         // in the chunk
  std::optional<Result<OpenDocument>> document;  // nothing when it need not be read
  std::uint64_t held = 0;                        // of the window, until it is given back
  Reading reading;

  [[nodiscard]] const Entry& entry() const { return chunk->entries[index]; }
  [[nodiscard]] bool last() const { return index + 1 == chunk->entries.size(); }
};

struct Window {
  std::size_t documents = 128;
  std::uint64_t bytes = std::uint64_t{64} << 20;  // one document may be larger
};

/// Leases chunks and opens their documents in order, on a thread of its own, up to a window ahead. `next` and
/// `give_back` may be called by any thread.
class ReadAhead {
 public:
  ReadAhead(WorkQueue& queue, const std::vector<std::unique_ptr<Source>>& sources, const Window& window);
  /// Waits for its thread; documents that nobody took are let go.
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next document; waits for it. Null when there are no more, or after `stop` or `failed`.
  [[nodiscard]] std::unique_ptr<Job> next();
  /// The document of the job is no longer needed: makes room in the window.
  void give_back(Job& job);
  /// No more documents, from now on.
  void stop();
  /// Why no more chunks can be leased, if that is so.
  [[nodiscard]] std::optional<Error> failed() const;

 private:
  void run();
  [[nodiscard]] std::unique_ptr<Job> opened(const std::shared_ptr<const Chunk>& chunk, std::size_t index,
                                            SourceReader& reader);
  [[nodiscard]] bool put(std::unique_ptr<Job> job);
  void look_for_room();

  WorkQueue& queue_;
  const std::vector<std::unique_ptr<Source>>& sources_;
  Window window_;
  mutable std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  std::deque<std::unique_ptr<Job>> jobs_;
  std::uint64_t bytes_ = 0;
  bool full_ = false;  // until half of the window is free again: waking up costs more than opening
  bool stopped_ = false;
  bool ended_ = false;
  std::optional<Error> error_;
  std::exception_ptr fault_;
  std::thread thread_;
};

}  // namespace prefill::tools::batch
