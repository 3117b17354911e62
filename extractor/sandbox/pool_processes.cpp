// The processes' side of a pool: what the zygote tells, who died and why, what is begun again and when.

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

#include <array>
#include <cstring>
#include <limits>
#include <utility>

#include "extractor/sandbox/pool_state.h"
#include "extractor/sandbox/system_calls.h"
#include "extractor/sandbox/worker.h"

namespace prefill::sandbox {
namespace {

// What epoll tells of an event: the number of a slot, or one of these.
constexpr std::uint64_t alarm_event = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t zygote_event = alarm_event - 1;

bool watch(const Descriptor& events, int descriptor, std::uint64_t what, std::uint32_t when) {
  epoll_event event{};
  event.events = when;
  event.data.u64 = what;
  return ::epoll_ctl(events.number(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

std::string how_it_ended(int status, std::int32_t forbidden_call) {
  if (forbidden_call > 0) {
    return "was stopped at the system call `" + system_call_name(forbidden_call - 1) + "`, which no reader makes";
  }
  if (WIFSIGNALED(status)) {
    const char* name = ::sigabbrev_np(WTERMSIG(status));
    return std::string("died of SIG") + (name != nullptr ? name : "?");
  }
  if (WEXITSTATUS(status) == not_confined) return "could not be confined by this kernel";
  return "ended before it was done";
}

}  // namespace

bool PoolState::watch_alarm() const {
  return alarm_ && watch(events_, alarm_.number(), alarm_event, EPOLLIN);
}

// Every ring is an event of its own, so nobody needs to read the bell.
bool PoolState::watch_bell(std::size_t number) const {
  return watch(events_, places_[number].memory.bell(), number, EPOLLIN | EPOLLET);
}

void PoolState::take_events() {
  std::array<epoll_event, 64> events{};
  const int room = static_cast<int>(events.size());
  for (int count = room; count == room;) {
    count = ::epoll_wait(events_.number(), events.data(), room, 0);
    for (int i = 0; i < count; ++i) {
      const std::uint64_t what = events[static_cast<std::size_t>(i)].data.u64;
      if (what == alarm_event) {
        take_alarm();
      } else if (what == zygote_event) {
        hear_zygote();
      } else {
        rung(what);
      }
    }
  }
}

// An alarm that is no longer needed is left alone: it costs less to hear it in vain.
void PoolState::wake_at(Clock::time_point time) {
  if (time >= alarm_at_) return;
  alarm_at_ = time;
  const auto since = std::max(time.time_since_epoch(), Clock::duration(1));  // zero would mean never
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since);
  itimerspec when{};
  when.it_value = {seconds.count(), std::chrono::nanoseconds(since - seconds).count()};
  ::timerfd_settime(alarm_.number(), TFD_TIMER_ABSTIME, &when, nullptr);
}

void PoolState::take_alarm() {
  std::uint64_t times = 0;
  if (::read(alarm_.number(), &times, sizeof times) < 0) return;
  alarm_at_ = Clock::time_point::max();
  const Clock::time_point now = Clock::now();
  stop_overdue(now);
  if (retry_at_ <= now) try_again();
  if (next_expected() <= now) lose_zygote();  // stuck: it does not even say that it cannot
  wake_at(std::min(retry_at_, next_expected()));
  for (const Place& place : places_) {
    if (place.stand == Stand::running) wake_at(place.deadline);
  }
}

// When the next process should be there at the latest.
Clock::time_point PoolState::next_expected() const {
  Clock::time_point earliest = Clock::time_point::max();
  for (const Place& place : places_) {
    if (place.renewing) earliest = std::min(earliest, place.expected);
  }
  return earliest;
}

void PoolState::expect_process(Place& place) {
  place.renewing = true;
  place.expected = Clock::now() + options_.start_patience;
  wake_at(place.expected);
}

void PoolState::begin_zygote() {
  WorkerPlan plan;
  plan.input_bytes = places_.front().memory.input_size();
  plan.output_bytes = places_.front().memory.output_size();
  plan.memory_bytes = options_.memory_bytes;
  plan.documents = options_.documents_per_worker;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(options_.deadline);
  plan.processor_seconds = plan.documents * (static_cast<std::uint64_t>(seconds.count()) + 1);
  plan.hook = reinterpret_cast<void*>(options_.hook);
  std::vector<SlotStart> slots;
  for (Place& place : places_) {
    expect_process(place);
    slots.push_back({&place.memory, place.order});
  }
  auto zygote = ZygoteLink::begin(*launcher_, packs_, pack_bytes_, plan, slots);
  if (!zygote) {
    for (Place& place : places_) place.renewing = false;
    failed(zygote_budget_, zygote.error().message);
    return;
  }
  ++counts_.zygotes_begun;
  zygote_ = *std::move(zygote);
  zygote_trouble_ = "the process that workers come from has ended";
  if (!watch(events_, zygote_.socket(), zygote_event, EPOLLIN)) lose_zygote();
}

void PoolState::hear_zygote() {
  for (;;) {
    const ZygoteWord word = zygote_.next();
    if (std::holds_alternative<std::monostate>(word)) return;
    if (const auto* report = std::get_if<ZygoteReport>(&word)) take(*report);
    if (const auto* event = std::get_if<WorkerEvent>(&word)) take(*event);
    if (std::holds_alternative<ZygoteEnded>(word)) {
      lose_zygote();
      return;
    }
  }
}

void PoolState::take(const ZygoteReport& report) {
  if (!report.ready) {
    zygote_trouble_ = report.text.data();
    return;
  }
  rules_version_ = report.text.data();
  confinement_ = {report.landlock, report.missing.data()};
}

void PoolState::take(const WorkerEvent& event) {
  if (event.slot >= places_.size()) return;
  Place& place = places_[event.slot];
  if (event.kind == WorkerEvent::Kind::ended) {
    if (event.process == place.process) rung(event.slot);  // it may have answered before
    if (event.process == place.process) worker_ended(event.slot, event.status);
    return;
  }
  place.renewing = false;
  if (event.process == 0) {
    failed(worker_budget_, "no process for a worker can be started; allow more processes or free memory");
    return;
  }
  ++counts_.workers_begun;
  place.process = event.process;
  place.documents = 0;
  place.stray_rings = 0;
  make_free(event.slot);
}

// Its workers die with it. A document that one of them had is not to blame.
void PoolState::lose_zygote() {
  zygote_.end();
  free_.clear();
  for (std::size_t number = 0; number < places_.size(); ++number) {
    Place& place = places_[number];
    place.dirty = true;
    place.renewing = false;
    const int process = std::exchange(place.process, 0);
    if (place.stand != Stand::running) continue;
    complete(number, failure(ErrorCode::internal, zygote_trouble_ + "; send the document again"), false, process);
  }
  failed(zygote_budget_, zygote_trouble_);
}

void PoolState::renew(std::size_t number) {
  Place& place = places_[number];
  place.process = 0;
  place.dirty = true;
  expect_process(place);
  zygote_.renew(static_cast<std::uint32_t>(number), place.order);
}

void PoolState::worker_ended(std::size_t number, int status) {
  Place& place = places_[number];
  if (place.stand == Stand::free) take_from_free(number);
  if (place.stand == Stand::running) {
    reader_died(number, status);
    return;
  }
  place.process = 0;
  place.dirty = true;
  failed(worker_budget_, "a worker " + how_it_ended(status, 0));
}

// A document that the worker had not looked at yet gets another one, once.
void PoolState::reader_died(std::size_t number, int status) {
  Place& place = places_[number];
  const SlotControl& control = place.memory.control();
  const std::string how = how_it_ended(status, control.forbidden_call.load(std::memory_order_acquire));
  const int process = place.process;
  if (control.begun.load(std::memory_order_acquire) == place.order) {
    ++counts_.crashes;
    renew(number);
    complete(number, failure(ErrorCode::crashed, "the process that read it " + how + "; export the PDF again"), true,
             process);
    return;
  }
  place.process = 0;
  place.dirty = true;
  if (std::exchange(place.tried, true)) {
    complete(number, failure(ErrorCode::internal, "the process that was to read it " + how + "; send it again"), false,
             process);
  } else {
    place.stand = Stand::waiting;
    --running_;
    waiting_.push_front(number);
  }
  failed(worker_budget_, "a worker " + how);
}

void PoolState::failed(RestartBudget& budget, const std::string& why) {
  const RestartBudget::Duration delay = budget.failed();
  if (delay.count() == 0) {
    try_again();
    return;
  }
  counts_.trouble = why;
  retry_at_ = std::min(retry_at_, Clock::now() + delay);
  wake_at(retry_at_);
}

void PoolState::succeeded() {
  worker_budget_.succeeded();
  zygote_budget_.succeeded();
  counts_.trouble.reset();
}

void PoolState::try_again() {
  retry_at_ = Clock::time_point::max();
  if (zygote_.socket() < 0) {
    begin_zygote();
    return;
  }
  for (std::size_t number = 0; number < places_.size(); ++number) {
    if (places_[number].process == 0 && !places_[number].renewing) renew(number);
  }
}

}  // namespace prefill::sandbox
