// Puts finished chunks in place: writes, syncs, renames, and only then says that they are done.

#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "tools/batch/run_directory.h"
#include "tools/batch/tally.h"
#include "tools/batch/work_queue.h"

namespace prefill::tools::batch {

/// A chunk whose documents are all through.
struct FinishedChunk {
  std::uint64_t number = 0;
  std::string compressed;  // the result file
  Tally tally;
  std::string keys;
};

/// Works on a thread of its own, so that no processor waits for the disk; holds up to two chunks. When one cannot be
/// put in place the run stops: what is done stays done.
class Finisher {
 public:
  /// `failed` is called once, from the thread, when a chunk could not be put in place.
  Finisher(WorkQueue& queue, ResultSet set, std::function<void()> failed);
  ~Finisher();
  Finisher(const Finisher&) = delete;
  Finisher& operator=(const Finisher&) = delete;

  /// Takes over a chunk; waits when two are waiting.
  void put(FinishedChunk chunk);
  /// Waits until all that was put is in place. Errors: the first that was met.
  [[nodiscard]] Result<void> finish();

 private:
  void run();
  [[nodiscard]] Result<void> place(const FinishedChunk& chunk);

  WorkQueue& queue_;
  ResultSet set_;
  std::function<void()> failed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<FinishedChunk> chunks_;
  bool ending_ = false;
  std::optional<Error> error_;
  std::thread thread_;
};

}  // namespace prefill::tools::batch
