// JSON by appending; numbers by std::to_chars, so that no locale can change them.

#include "extractor/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

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

/// Prints `number` with at most `decimals` decimals to the end of `text` and gives where it begins. By integers, ten
/// times as fast as std::to_chars. Null where a double cannot tell to which side it rounds, and for numbers that no
/// page has.
char* rounded(double number, int decimals, std::span<char> text) {
  constexpr std::array<double, 4> powers = {1, 10, 100, 1000};
  if (decimals < 0 || static_cast<std::size_t>(decimals) >= powers.size()) return nullptr;
  const double scaled = std::abs(number) * powers[static_cast<std::size_t>(decimals)];
  constexpr double most = 1e9;  // up to here the product is right to a millionth and better
  if (scaled > most) return nullptr;
  auto whole = static_cast<std::uint32_t>(scaled);
  const double rest = scaled - static_cast<double>(whole);
  if (std::abs(rest - 0.5) < 1e-6) return nullptr;
  if (rest > 0.5) ++whole;
  for (; decimals > 0 && whole % 10 == 0; --decimals) whole /= 10;

  const bool minus = number < 0 && whole != 0;
  char* begin = text.data() + text.size();
  for (int place = 0; whole != 0 || place <= decimals; ++place, whole /= 10) {
    if (place > 0 && place == decimals) *--begin = '.';
    *--begin = static_cast<char>('0' + whole % 10);
  }
  if (minus) *--begin = '-';
  return begin;
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::begin_object() {
  separate();
  out_ += '{';
  comma_ = false;
}

void JsonWriter::end_object() {
  out_ += '}';
  comma_ = true;
}

void JsonWriter::begin_array() {
  separate();
  out_ += '[';
  comma_ = false;
}

void JsonWriter::end_array() {
  out_ += ']';
  comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  text(name, ":");
  comma_ = false;
}

void JsonWriter::value(std::string_view content) {
  text(content, {});
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
  std::array<char, 400> digits;
  if (char* begin = rounded(number, decimals, digits); begin != nullptr) {
    if (comma_) *--begin = ',';
    comma_ = true;
    out_.append(begin, static_cast<std::size_t>(digits.data() + digits.size() - begin));
    return;
  }
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
  separate();
  out_ += json;
}

void JsonWriter::text(std::string_view content, std::string_view behind) {
  // Appending one character costs a std::string as much as appending a word: short texts are put together first.
  constexpr std::size_t around = 4;  // comma, quotes, colon
  std::array<char, 96> piece;
  char* end = piece.data();
  if (comma_) *end++ = ',';
  *end++ = '"';
  comma_ = true;
  const std::size_t most = std::min(content.size(), piece.size() - around);
  std::size_t copied = 0;
  for (; copied < most && is_plain(content[copied]); ++copied) *end++ = content[copied];
  if (copied < content.size()) {
    out_.append(piece.data(), static_cast<std::size_t>(end - piece.data()));
    end = piece.data();
    escape(content.substr(copied));
  }
  *end++ = '"';
  end = std::copy(behind.begin(), behind.end(), end);
  out_.append(piece.data(), static_cast<std::size_t>(end - piece.data()));
}

void JsonWriter::escape(std::string_view content) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t at = 0; at < content.size();) {
    std::size_t plain = at;
    while (plain < content.size() && is_plain(content[plain])) ++plain;
    out_.append(content, at, plain - at);
    at = plain;
    if (at == content.size()) return;
    const char c = content[at];
    const std::size_t length = sequence(content, at);
    if (length == 0) {
      out_ += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out_ += "\\u00";
      out_ += kHex[static_cast<std::size_t>(c) >> 4];
      out_ += kHex[static_cast<std::size_t>(c) & 0xF];
    } else {
      out_.append(content, at, length);
    }
    at += length;
  }
}

}  // namespace prefill
