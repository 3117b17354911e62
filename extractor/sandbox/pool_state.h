// What a pool and its slots share: the slots, the link to the zygote, and what waits for what.

#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/sandbox/answer_reader.h"
#include "extractor/sandbox/place.h"
#include "extractor/sandbox/restart_budget.h"
#include "extractor/sandbox/zygote_link.h"

namespace prefill::sandbox {

/// Of one thread at a time.
class PoolState : public std::enable_shared_from_this<PoolState> {
 public:
  /// Makes the slots and begins the zygote. Errors: `internal` (no memory, no descriptors, no process).
  [[nodiscard]] static Result<std::shared_ptr<PoolState>> make(std::shared_ptr<LauncherLink> launcher,
                                                               const std::string& packs, const PoolOptions& options);

  [[nodiscard]] std::optional<Slot> acquire();
  void submit(Slot slot, std::size_t size, Request request);
  void poll(std::vector<Completion>& completions);
  [[nodiscard]] std::span<unsigned char> input(std::size_t number) const { return places_[number].memory.input(); }
  void release(std::size_t number);
  /// Ends all processes; slots that are still held keep their memory.
  void close();

  [[nodiscard]] int event_descriptor() const { return events_.number(); }
  [[nodiscard]] PoolStatus status() const;
  [[nodiscard]] const PoolOptions& options() const { return options_; }
  [[nodiscard]] const Confinement& confinement() const { return confinement_; }
  [[nodiscard]] const std::string& rules_version() const { return rules_version_; }

 private:
  explicit PoolState(const PoolOptions& options);

  // Waiting for events.
  [[nodiscard]] bool watch_alarm() const;
  [[nodiscard]] bool watch_bell(std::size_t number) const;
  void take_events();
  void wake_at(Clock::time_point time);
  void take_alarm();

  // The zygote and its workers.
  void begin_zygote();
  void expect_process(Place& place);
  [[nodiscard]] Clock::time_point next_expected() const;
  void hear_zygote();
  void take(const ZygoteReport& report);
  void take(const WorkerEvent& event);
  void lose_zygote();
  void renew(std::size_t number);
  void worker_ended(std::size_t number, int status);
  void reader_died(std::size_t number, int status);
  void failed(RestartBudget& budget, const std::string& why);
  void succeeded();
  void try_again();

  // Documents.
  void make_free(std::size_t number);
  void take_from_free(std::size_t number);
  void begin_waiting();
  void begin(std::size_t number);
  void rung(std::size_t number);
  void stop_ringing(std::size_t number);
  void stop_overdue(Clock::time_point now);
  void complete(std::size_t number, Result<Answer> result, bool killed_worker, int process);
  void fail_waiting();

  PoolOptions options_;
  std::shared_ptr<LauncherLink> launcher_;
  Descriptor packs_;
  std::size_t pack_bytes_ = 0;
  std::vector<Place> places_;
  std::vector<std::size_t> free_;    // the last one was used last
  std::deque<std::size_t> waiting_;  // in order of submission
  std::size_t running_ = 0;
  std::vector<Completion> completed_;
  AnswerReader reader_;

  ZygoteLink zygote_;
  std::string zygote_trouble_;  // why it ends
  Confinement confinement_;
  std::string rules_version_;

  Descriptor events_;
  Descriptor alarm_;
  Clock::time_point alarm_at_ = Clock::time_point::max();

  RestartBudget worker_budget_;
  RestartBudget zygote_budget_;
  Clock::time_point retry_at_ = Clock::time_point::max();
  PoolStatus counts_;  // only what is counted from the beginning, and the trouble
};

}  // namespace prefill::sandbox
