// Between the connections and the confined workers: who gets the next slot, what becomes of a document that killed a
// worker, and the change from one set of rules to the next while both have documents in hand.
//
// A slot is lent to an upload only as long as no complete document wants it: then the upload goes on in memory. So a
// client that sends slowly, or a thousand of them, never keeps a worker from those who have sent.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extractor/sandbox/quarantine.h"
#include "extractor/sandbox/worker_pool.h"
#include "server/event_loop.h"

namespace prefill::server {

class Workshop;

/// The workers of one set of rules, and the documents that they have in hand. Lives until the last of these is done,
/// however many newer ones there are by then.
class Crew {
 public:
  /// Nothing when the crew was abandoned.
  using Done = std::function<void(std::optional<sandbox::Completion>)>;

  /// Called when slots may have become free. `loop` must outlive the crew; the pool is ended on an office thread, as
  /// that may take a second.
  Crew(std::unique_ptr<sandbox::WorkerPool> pool, EventLoop& loop, std::function<void()> moved);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  [[nodiscard]] sandbox::WorkerPool& pool() { return *pool_; }
  /// Hands a document over; `done` is called from the loop, exactly once unless the crew ends before.
  void submit(sandbox::Slot slot, std::size_t size, sandbox::Request request, Done done);
  /// Tells all who still wait for a document that it will not be read.
  void abandon();
  /// Calls `moved` as given to the constructor.
  void moved() const { moved_(); }

 private:
  void poll();

  std::unique_ptr<sandbox::WorkerPool> pool_;
  EventLoop& loop_;
  std::function<void()> moved_;
  std::vector<Done> done_;  // by number of the slot
  std::unique_ptr<EventLoop::Watch> watch_;
};

/// A slot in one's hands, and the crew it is of. Gives the slot back when it goes.
class Seat {
 public:
  Seat(std::shared_ptr<Crew> crew, sandbox::Slot slot) : crew_(std::move(crew)), slot_(std::move(slot)) {}
  ~Seat();
  Seat(Seat&&) noexcept = default;
  Seat& operator=(Seat&& other) noexcept {
    std::swap(crew_, other.crew_);
    std::swap(slot_, other.slot_);
    return *this;
  }
  [[nodiscard]] std::span<unsigned char> input() const { return slot_->input(); }
  [[nodiscard]] const std::shared_ptr<Crew>& crew() const { return crew_; }

 private:
  friend class Workshop;
  std::shared_ptr<Crew> crew_;
  std::optional<sandbox::Slot> slot_;
};

/// How a document ended, with the seat that still holds it.
struct Outcome {
  std::optional<Seat> seat;  // nothing when the workshop was abandoned
  Result<sandbox::Answer> result;
  int process = 0;
  std::chrono::nanoseconds waited{};
  std::chrono::nanoseconds took{};
  bool killed_worker = false;
};

/// To be used on the loop's thread alone.
class Workshop {
 public:
  /// One who fills a slot and can go on without it.
  class Borrower {
   public:
    Borrower() = default;
    Borrower(const Borrower&) = delete;
    Borrower& operator=(const Borrower&) = delete;
    virtual ~Borrower() = default;
    /// Gives the seat back at once.
    virtual void give_back() = 0;
  };
  using Ticket = std::uint64_t;

  explicit Workshop(EventLoop& loop) : loop_(loop) {}

  /// New documents are read by `pool` from now on; those in hand stay where they are.
  void install(std::unique_ptr<sandbox::WorkerPool> pool);
  /// Ends at once: documents in hand are given up with the error `internal`, and nobody gets a seat afterwards.
  void abandon();

  /// A seat for a document that is yet to come, if there is one and no complete document waits. `borrower` must call
  /// `returned` when it submits the seat or lets it go, and is asked for it when a complete document wants it.
  [[nodiscard]] std::optional<Seat> borrow(Borrower& borrower);
  void returned(Borrower& borrower);
  /// A seat for a complete document as soon as there is one: `give` is called now or later, once. First come, first
  /// served. The ticket is for `leave`; it is 0 when `give` has been called.
  [[nodiscard]] Ticket queue(std::function<void(Seat)> give);
  void leave(Ticket ticket);

  /// Has the document of `size` bytes in `seat` read; `done` is called from the loop. One that killed a worker a while
  /// ago is refused at once with how it ended then.
  void submit(Seat seat, std::size_t size, sandbox::Request request, std::function<void(Outcome)> done);

  /// Reads the self-test document when its turn comes; `done` gets whether the answer is right.
  void self_test(std::function<void(bool)> done);

  [[nodiscard]] bool open() const { return crew_ != nullptr; }
  [[nodiscard]] const std::shared_ptr<Crew>& crew() const { return crew_; }
  [[nodiscard]] std::size_t waiting() const { return queue_.size(); }
  [[nodiscard]] std::size_t quarantined() const { return quarantine_.size(); }

 private:
  struct Waiter {
    Ticket ticket;
    std::function<void(Seat)> give;
  };

  [[nodiscard]] std::optional<Seat> take();
  void serve();
  [[nodiscard]] Outcome outcome_of(const std::shared_ptr<Crew>& crew, std::size_t size, sandbox::Completion completion);

  EventLoop& loop_;
  std::shared_ptr<Crew> crew_;
  std::vector<std::weak_ptr<Crew>> earlier_;
  std::list<Waiter> queue_;
  std::list<Borrower*> borrowers_;  // the one that has had its seat for longest first
  sandbox::Quarantine quarantine_;
  std::size_t called_back_ = 0;  // slots given back for those who wait, and not yet taken by them
  Ticket last_ticket_ = 0;
  bool serving_ = false;
};

}  // namespace prefill::server
