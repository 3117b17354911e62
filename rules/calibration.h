// From a score, which says which of a field's candidates is better, to the probability that the best one is right.
//
// Scores are weights of rules times evidence of the layout: good for choosing, too modest as probabilities in their
// middle. And they say nothing of what stands beside: a value with a rival close behind is wrong more often than one
// alone, and so is a value that no label announces. The parameters are data of the rule pack and measured, by
// tools/calibrate.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "rules/field.h"

namespace prefill::rules {

/// Fields whose scores err alike.
enum class FieldGroup : std::uint8_t { references, dates, amounts, parties, names, rest };
inline constexpr std::size_t field_group_count = 6;

/// `references` -> "references".
[[nodiscard]] std::string_view field_group_name(FieldGroup group);
[[nodiscard]] FieldGroup field_group(Field field);

/// What speaks for and against the best candidate of a field.
struct Evidence {
  double score = 0;  // 0 to 1
  double rival = 0;  // score of the next best as a share of its own, 0 to 1; 0 where sets are chosen, not values
  bool unannounced = false;  // found by its shape or place, without a label
};

/// probability = logistic(intercept + shift of the field's group + slope * logit(score) + rival * `rival` +
/// unannounced, if it is). Without parameters the score itself.
struct Calibration {
  double intercept = 0;
  double slope = 1;
  double rival = 0;
  double unannounced = 0;
  std::array<double, field_group_count> shifts{};  // by FieldGroup

  /// From 0 to 1, never falling as the score rises.
  [[nodiscard]] double probability(Field field, const Evidence& evidence) const;
};

}  // namespace prefill::rules
