// A seat is asked for when the first byte comes and not before: who only announces a document borrows nothing.

#include "server/http/upload.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace prefill::server {
namespace {

std::string_view as_text(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

bool BudgetedText::append(std::string_view piece) {
  // Doubled, as std::string does, but counted.
  if (text_.size() + piece.size() > taken_) {
    const std::size_t wanted = std::max(text_.size() + piece.size(), 2 * taken_);
    if (!budget_->take(wanted - taken_)) return false;
    taken_ = wanted;
    text_.reserve(wanted);
  }
  text_ += piece;
  return true;
}

Upload::Upload(Workshop* workshop, MemoryBudget& budget, std::size_t limit)
    : workshop_(workshop), memory_(budget), limit_(limit) {}

Upload::~Upload() {
  if (seat_) workshop_->returned(*this);
}

std::span<unsigned char> Upload::room() {
  if (!std::exchange(asked_, true) && workshop_ != nullptr) seat_ = workshop_->borrow(*this);
  if (!seat_) return {};
  return seat_->input().first(limit_).subspan(size_);
}

Upload::Put Upload::put(std::span<const unsigned char> bytes) {
  if (lost_) return Put::no_memory;
  if (bytes.size() > limit_ - size_) return Put::too_large;
  const std::span<unsigned char> direct = room();
  if (seat_) {
    std::memcpy(direct.data(), bytes.data(), bytes.size());
  } else if (!memory_.append(as_text(bytes))) {
    return Put::no_memory;
  }
  size_ += bytes.size();
  return Put::ok;
}

std::span<const unsigned char> Upload::bytes() {
  if (seat_) return seat_->input().first(size_);
  return {reinterpret_cast<const unsigned char*>(memory_.text().data()), size_};
}

std::optional<Seat> Upload::take_seat() {
  if (!seat_) return std::nullopt;
  workshop_->returned(*this);
  std::optional<Seat> seat = std::move(seat_);
  seat_.reset();
  return seat;
}

void Upload::move_into(const Seat& seat) {
  std::memcpy(seat.input().data(), memory_.text().data(), size_);
}

void Upload::give_back() {
  lost_ = !memory_.append(as_text(bytes()));
  seat_.reset();
}

}  // namespace prefill::server
