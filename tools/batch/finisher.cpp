// The result file stands under its name before the state says so: a run killed in between does the chunk again and
// writes the same bytes over it.

#include "tools/batch/finisher.h"

#include <utility>

#include "server/durable_file.h"
#include "tools/batch/compression.h"

namespace prefill::tools::batch {

Finisher::Finisher(WorkQueue& queue, ResultSet set, std::function<void()> failed)
    : queue_(queue), set_(std::move(set)), failed_(std::move(failed)), thread_([this] { run(); }) {}

Finisher::~Finisher() {
  static_cast<void>(finish());
}

void Finisher::put(FinishedChunk chunk) {
  constexpr std::size_t most_waiting = 2;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return error_ || chunks_.size() < most_waiting; });
  if (error_) return;
  chunks_.push_back(std::move(chunk));
  changed_.notify_all();
}

Result<void> Finisher::finish() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  return error_ ? Result<void>(tl::unexpected(*error_)) : Result<void>();
}

Result<void> Finisher::place(const FinishedChunk& chunk) {
  const std::string path = set_.chunk_path(chunk.number);
  if (auto written = server::replace_durably(path, chunk.compressed, 0666); !written) {
    // The disk may be too full even for this; then the lease runs out.
    static_cast<void>(queue_.fail(chunk.number, written.error().message));
    return tl::unexpected(written.error());
  }
  return queue_.complete(chunk.number, {chunk.compressed.size(), chunk.tally.packed(), compressed(chunk.keys)});
}

void Finisher::run() {
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ending_ || !chunks_.empty(); });
    if (chunks_.empty()) return;
    const FinishedChunk chunk = std::move(chunks_.front());
    lock.unlock();
    const Result<void> placed = place(chunk);
    lock.lock();
    chunks_.pop_front();
    if (!placed) error_ = placed.error();
    lock.unlock();
    changed_.notify_all();
    if (placed) continue;
    failed_();
    return;
  }
}

}  // namespace prefill::tools::batch
