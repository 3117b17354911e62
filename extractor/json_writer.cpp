// JSON by appending; numbers by std::to_chars, so that no locale can change them.

#include "extractor/json_writer.h"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace prefill {
namespace {

/// ASCII that is written as it is: nearly all of what a form holds.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

bool is_plain(char c) {
  return plain_bytes[static_cast<unsigned char>(c)];
}

constexpr std::size_t kBlock = 16;

/// Copies `content` to where there is room for a block more than it takes; false when not all of it is plain.
bool copy_plain(std::string_view content, char* to) {
  std::memcpy(to, content.data(), content.size());
  for (std::size_t at = 0; at < content.size(); at += kBlock) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(to + at));
    const auto is = [&](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    // Signed: bytes beyond ASCII are below the space as well.
    const __m128i odd = _mm_or_si128(_mm_cmplt_epi8(block, _mm_set1_epi8(' ')), _mm_or_si128(is('"'), is('\\')));
    const std::size_t rest = content.size() - at;
    const int counted = rest >= kBlock ? 0xFFFF : (1 << rest) - 1;
    if ((_mm_movemask_epi8(odd) & counted) != 0) return false;
  }
  return true;
}

/// Length of the UTF-8 sequence at `at`, 0 when it is not one.
std::size_t sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  // Too long a form, surrogates, beyond U+10FFFF.
  if ((first == 0xE0 && byte(at + 1) < 0xA0) || (first == 0xED && byte(at + 1) > 0x9F)) return 0;
  if ((first == 0xF0 && byte(at + 1) < 0x90) || (first == 0xF4 && byte(at + 1) > 0x8F)) return 0;
  return length;
}

/// A number as text.
struct Printed {
  std::array<char, 16> text;
  std::size_t length = 0;  // 0 when it could not be printed

  [[nodiscard]] std::string_view view() const { return {text.data(), length}; }
};

/// Prints `number` with at most `decimals` decimals. By integers, ten times as fast as std::to_chars. Gives up where a
/// double cannot tell to which side it rounds, and on numbers that no page has.
Printed rounded(double number, int decimals) {
  constexpr std::array<std::uint32_t, 4> powers = {1, 10, 100, 1000};
  Printed printed;
  if (decimals < 0 || static_cast<std::size_t>(decimals) >= powers.size()) return printed;
  const double scaled = std::abs(number) * powers[static_cast<std::size_t>(decimals)];
  constexpr double most = 1e9;  // up to here the product is right to a millionth and better
  if (scaled > most) return printed;
  auto rest = static_cast<std::uint32_t>(scaled);
  const double beyond = scaled - static_cast<double>(rest);
  if (std::abs(beyond - 0.5) < 1e-6) return printed;
  if (beyond > 0.5) ++rest;
  for (; decimals > 0 && rest % 10 == 0; --decimals) rest /= 10;

  char* to = printed.text.data();
  if (number < 0 && rest != 0) *to++ = '-';
  const std::uint32_t power = powers[static_cast<std::size_t>(decimals)];
  to = std::to_chars(to, printed.text.end(), rest / power).ptr;
  if (decimals > 0) {
    *to++ = '.';
    for (rest %= power; decimals > 0; --decimals) {
      const std::uint32_t place = powers[static_cast<std::size_t>(decimals) - 1];
      *to++ = static_cast<char>('0' + rest / place);
      rest %= place;
    }
  }
  printed.length = static_cast<std::size_t>(to - printed.text.data());
  return printed;
}

}  // namespace

void JsonWriter::make_room(std::size_t bytes) {
  if (static_cast<std::size_t>(buffer_.data() + buffer_.size() - end_) < bytes) flush();
}

void JsonWriter::flush() {
  out_.append(buffer_.data(), static_cast<std::size_t>(end_ - buffer_.data()));
  end_ = buffer_.data();
}

void JsonWriter::separate() {
  if (comma_) put(',');
  comma_ = true;
}

void JsonWriter::finish_value() {
  if (depth_ == 0) flush();
}

void JsonWriter::begin(char bracket) {
  make_room(2);
  separate();
  put(bracket);
  ++depth_;
  comma_ = false;
}

void JsonWriter::end(char bracket) {
  make_room(1);
  put(bracket);
  --depth_;
  comma_ = true;
  finish_value();
}

void JsonWriter::key(std::string_view name) {
  text(name);
  put(':');
  comma_ = false;
}

void JsonWriter::value(std::string_view content) {
  text(content);
  finish_value();
}

void JsonWriter::value(bool flag) {
  raw(flag ? "true" : "false");
}

void JsonWriter::value(int number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  raw({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
}

void JsonWriter::value(std::uint64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  raw({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
}

void JsonWriter::null() {
  raw("null");
}

void JsonWriter::number(double number, int decimals) {
  if (!std::isfinite(number)) {
    null();
    return;
  }
  if (const Printed printed = rounded(number, decimals); printed.length != 0) {
    make_room(printed.text.size() + 1);
    separate();
    end_ = std::copy(printed.text.begin(), printed.text.end(), end_) - printed.text.size() + printed.length;
    finish_value();
    return;
  }
  std::array<char, 400> digits;  // of the largest double
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals);
  std::string_view text(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
  if (decimals > 0) {
    while (text.back() == '0') text.remove_suffix(1);
    if (text.back() == '.') text.remove_suffix(1);
  }
  raw(text == "-0" ? "0" : text);
}

void JsonWriter::raw(std::string_view json) {
  make_room(1);
  separate();
  copy(json);
  finish_value();
}

void JsonWriter::text(std::string_view content) {
  constexpr std::size_t kLong = 512;
  constexpr std::size_t kAround = 4;  // comma, quotes, colon
  make_room(kLong + kBlock + kAround);
  char* to = end_;  // not the member, which the compiler would store for each character
  if (comma_) *to++ = ',';
  comma_ = true;
  *to++ = '"';
  if (content.size() <= kLong && copy_plain(content, to)) {
    to += content.size();
    *to++ = '"';
    end_ = to;
    return;
  }
  end_ = to;
  escape(content);
  make_room(kAround);
  put('"');
}

void JsonWriter::copy(std::string_view bytes) {
  make_room(bytes.size());
  if (bytes.size() > buffer_.size()) {
    out_ += bytes;  // behind what was flushed for it
    return;
  }
  end_ = std::copy(bytes.begin(), bytes.end(), end_);
}

void JsonWriter::escape(std::string_view content) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t at = 0; at < content.size();) {
    std::size_t plain = at;
    while (plain < content.size() && is_plain(content[plain])) ++plain;
    copy(content.substr(at, plain - at));
    at = plain;
    if (at == content.size()) return;
    const char c = content[at];
    const std::size_t length = sequence(content, at);
    if (length == 0) {
      copy("\xEF\xBF\xBD");
      ++at;
      continue;
    }
    if (c == '"' || c == '\\') {
      copy({std::array{'\\', c}.data(), 2});
    } else if (static_cast<unsigned char>(c) < 0x20) {
      copy("\\u00");
      copy({&kHex[static_cast<std::size_t>(c) >> 4], 1});
      copy({&kHex[static_cast<std::size_t>(c) & 0xF], 1});
    } else {
      copy(content.substr(at, length));
    }
    at += length;
  }
}

}  // namespace prefill
