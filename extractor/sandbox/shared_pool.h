// A pool for threads that hand in a document and wait for its answer, such as the stage of a pipeline.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "extractor/result.h"
#include "extractor/sandbox/worker_pool.h"

namespace prefill::sandbox {

/// One pool for several threads, with a lock. It needs no thread of its own: of those that wait, one looks after the
/// pool for all. With `workers` threads or more reading, all workers are busy.
class SharedPool {
 public:
  explicit SharedPool(std::unique_ptr<WorkerPool> pool);
  ~SharedPool();
  SharedPool(const SharedPool&) = delete;
  SharedPool& operator=(const SharedPool&) = delete;

  /// Puts the document into the beginning of a slot, which has room for it.
  using Fill = std::function<Result<void>(std::span<unsigned char> input)>;

  /// What became of the document of `size` bytes that `fill` puts into a slot. Waits for a free slot, for a worker and
  /// for the answer. Safe for concurrent use. Errors: those of `Completion::result`, that of `fill`, and `limit` when
  /// `size` is more than `PoolOptions::input_bytes`.
  [[nodiscard]] Result<Answer> read(std::size_t size, const Fill& fill, const Request& request);

  [[nodiscard]] PoolStatus status() const;
  [[nodiscard]] const Confinement& confinement() const;
  [[nodiscard]] const std::string& rules_version() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::sandbox
