// The documents' side of a pool: slots given out, taken back, handed to workers. pool_processes.cpp is the other side.

#include "extractor/sandbox/pool_state.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <cassert>
#include <thread>
#include <utility>

#include "extractor/sandbox/pack_texts.h"

namespace prefill::sandbox {
namespace {

PoolOptions settled(PoolOptions options) {
  constexpr std::size_t kSlotsForEach = 4;
  if (options.workers == 0) options.workers = usual_workers();
  if (options.slots == 0) options.slots = kSlotsForEach * options.workers;
  options.slots = std::min(options.slots, most_slots);
  options.workers = std::min(options.workers, options.slots);
  options.documents_per_worker = std::max<std::size_t>(options.documents_per_worker, 1);
  return options;
}

// The page and resolution are from outside the program as a rule; the worker gets none that make no sense.
int sensible_dpi(int dpi) {
  constexpr int kCoarsest = 18;
  constexpr int kFinest = 600;
  return std::clamp(dpi, kCoarsest, kFinest);
}

}  // namespace

std::size_t usual_workers() {
  return std::size_t{std::max(std::thread::hardware_concurrency(), 1U)} + 1;
}

PoolState::PoolState(const PoolOptions& options)
    : options_(settled(options)),
      events_(::epoll_create1(EPOLL_CLOEXEC)),
      alarm_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)),
      worker_budget_(static_cast<int>(2 * options_.slots)),
      zygote_budget_(2) {}

Result<std::shared_ptr<PoolState>> PoolState::make(std::shared_ptr<LauncherLink> launcher, const std::string& packs,
                                                   const PoolOptions& options) {
  const std::shared_ptr<PoolState> state(new PoolState(options));
  state->launcher_ = std::move(launcher);
  state->packs_ = memory_file_of(packs);
  state->pack_bytes_ = packs.size();
  bool watched = state->packs_ && state->events_ && state->watch_alarm();
  for (std::size_t number = 0; watched && number < state->options_.slots; ++number) {
    auto memory = SlotMemory::make(state->options_.input_bytes, state->options_.output_bytes);
    if (!memory) return tl::unexpected(memory.error());
    state->places_.emplace_back(*std::move(memory));
    watched = state->watch_bell(number);
  }
  if (!watched) return failure(ErrorCode::internal, "no descriptors for workers; allow more open files");
  state->begin_zygote();
  return state;
}

std::optional<Slot> PoolState::acquire() {
  if (free_.empty()) return std::nullopt;
  const std::size_t number = free_.back();
  free_.pop_back();
  places_[number].stand = Stand::held;
  return Slot(shared_from_this(), number);
}

void PoolState::release(std::size_t number) {
  Place& place = places_[number];
  place.stand = Stand::free;
  // Also what was never submitted: its sender may have gone away half-way.
  place.dirty = place.dirty || options_.documents_per_worker == 1;
  make_free(number);
}

// Whoever gets the slot next must not find what others left, unless a process may see more than one document.
void PoolState::make_free(std::size_t number) {
  Place& place = places_[number];
  if (place.stand != Stand::free || place.process == 0) return;
  if (std::exchange(place.dirty, false)) {
    place.memory.forget();
  } else {
    place.memory.trim();
  }
  free_.push_back(number);
}

void PoolState::take_from_free(std::size_t number) {
  free_.erase(std::remove(free_.begin(), free_.end(), number), free_.end());
}

void PoolState::submit(Slot slot, std::size_t size, Request request) {
  assert(slot.pool_.get() == this);
  const std::size_t number = slot.number();
  slot.pool_.reset();
  Place& place = places_[number];
  assert(place.stand == Stand::held && size <= options_.input_bytes);
  place.stand = Stand::waiting;
  place.request = std::move(request);
  place.size = std::min(size, options_.input_bytes);
  place.tried = false;
  place.submitted = Clock::now();
  waiting_.push_back(number);
  begin_waiting();
  if (counts_.trouble) wake_at(place.submitted);
}

void PoolState::begin_waiting() {
  const auto ready = [this](std::size_t number) { return places_[number].process != 0; };
  while (running_ < options_.workers) {
    const auto next = std::find_if(waiting_.begin(), waiting_.end(), ready);
    if (next == waiting_.end()) return;
    const std::size_t number = *next;
    waiting_.erase(next);
    begin(number);
  }
}

