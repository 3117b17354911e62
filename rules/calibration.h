// From a score, which says which of a field's candidates is better, to the probability that the best one is right.
//
// Scores are weights of rules times evidence of the layout: good for choosing, too modest as probabilities in their
// middle. The parameters are data of the rule pack and measured, by tools/calibrate.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "rules/field.h"

namespace prefill::rules {

/// Fields whose scores err alike.
enum class FieldGroup : std::uint8_t { references, dates, amounts, parties, rest };
inline constexpr std::size_t field_group_count = 5;

/// `references` -> "references".
[[nodiscard]] std::string_view field_group_name(FieldGroup group);
[[nodiscard]] FieldGroup field_group(Field field);

/// probability = logistic(intercept + shift of the field's group + slope * logit(score)). Without parameters the score
/// itself.
struct Calibration {
  double intercept = 0;
  double slope = 1;
  std::array<double, field_group_count> shifts{};  // by FieldGroup

  /// From 0 to 1, never falling as `score` rises.
  [[nodiscard]] double probability(Field field, double score) const;
};

}  // namespace prefill::rules
