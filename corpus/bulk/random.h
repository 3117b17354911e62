// Random numbers that are the same on every machine and with every standard library.
//
// The distributions of <random> may differ from one library to the next, and a corpus is named by its seed. Each
// supplier and each invoice has a stream of its own, so that any of them can be made without those before it.

#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prefill::bulk {

/// A stream of numbers (splitmix64). A copy goes on from where the original stood.
class Random {
 public:
  /// The stream of thing number `index` of the kind `what` in the corpus of `seed`.
  Random(std::uint64_t seed, std::string_view what, std::uint64_t index) : state_(seed) {
    for (const char c : what) state_ = mixed(state_ + static_cast<unsigned char>(c));
    state_ = mixed(state_ ^ mixed(index + golden));
  }

  std::uint64_t next() {
    state_ += golden;
    return mixed(state_);
  }
  /// A number from `low` to `high`, both included.
  int between(int low, int high) {
    assert(low <= high);
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  /// True in `percent` of a hundred cases.
  bool chance(int percent) { return between(1, 100) <= percent; }
  /// A number from 0 up to and without 1.
  double fraction() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  /// One element of an array, a vector or a string.
  template <typename List>
  auto pick(const List& list) -> decltype(list[0]) {
    return list[static_cast<std::size_t>(next() % static_cast<std::uint64_t>(std::size(list)))];
  }
  /// `count` decimal digits.
  std::string digits(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + between(0, 9));
    return text;
  }

 private:
  static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
  static std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace prefill::bulk
