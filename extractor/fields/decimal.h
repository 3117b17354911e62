// Exact decimal numbers for amounts and rates.

#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace prefill {

/// A number with six decimals, as the portal's decimal(19,6), held as millionths. Exact; addition cannot round.
/// Range: about +-9 * 10^12.
struct Decimal {
  std::int64_t millionths = 0;

  [[nodiscard]] static constexpr Decimal of_cents(std::int64_t cents) { return {cents * 10'000}; }
  [[nodiscard]] constexpr Decimal abs() const { return {millionths < 0 ? -millionths : millionths}; }
  [[nodiscard]] constexpr bool zero() const { return millionths == 0; }
  [[nodiscard]] constexpr double to_double() const { return static_cast<double>(millionths) / 1e6; }

  friend constexpr Decimal operator+(Decimal a, Decimal b) { return {a.millionths + b.millionths}; }
  friend constexpr Decimal operator-(Decimal a, Decimal b) { return {a.millionths - b.millionths}; }
  friend constexpr auto operator<=>(Decimal, Decimal) = default;
};

/// "671.15", "-20", "0.5": exact, without trailing zeros, never with an exponent.
[[nodiscard]] std::string to_string(Decimal value);

}  // namespace prefill
