// Everything happens on the loop's thread, so that a seat is free, borrowed, or submitted, and never two of them.

#include "server/workers/workshop.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "extractor/sandbox/self_test.h"

namespace prefill::server {
namespace {

Outcome given_up() {
  return {std::nullopt, failure(ErrorCode::internal, "the server is ending; try again"), 0, {}, {}, false};
}

}  // namespace

Crew::Crew(std::unique_ptr<sandbox::WorkerPool> pool, EventLoop& loop, std::function<void()> moved)
    : pool_(std::move(pool)), loop_(loop), moved_(std::move(moved)), done_(pool_->status().slots) {
  watch_ = loop_.watch(pool_->event_descriptor(), [this] { poll(); });
}

Crew::~Crew() {
  watch_.reset();
  // A shared pointer, since a std::function must be copyable.
  loop_.in_office([pool = std::shared_ptr<sandbox::WorkerPool>(std::move(pool_))]() mutable { pool.reset(); });
}

void Crew::submit(sandbox::Slot slot, std::size_t size, sandbox::Request request, Done done) {
  done_[slot.number()] = std::move(done);
  pool_->submit(std::move(slot), size, std::move(request));
}

void Crew::poll() {
  // What is done may let go of the last document of a crew that has been replaced: `done` keeps it until then.
  std::vector<sandbox::Completion> completions;
  pool_->poll(completions);
  const std::function<void()> moved = moved_;
  std::vector<std::pair<Done, sandbox::Completion>> ended;
  ended.reserve(completions.size());
  for (sandbox::Completion& completion : completions) {
    ended.emplace_back(std::exchange(done_[completion.slot.number()], nullptr), std::move(completion));
  }
  for (auto& [done, completion] : ended) {
    if (done) done(std::move(completion));
  }
  ended.clear();
  moved();
}

void Crew::abandon() {
  for (Done& waiting : done_) {
    if (const Done done = std::exchange(waiting, nullptr)) done(std::nullopt);
  }
}

Seat::~Seat() {
  if (!crew_) return;
  slot_.reset();
  crew_->moved();
}

void Workshop::install(std::unique_ptr<sandbox::WorkerPool> pool) {
  std::erase_if(earlier_, [](const std::weak_ptr<Crew>& crew) { return crew.expired(); });
  if (crew_) earlier_.push_back(crew_);
  called_back_ = 0;
  crew_ = std::make_shared<Crew>(std::move(pool), loop_, [this] { serve(); });
  serve();
}

void Workshop::abandon() {
  const std::shared_ptr<Crew> current = std::exchange(crew_, nullptr);
  if (current) current->abandon();
  for (const std::weak_ptr<Crew>& earlier : earlier_) {
    if (const std::shared_ptr<Crew> crew = earlier.lock()) crew->abandon();
  }
}

std::optional<Seat> Workshop::take() {
  if (!crew_) return std::nullopt;
  std::optional<sandbox::Slot> slot = crew_->pool().acquire();
  if (!slot) return std::nullopt;
  return Seat(crew_, *std::move(slot));
}

std::optional<Seat> Workshop::borrow(Borrower& borrower) {
  if (!queue_.empty()) return std::nullopt;
  std::optional<Seat> seat = take();
  if (seat) borrowers_.push_back(&borrower);
  return seat;
}

void Workshop::returned(Borrower& borrower) {
  borrowers_.remove(&borrower);
}

Workshop::Ticket Workshop::queue(std::function<void(Seat)> give) {
  const Ticket ticket = ++last_ticket_;
  queue_.push_back({ticket, std::move(give)});
  serve();
  const bool waits = std::any_of(queue_.begin(), queue_.end(), [&](const Waiter& w) { return w.ticket == ticket; });
  return waits ? ticket : 0;
}

void Workshop::leave(Ticket ticket) {
  queue_.remove_if([&](const Waiter& waiter) { return waiter.ticket == ticket; });
}

// Giving a seat back calls for this again: the outermost call does the work.
void Workshop::serve() {
  if (std::exchange(serving_, true)) return;
  while (!queue_.empty() && crew_) {
    std::optional<Seat> seat = take();
    if (!seat) {
      // A slot given back may need a fresh process before it can be had: one for each who waits is enough.
      if (borrowers_.empty() || called_back_ >= queue_.size()) break;
      Borrower* const longest = borrowers_.front();
      borrowers_.pop_front();
      ++called_back_;
      longest->give_back();
      continue;
    }
    if (called_back_ > 0) --called_back_;
    const std::function<void(Seat)> give = std::move(queue_.front().give);
    queue_.pop_front();
    give(*std::move(seat));
  }
  serving_ = false;
}

void Workshop::submit(Seat seat, std::size_t size, sandbox::Request request, std::function<void(Outcome)> done) {
  const std::span<const unsigned char> document = seat.input().first(size);
  // Hashing costs a hundredth of reading; nearly always there is nothing to look for.
  if (quarantine_.size() > 0) {
    if (std::optional<Error> known = quarantine_.find(sandbox::hash_of(document))) {
      known->message += "; it was refused without being read, as it did so a while ago";
      Outcome outcome{std::move(seat), tl::unexpected<Error>(*std::move(known)), 0, {}, {}, false};
      return done(std::move(outcome));
    }
  }
  const std::shared_ptr<Crew> crew = seat.crew_;
  sandbox::Slot slot = *std::exchange(seat.slot_, std::nullopt);
  // `crew` travels with the document: a crew that was replaced lives until its last document is done.
  crew->submit(std::move(slot), size, std::move(request),
               [this, crew, size, done = std::move(done)](std::optional<sandbox::Completion> completion) {
                 done(completion ? outcome_of(crew, size, *std::move(completion)) : given_up());
               });
}

Outcome Workshop::outcome_of(const std::shared_ptr<Crew>& crew, std::size_t size, sandbox::Completion completion) {
  if (completion.killed_worker && !completion.result) {
    quarantine_.add(sandbox::hash_of(completion.slot.input().first(size)), completion.result.error());
  }
  return {Seat(crew, std::move(completion.slot)),
          std::move(completion.result),
          completion.process,
          completion.waited,
          completion.took,
          completion.killed_worker};
}

void Workshop::self_test(std::function<void(bool)> done) {
  (void)queue([this, done = std::move(done)](Seat seat) {
    const std::span<const unsigned char> document = sandbox::self_test_document();
    std::memcpy(seat.input().data(), document.data(), document.size());
    submit(std::move(seat), document.size(), {}, [done](const Outcome& outcome) {
      done(outcome.result.has_value() && sandbox::is_self_test_answer(outcome.result->bytes));
    });
  });
}

}  // namespace prefill::server
