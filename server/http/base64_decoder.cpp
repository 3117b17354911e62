// Four characters at a time where none of them is special, which is nearly everywhere.

#include "server/http/base64_decoder.h"

namespace prefill::server {
namespace {

constexpr std::uint8_t kSpace = 64;
constexpr std::uint8_t kPadding = 65;
constexpr std::uint8_t kNone = 255;
constexpr std::uint8_t kFirstSpecial = kSpace;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  for (const char c : {' ', '\t', '\r', '\n'}) values[static_cast<unsigned char>(c)] = kSpace;
  values['='] = kPadding;
  return values;
}

constexpr std::array<std::uint8_t, 256> kValues = make_values();

std::uint8_t value_of(char c) {
  return kValues[static_cast<unsigned char>(c)];
}

}  // namespace

std::size_t Base64Decoder::decode(std::string_view text, unsigned char* out) {
  const unsigned char* const begin = out;
  for (std::size_t i = 0; i < text.size() && !broken_; ++i) {
    while (held_ == 0 && padding_ == 0 && text.size() - i > 4) {
      const std::uint32_t a = value_of(text[i]), b = value_of(text[i + 1]);
      const std::uint32_t c = value_of(text[i + 2]), d = value_of(text[i + 3]);
      if ((a | b | c | d) >= kFirstSpecial) break;
      const std::uint32_t bits = a << 18 | b << 12 | c << 6 | d;
      *out++ = static_cast<unsigned char>(bits >> 16);
      *out++ = static_cast<unsigned char>(bits >> 8);
      *out++ = static_cast<unsigned char>(bits);
      i += 4;
    }
    const std::uint8_t value = value_of(text[i]);
    if (value == kSpace) continue;
    if (value == kPadding) {
      // "=" completes a group of two or three characters.
      broken_ = held_ + padding_ >= 4 || held_ < 2;
      ++padding_;
      continue;
    }
    if (value == kNone || padding_ > 0) {
      broken_ = true;
      break;
    }
    bits_ = bits_ << 6 | value;
    ++held_;
    // A byte is out as soon as its last bit is in, so that nothing waits for an end that is never announced.
    if (held_ == 2) *out++ = static_cast<unsigned char>(bits_ >> 4);
    if (held_ == 3) *out++ = static_cast<unsigned char>(bits_ >> 2);
    if (held_ == 4) {
      *out++ = static_cast<unsigned char>(bits_);
      held_ = 0;
      bits_ = 0;
    }
  }
  return static_cast<std::size_t>(out - begin);
}

bool Base64Decoder::complete() const {
  if (broken_ || held_ == 1) return false;
  return padding_ == 0 || held_ + padding_ == 4;
}

}  // namespace prefill::server
