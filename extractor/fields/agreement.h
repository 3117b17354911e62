// What weighing sets of amounts that agree with each other has in common: totals, and what is due and was paid.

#pragma once

#include <cstdlib>
#include <optional>
#include <string_view>
#include <variant>

#include "extractor/extraction.h"
#include "extractor/fields/candidates.h"

namespace prefill {

/// The index of no candidate.
inline constexpr int kNone = -1;
/// Weights that differ by less are equal.
inline constexpr double kSame = 1e-9;
/// A score below which a candidate speaks for nothing, such as that of an amount under the head of a column.
inline constexpr double kWeak = 0.4;

/// The candidate of `list` at `index`; null for `kNone`.
[[nodiscard]] inline const Candidate* at(const Candidates& list, int index) {
  return index == kNone ? nullptr : &list[static_cast<std::size_t>(index)];
}

/// The amount that is the value of `candidate`, without its sign.
[[nodiscard]] inline Decimal amount_of(const Candidate& candidate) {
  return std::get<Decimal>(candidate.value).abs();
}

/// The amount given for `field`, without its sign.
[[nodiscard]] inline std::optional<Decimal> given_amount(const Extraction& extraction, Field field) {
  const auto& value = extraction.field(field);
  if (!value) return std::nullopt;
  return std::get<Decimal>(value->value).abs();
}

/// True when the two differ by at most `cents` cents, each rounded.
[[nodiscard]] inline bool equal(Decimal a, Decimal b, std::int64_t cents = 0) {
  return std::abs((a - b).millionths) <= 10'000 * cents + 4'999;
}

/// Says a term of a weight by name, and takes it as it is; `prefill explain` notes terms, and changes them.
struct AsItIs {
  double operator()(std::string_view, double value) const { return value; }
};

}  // namespace prefill
