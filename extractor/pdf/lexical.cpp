// Strings, decoded as MuPDF decodes them: a bare carriage return stays one, an odd hexadecimal digit is filled up with
// zero, and what is no hexadecimal digit counts as zero. Written once for both destinations: room that is known to
// suffice, which is the way of text, and room that may be too small.

#include "extractor/pdf/lexical.h"

namespace prefill::pdf::lexical {

namespace {

bool is_octal(Byte c) {
  return c >= '0' && c <= '7';
}

struct Sufficient {
  Byte* at;
  void put(Byte c) { *at++ = c; }
};

struct Limited {
  Byte* at;
  Byte* end;
  void put(Byte c) {
    if (at < end) *at++ = c;
  }
};

// Up to three digits; what goes beyond a byte is cut off.
const Byte* read_octal(const Byte* at, const Byte* end, Byte& value) {
  unsigned code = 0;
  for (int digits = 0; digits < 3 && at < end && is_octal(*at); ++digits, ++at) code = code * 8 + (*at - '0');
  value = static_cast<Byte>(code);
  return at;
}

// `at` points behind a backslash.
template <typename Out>
const Byte* read_escape(const Byte* at, const Byte* end, Out& out) {
  if (at == end) return end;
  if (is_octal(*at)) {
    Byte value = 0;
    at = read_octal(at, end, value);
    out.put(value);
    return at;
  }
  switch (const Byte c = *at++) {
    case 'n':
      out.put('\n');
      break;
    case 'r':
      out.put('\r');
      break;
    case 't':
      out.put('\t');
      break;
    case 'b':
      out.put('\b');
      break;
    case 'f':
      out.put('\f');
      break;
    case '\r':
      if (at < end && *at == '\n') ++at;
      break;
    case '\n':
      break;
    default:
      out.put(c);
  }
  return at;
}

template <typename Out>
const Byte* read_literal(const Byte* at, const Byte* end, Out& out) {
  int depth = 1;
  while (at < end) {
    const Byte c = *at++;
    if (c == '\\') {
      at = read_escape(at, end, out);
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) break;
    out.put(c);
  }
  return at;
}

template <typename Out>
const Byte* read_hex(const Byte* at, const Byte* end, Out& out) {
  for (; end - at >= 2; at += 2) {
    const int byte = hex_digit(at[0]) * 16 + hex_digit(at[1]);
    if (hex_digit(at[0]) < 0 || hex_digit(at[1]) < 0) break;  // the end, or something unusual
    out.put(static_cast<Byte>(byte));
  }
  int high = -1;
  while (at < end) {
    const Byte c = *at++;
    if (c == '>') break;
    int digit = hex_digit(c);
    if (digit < 0) {
      if (is_space(c)) continue;
      digit = 0;
    }
    if (high < 0) {
      high = digit;
    } else {
      out.put(static_cast<Byte>(high * 16 + digit));
      high = -1;
    }
  }
  if (high >= 0) out.put(static_cast<Byte>(high * 16));
  return at;
}

template <typename Out>
const Byte* read(const Byte* at, const Byte* end, Out& out) {
  return *at == '(' ? read_literal(at + 1, end, out) : read_hex(at + 1, end, out);
}

}  // namespace

const Byte* read_string(const Byte* at, const Byte* end, Byte* out, std::size_t& length) {
  Sufficient sink{out};
  at = read(at, end, sink);
  length = static_cast<std::size_t>(sink.at - out);
  return at;
}

const Byte* read_string(const Byte* at, const Byte* end, std::span<Byte> room, std::size_t& length) {
  Limited sink{room.data(), room.data() + room.size()};
  at = read(at, end, sink);
  length = static_cast<std::size_t>(sink.at - room.data());
  return at;
}

}  // namespace prefill::pdf::lexical
