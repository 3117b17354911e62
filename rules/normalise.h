// The one normal form in which phrases and pages meet.
//
// Lower case; accents folded (composed or decomposed); ligatures spelled out; every kind of space is one ' ', every
// dash
// '-', every apostrophe '\''; soft hyphens and zero-width characters gone; `N°`, `Nº`, `N˚`, `№`, `No.`, `Nr.`, `n.`,
// `Ndeg`, `num.` and `#` before a value become `n°`; dotted abbreviations lose their dots (`T.V.A.` -> `tva`). Bullets,
// boxes and other signs beside words count as a space. What has no simpler form (`€`, `°`) stays as UTF-8; characters
// of private use become U+FFFD.

#pragma once

#include <array>
#include <boost/container/pmr/global_resource.hpp>
#include <boost/container/pmr/memory_resource.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "rules/room.h"

namespace prefill::rules {

/// Text in normal form, with the way back: each byte knows the character of the source that gave it.
class NormalisedText {
 public:
  explicit NormalisedText(boost::container::pmr::memory_resource* memory) : text_(memory), origin_(memory) {}

  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The index, in the source, of the character that gave the byte `at`.
  [[nodiscard]] std::uint32_t origin(std::size_t at) const { return origin_[at]; }

  /// Makes room for `size` bytes in all.
  void reserve(std::size_t size) {
    text_.grow(size, size_);
    origin_.grow(size, size_);
  }
  /// Appends the normal form of `source`; `base` is added to each index of a source character. Leading and trailing
  /// spaces of `source` are dropped. Linear in the length.
  void append(std::u32string_view source, std::uint32_t base);
  /// Appends a byte as it is.
  void push_back(char byte, std::uint32_t origin) {
    if (size_ == text_.size()) reserve(2 * size_ + 1);
    text_[size_] = byte;
    origin_[size_++] = origin;
  }
  /// Makes the last byte another.
  void replace_back(char byte) { text_[size_ - 1] = byte; }

 private:
  class Writer;

  Room<char> text_;
  Room<std::uint32_t> origin_;
  std::size_t size_ = 0;
};

/// The normal form of UTF-8 text on its own, for phrases and tests. Bytes that are not UTF-8 count as U+FFFD.
[[nodiscard]] std::string normalise(std::string_view utf8);

/// The bytes that belong to a word of normalised text: ASCII letters and digits, and every byte of a character outside
/// ASCII other than `°` and the signs of currencies.
inline constexpr std::array<bool, 256> word_bytes = [] {
  std::array<bool, 256> bytes{};
  for (std::size_t c = 0; c < 256; ++c) {
    bytes[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
  }
  for (const char c : std::string_view("°€£¥¢")) bytes[static_cast<unsigned char>(c)] = false;
  return bytes;
}();
[[nodiscard]] constexpr bool is_word_byte(unsigned char byte) {
  return word_bytes[byte];
}

}  // namespace prefill::rules