void PoolState::begin(std::size_t number) {
  Place& place = places_[number];
  const auto longest = std::chrono::milliseconds(options_.deadline);
  const auto asked = place.request.deadline;
  place.stand = Stand::running;
  place.begun = Clock::now();
  place.deadline = place.begun + (asked.count() > 0 ? std::min(asked, longest) : longest);
  ++place.documents;
  ++running_;
  SlotControl& control = place.memory.control();
  control.size = place.size;
  control.task = place.request.task;
  control.page = place.request.page;
  control.dpi = sensible_dpi(place.request.dpi);
  control.forbidden_call.store(0, std::memory_order_relaxed);
  place.order = place.order + 1;
  control.order.store(place.order, std::memory_order_release);
  place.memory.wake();
  wake_at(place.deadline);
}

void PoolState::rung(std::size_t number) {
  Place& place = places_[number];
  if (place.process == 0) return;  // the last ring of one that has been replaced
  if (place.stand != Stand::running || place.memory.control().done.load(std::memory_order_acquire) != place.order) {
    constexpr int kMostStrayRings = 16;
    // A ring may come late. One that goes on ringing wants to keep us busy.
    if (++place.stray_rings > kMostStrayRings) stop_ringing(number);
    return;
  }
  AnswerReader::Outcome outcome = reader_.read(place.memory, place.request, rules_version_, Clock::now() - place.begun);
  if (outcome.forged) ++counts_.crashes;
  const int process = place.process;
  if (outcome.forged || outcome.spent || place.documents >= options_.documents_per_worker) renew(number);
  succeeded();
  complete(number, std::move(outcome.answer), outcome.forged, process);
}

void PoolState::stop_ringing(std::size_t number) {
  Place& place = places_[number];
  const int process = place.process;
  if (place.stand == Stand::free) take_from_free(number);
  renew(number);
  if (place.stand != Stand::running) return;
  ++counts_.crashes;
  complete(number, failure(ErrorCode::crashed, "the process that read it was stopped; export the PDF again"), true,
           process);
}

void PoolState::stop_overdue(Clock::time_point now) {
  for (std::size_t number = 0; number < places_.size(); ++number) {
    Place& place = places_[number];
    if (place.stand != Stand::running || place.deadline > now) continue;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(place.deadline - place.begun);
    ++counts_.timeouts;
    const int process = place.process;
    renew(number);
    complete(number,
             failure(ErrorCode::timeout, "reading it takes longer than " + std::to_string(took.count()) +
                                             " ms; export the PDF again with fewer or smaller pictures"),
             true, process);
  }
}

void PoolState::complete(std::size_t number, Result<Answer> result, bool killed_worker, int process) {
  Place& place = places_[number];
  const Clock::time_point now = Clock::now();
  const bool begun = place.stand == Stand::running;
  const Clock::time_point end_of_wait = begun ? place.begun : now;
  if (begun) --running_;
  ++counts_.documents;
  place.stand = Stand::held;
  completed_.push_back({Slot(shared_from_this(), number), std::move(result), killed_worker, process,
                        end_of_wait - place.submitted, now - end_of_wait});
}

// Nobody is kept waiting for a process that does not come.
void PoolState::fail_waiting() {
  for (std::size_t i = 0; counts_.trouble && i < waiting_.size();) {
    const std::size_t number = waiting_[i];
    if (places_[number].process != 0) {
      ++i;
      continue;
    }
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    complete(number, failure(ErrorCode::internal, *counts_.trouble), false, 0);
  }
}

void PoolState::poll(std::vector<Completion>& completions) {
  take_events();
  begin_waiting();
  fail_waiting();
  std::move(completed_.begin(), completed_.end(), std::back_inserter(completions));
  completed_.clear();
}

PoolStatus PoolState::status() const {
  PoolStatus status = counts_;
  status.slots = places_.size();
  status.free = free_.size();
  status.waiting = waiting_.size();
  status.running = running_;
  for (const Place& place : places_) status.acquired += place.stand == Stand::held ? 1 : 0;
  return status;
}

void PoolState::close() {
  zygote_.end();
  free_.clear();
  const std::vector<Completion> dropped = std::exchange(completed_, {});  // they hold slots, which hold this
  for (Place& place : places_) place.process = 0;
}

}  // namespace prefill::sandbox
