// JSON by appending; numbers by std::to_chars, so that no locale can change them.

#include "extractor/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace prefill {
namespace {

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
  separate();
  text(name);
  out_ += ':';
  comma_ = false;
}

void JsonWriter::value(std::string_view content) {
  separate();
  text(content);
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
  std::array<char, 400> digits{};
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

void JsonWriter::text(std::string_view content) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out_ += '"';
  for (std::size_t at = 0; at < content.size();) {
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
  out_ += '"';
}

}  // namespace prefill
