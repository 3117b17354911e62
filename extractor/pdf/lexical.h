// The lexical rules of PDF (ISO 32000-1, 7.2 and 7.3): which bytes separate, how numbers and strings are written.
// Shared by the views of objects and by the interpreter of content streams, so everything here is inline and works on
// contiguous bytes: `at` points at the first byte, `end` behind the last; what is returned points behind what was read.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace prefill::pdf {

using Byte = unsigned char;
using Bytes = std::span<const Byte>;

namespace lexical {

enum class Class : std::uint8_t { regular, space, delimiter };

inline constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (const char c : {'\0', '\t', '\n', '\f', '\r', ' '}) table[static_cast<Byte>(c)] = Class::space;
  for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'})
    table[static_cast<Byte>(c)] = Class::delimiter;
  return table;
}();

[[nodiscard]] constexpr bool is_space(Byte c) {
  return classes[c] == Class::space;
}
[[nodiscard]] constexpr bool is_regular(Byte c) {
  return classes[c] == Class::regular;
}
[[nodiscard]] constexpr bool is_digit(Byte c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool begins_number(Byte c) {
  return is_digit(c) || c == '-' || c == '.' || c == '+';
}

inline constexpr std::array<std::int8_t, 256> hex_digits = [] {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (int i = 0; i < 10; ++i) table[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) {
    table[static_cast<std::size_t>('a' + i)] = table[static_cast<std::size_t>('A' + i)] =
        static_cast<std::int8_t>(10 + i);
  }
  return table;
}();

/// Value of a hexadecimal digit; -1 for any other byte.
[[nodiscard]] constexpr int hex_digit(Byte c) {
  return hex_digits[c];
}

/// Skips white space and comments.
[[nodiscard]] inline const Byte* skip_space(const Byte* at, const Byte* end) {
  while (at < end) {
    if (*at == '%') {
      while (at < end && *at != '\n' && *at != '\r') ++at;
    } else if (is_space(*at)) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

[[nodiscard]] inline const Byte* skip_regular(const Byte* at, const Byte* end) {
  while (at < end && is_regular(*at)) ++at;
  return at;
}

/// A number as written. What producers get wrong is read as readers of PDF do: extra minus signs at the beginning are
/// one, digits behind a minus sign in the middle are skipped.
struct Number {
  double value = 0;
  bool integer = true;
  bool valid = false;  // false for what begins like a number and is none, such as `.` or `1.2.3` or `12a`
};

/// Reads the token at `at`, which `begins_number`, to its end.
[[nodiscard]] inline const Byte* read_number(const Byte* at, const Byte* end, Number& number) {
  static constexpr std::array<double, 20> scale = {1,     1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,
                                                   1e-7,  1e-8,  1e-9,  1e-10, 1e-11, 1e-12, 1e-13,
                                                   1e-14, 1e-15, 1e-16, 1e-17, 1e-18, 1e-19};
  constexpr std::uint64_t full = 100'000'000'000'000'000;  // further digits only shift
  constexpr double most_shift = 1e30;                      // beyond it nothing differs on a page
  const bool negative = *at == '-';
  if (negative) {
    while (at < end && *at == '-') ++at;
  } else if (*at == '+') {
    ++at;
  }
  std::uint64_t digits = 0;
  double shift = 1;
  const Byte* first = at;
  for (; at < end && is_digit(*at); ++at) {
    if (digits < full) {
      digits = digits * 10 + (*at - '0');
    } else if (shift < most_shift) {
      shift *= 10;
    }
  }
  std::size_t read = static_cast<std::size_t>(at - first);
  std::size_t decimals = 0;
  number.integer = at == end || *at != '.';
  if (!number.integer) {
    for (first = ++at; at < end && is_digit(*at); ++at) {
      if (digits >= full || decimals + 1 == scale.size()) continue;
      digits = digits * 10 + (*at - '0');
      ++decimals;
    }
    read += static_cast<std::size_t>(at - first);
  }
  const double magnitude = static_cast<double>(digits) * shift * scale[decimals];
  number.value = negative ? -magnitude : magnitude;
  number.valid = read > 0;
  if (at == end || !is_regular(*at)) return at;
  // A minus sign in the middle ends the number, and with it the token.
  number.valid = number.valid && *at == '-';
  return skip_regular(at, end);
}

/// Skips a string in parentheses; `at` points at the `(`.
[[nodiscard]] inline const Byte* skip_literal_string(const Byte* at, const Byte* end) {
  int depth = 0;
  for (; at < end; ++at) {
    if (*at == '\\') {
      if (++at == end) return end;
    } else if (*at == '(') {
      ++depth;
    } else if (*at == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return end;
}

/// Skips a string in angle brackets; `at` points at the `<`.
[[nodiscard]] inline const Byte* skip_hex_string(const Byte* at, const Byte* end) {
  while (at < end && *at != '>') ++at;
  return at < end ? at + 1 : end;
}

/// Decodes the string at `at`, a `(` or a single `<`, into `out`, which must have room for as many bytes as the string
/// takes in the file; `length` is set to the bytes written.
[[nodiscard]] const Byte* read_string(const Byte* at, const Byte* end, Byte* out, std::size_t& length);

/// The same, cut to the size of `room`.
[[nodiscard]] const Byte* read_string(const Byte* at, const Byte* end, std::span<Byte> room, std::size_t& length);

}  // namespace lexical

}  // namespace prefill::pdf
