// Numbers and texts behind each other in a string of bytes: the form in which plans, tallies and sorted records are
// kept. Names of files are bytes, which JSON cannot hold.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prefill::tools::batch {

/// Appends `number` in groups of seven bits (LEB128).
inline void put_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

/// Appends the length of `text` and the text.
inline void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

/// Appends `number` so that texts of it sort as the numbers do.
inline void put_sortable(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
}

/// Takes back, in the same order, what was put. What is missing reads as 0 or empty, and `sound()` is false from then
/// on.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] bool sound() const { return sound_; }

  std::uint64_t number() {
    std::uint64_t result = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      result |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return result;
    }
    sound_ = false;
    return 0;
  }

  std::string_view text() { return bytes(number()); }

  std::uint64_t sortable() {
    std::uint64_t result = 0;
    for (const char c : bytes(8)) result = result << 8 | static_cast<unsigned char>(c);
    return result;
  }

 private:
  std::string_view bytes(std::uint64_t size) {
    if (size > rest_.size()) {
      sound_ = false;
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool sound_ = true;
};

}  // namespace prefill::tools::batch
