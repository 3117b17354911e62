// A map from numbers of objects, flat and in the arena. A file may claim millions of objects while its pages touch
// sixty, so it is sized by what is put into it.

#pragma once

#include <cstddef>
#include <cstdint>

#include "extractor/arena.h"

namespace prefill::pdf {

/// Keys are positive; `Value` is cheap to copy. Nothing is ever taken out, except all at once.
template <typename Value>
class NumberMap {
 public:
  explicit NumberMap(Arena* arena) : slots_(arena) {}

  /// The value of `number`, or null. Valid until the next `put`.
  [[nodiscard]] Value* find(int number) {
    if (slots_.empty()) return nullptr;
    Slot& slot = slot_of(number);
    return slot.number == number ? &slot.value : nullptr;
  }

  /// Sets the value of `number`.
  void put(int number, const Value& value) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    Slot& slot = slot_of(number);
    if (slot.number == 0) ++used_;
    slot.number = number;
    slot.value = value;
  }

  void clear() {
    slots_.assign(slots_.size(), Slot{});
    used_ = 0;
  }

 private:
  struct Slot {
    int number = 0;  // 0 is a free slot
    Value value{};
  };

  // Numbers in a row need no hash. Steps that grow keep numbers chosen to collide from piling up.
  Slot& slot_of(int number) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(number) & mask;
    for (std::size_t step = 1; slots_[at].number != 0 && slots_[at].number != number; ++step) at = (at + step) & mask;
    return slots_[at];
  }

  void grow() {
    constexpr std::size_t first_size = 128;
    ArenaVector<Slot> old(slots_.empty() ? first_size : 2 * slots_.size(), Slot{}, slots_.get_allocator());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != 0) slot_of(slot.number) = slot;
    }
  }

  ArenaVector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace prefill::pdf
