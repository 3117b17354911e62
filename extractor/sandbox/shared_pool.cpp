// Who waits either looks after the pool or sleeps until somebody who does has news. The one that leaves wakes another
// to take its place.

#include "extractor/sandbox/shared_pool.h"

#include <poll.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace prefill::sandbox {

struct SharedPool::State {
  explicit State(std::unique_ptr<WorkerPool> workers) : pool(std::move(workers)) {}

  /// Waits until something has happened in the pool, and takes it in.
  void wait(std::unique_lock<std::mutex>& lock) {
    if (looked_after) {
      news.wait(lock);
      return;
    }
    looked_after = true;
    pollfd event{pool->event_descriptor(), POLLIN, 0};
    lock.unlock();
    ::poll(&event, 1, -1);
    lock.lock();
    pool->poll(completions);
    for (Completion& completion : completions) {
      const std::size_t number = completion.slot.number();
      done.emplace(number, std::move(completion));
    }
    completions.clear();
    looked_after = false;
    news.notify_all();
  }

  std::mutex mutex;
  std::condition_variable news;
  bool looked_after = false;
  std::unique_ptr<WorkerPool> pool;
  std::vector<Completion> completions;
  std::map<std::size_t, Completion> done;  // by number of slot; each holds its slot until its owner has come
};

SharedPool::SharedPool(std::unique_ptr<WorkerPool> pool) : state_(std::make_unique<State>(std::move(pool))) {}
SharedPool::~SharedPool() = default;

Result<Answer> SharedPool::read(std::size_t size, const Fill& fill, const Request& request) {
  std::unique_lock lock(state_->mutex);
  if (size > state_->pool->options().input_bytes) {
    return failure(ErrorCode::limit, "the document has more than " +
                                         std::to_string(state_->pool->options().input_bytes) +
                                         " bytes; send a smaller one");
  }
  std::optional<Slot> slot = state_->pool->acquire();
  for (; !slot; slot = state_->pool->acquire()) {
    if (const auto trouble = state_->pool->status().trouble) return failure(ErrorCode::internal, *trouble);
    state_->wait(lock);
  }
  lock.unlock();
  const Result<void> filled = fill(slot->input());
  lock.lock();
  if (!filled) {
    slot.reset();
    state_->news.notify_all();
    return tl::unexpected(filled.error());
  }
  const std::size_t number = slot->number();
  state_->pool->submit(*std::move(slot), size, request);
  for (;;) {
    if (const auto found = state_->done.find(number); found != state_->done.end()) {
      Result<Answer> answer = std::move(found->second.result);
      state_->done.erase(found);
      state_->news.notify_all();
      return answer;
    }
    state_->wait(lock);
  }
}

PoolStatus SharedPool::status() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->pool->status();
}

const Confinement& SharedPool::confinement() const {
  return state_->pool->confinement();
}

const std::string& SharedPool::rules_version() const {
  return state_->pool->rules_version();
}

}  // namespace prefill::sandbox
