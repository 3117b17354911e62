// What callers see of a pool; `PoolState` does the work.

#include "extractor/sandbox/worker_pool.h"

#include <utility>

#include "extractor/sandbox/pool_state.h"

namespace prefill::sandbox {

Slot::Slot(std::shared_ptr<PoolState> pool, std::size_t number) : pool_(std::move(pool)), number_(number) {}
Slot::Slot(Slot&& other) noexcept = default;

Slot& Slot::operator=(Slot&& other) noexcept {
  if (this == &other) return *this;
  let_go();
  pool_ = std::move(other.pool_);
  number_ = other.number_;
  return *this;
}

Slot::~Slot() {
  let_go();
}

void Slot::let_go() {
  if (const auto pool = std::exchange(pool_, nullptr)) pool->release(number_);
}

std::span<unsigned char> Slot::input() const {
  return pool_->input(number_);
}

WorkerPool::WorkerPool(std::shared_ptr<PoolState> state) : state_(std::move(state)) {}

WorkerPool::~WorkerPool() {
  state_->close();
}

std::optional<Slot> WorkerPool::acquire() {
  return state_->acquire();
}

void WorkerPool::submit(Slot slot, std::size_t size, Request request) {
  state_->submit(std::move(slot), size, std::move(request));
}

int WorkerPool::event_descriptor() const {
  return state_->event_descriptor();
}

void WorkerPool::poll(std::vector<Completion>& completions) {
  state_->poll(completions);
}

PoolStatus WorkerPool::status() const {
  return state_->status();
}

const PoolOptions& WorkerPool::options() const {
  return state_->options();
}

const Confinement& WorkerPool::confinement() const {
  return state_->confinement();
}

const std::string& WorkerPool::rules_version() const {
  return state_->rules_version();
}

}  // namespace prefill::sandbox
