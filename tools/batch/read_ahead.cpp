// One thread is enough: opening is quick, and the reading itself is left to the system, which was told what is wanted.

#include "tools/batch/read_ahead.h"

#include <utility>

namespace prefill::tools::batch {

ReadAhead::ReadAhead(WorkQueue& queue, const std::vector<std::unique_ptr<Source>>& sources, const Window& window)
    : queue_(queue), sources_(sources), window_(window), thread_([this] { run(); }) {}

ReadAhead::~ReadAhead() {
  stop();
  thread_.join();
}

std::unique_ptr<Job> ReadAhead::next() {
  std::unique_lock lock(mutex_);
  ready_.wait(lock, [this] { return stopped_ || ended_ || !jobs_.empty(); });
  if (fault_) std::rethrow_exception(fault_);
  if (stopped_ || jobs_.empty()) return nullptr;
  std::unique_ptr<Job> job = std::move(jobs_.front());
  jobs_.pop_front();
  look_for_room();
  return job;
}

// With the lock held.
void ReadAhead::look_for_room() {
  if (!full_ || jobs_.size() > window_.documents / 2 || bytes_ > window_.bytes / 2) return;
  full_ = false;
  room_.notify_one();
}

void ReadAhead::give_back(Job& job) {
  job.document.reset();
  if (job.held == 0) return;
  const std::lock_guard lock(mutex_);
  bytes_ -= std::exchange(job.held, 0);
  look_for_room();
}

void ReadAhead::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  room_.notify_all();
  ready_.notify_all();
}

std::optional<Error> ReadAhead::failed() const {
  const std::lock_guard lock(mutex_);
  return error_;
}

std::unique_ptr<Job> ReadAhead::opened(const std::shared_ptr<const Chunk>& chunk, std::size_t index,
                                       SourceReader& reader) {
  auto job = std::make_unique<Job>();
  job->chunk = chunk;
  job->index = index;
  const Entry& entry = job->entry();
  job->reading.note.bytes = entry.size;
  if (!entry.error && entry.same_as.empty()) {
    job->document.emplace(reader.open(entry));
    job->held = job->document->has_value() ? entry.size : 0;
  }
  return job;
}

// False when the run has stopped.
bool ReadAhead::put(std::unique_ptr<Job> job) {
  std::unique_lock lock(mutex_);
  full_ = jobs_.size() >= window_.documents || (bytes_ > 0 && bytes_ + job->held > window_.bytes);
  room_.wait(lock, [this] { return stopped_ || !full_; });
  if (stopped_) return false;
  bytes_ += job->held;
  jobs_.push_back(std::move(job));
  lock.unlock();
  ready_.notify_one();
  return true;
}

void ReadAhead::run() {
  try {
    std::unique_ptr<SourceReader> reader;
    std::size_t read = sources_.size();  // which source it is for
    while (true) {
      auto leased = queue_.lease();
      if (!leased || !*leased) {
        if (!leased) {
          const std::lock_guard lock(mutex_);
          error_ = leased.error();
        }
        break;
      }
      const auto chunk = std::make_shared<const Chunk>(**std::move(leased));
      if (chunk->source != read) reader = sources_.at(chunk->source)->reader();
      read = chunk->source;
      for (std::size_t i = 0; i < chunk->entries.size(); ++i) {
        if (!put(opened(chunk, i, *reader))) return;
      }
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    fault_ = std::current_exception();
  }
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ready_.notify_all();
}

}  // namespace prefill::tools::batch
