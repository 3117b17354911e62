// The bytes of one document on their way in: straight into a worker's slot when one is free, else into memory.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "server/workers/workshop.h"

namespace prefill::server {

/// A sum that several parties take from and must not go past. On one thread.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::size_t bytes) : left_(bytes) {}
  [[nodiscard]] bool take(std::size_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }
  void give(std::size_t bytes) { left_ += bytes; }

 private:
  std::size_t left_;
};

/// Text that grows at the cost of a budget, which it gives back when it goes.
class BudgetedText {
 public:
  explicit BudgetedText(MemoryBudget& budget) : budget_(&budget) {}
  ~BudgetedText() { budget_->give(taken_); }
  BudgetedText(const BudgetedText&) = delete;
  BudgetedText& operator=(const BudgetedText&) = delete;

  /// False when the budget has not enough left; nothing was added then.
  [[nodiscard]] bool append(std::string_view piece);
  [[nodiscard]] std::string& text() { return text_; }

 private:
  MemoryBudget* budget_;
  std::size_t taken_ = 0;
  std::string text_;
};

/// One document being received. On the loop's thread.
class Upload final : public Workshop::Borrower {
 public:
  enum class Put : std::uint8_t { ok, too_large, no_memory };

  /// At most `limit` bytes. Without a `workshop` the document goes to memory.
  Upload(Workshop* workshop, MemoryBudget& budget, std::size_t limit);
  ~Upload() override;

  /// Where the next bytes may be written directly, to be told by `commit`; empty when they must be `put`. Until control
  /// goes back to the loop.
  [[nodiscard]] std::span<unsigned char> room();
  void commit(std::size_t size) { size_ += size; }
  [[nodiscard]] Put put(std::span<const unsigned char> bytes);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Whether it had to give its seat back and there was no memory for it: nothing of it is left.
  [[nodiscard]] bool lost() const { return lost_; }
  /// The document, until it is written on or a seat changes hands.
  [[nodiscard]] std::span<const unsigned char> bytes();

  /// The document is complete: its seat when it is in one, else nothing, and `move_into` is to be called with one.
  [[nodiscard]] std::optional<Seat> take_seat();
  void move_into(const Seat& seat);

  void give_back() override;

 private:
  Workshop* workshop_;
  BudgetedText memory_;
  std::size_t limit_;
  std::size_t size_ = 0;
  std::optional<Seat> seat_;
  bool asked_ = false;
  bool lost_ = false;
};

}  // namespace prefill::server
