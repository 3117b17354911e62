// Prints exact decimals.

#include "extractor/fields/decimal.h"

#include <array>
#include <charconv>

namespace prefill {

std::string to_string(Decimal value) {
  std::string out;
  if (value.millionths < 0) out += '-';
  const auto magnitude = static_cast<std::uint64_t>(value.millionths < 0 ? -value.millionths : value.millionths);
  std::array<char, 24> digits{};
  const auto whole = std::to_chars(digits.data(), digits.data() + digits.size(), magnitude / 1'000'000);
  out.append(digits.data(), whole.ptr);
  std::uint64_t fraction = magnitude % 1'000'000;
  if (fraction == 0) return out;
  out += '.';
  for (std::uint64_t unit = 100'000; fraction != 0; unit /= 10) {
    out += static_cast<char>('0' + fraction / unit);
    fraction %= unit;
  }
  return out;
}

}  // namespace prefill
