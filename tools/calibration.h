// How far confidence can be believed: whether values given at 0.9 are right nine times in ten, and whether right values
// are surer than wrong ones.
//
// Both are asked of winners, given or withheld: a threshold hides the unsure ones, and with them what confidence knows.

#pragma once

#include <array>
#include <vector>

#include "tools/evaluation.h"

namespace prefill::tools {

/// The best value for a field, and whether it was right to be that sure of it.
struct Winner {
  double confidence = 0;
  bool right = false;
  bool withheld = false;  // it stayed below its threshold
  Field field = Field::numero_facture;
  rules::Evidence evidence{};  // of which the confidence was made
};

/// The values given, and the first one withheld of each field without; by field. Counted where a value given would be
/// judged: one that a complete truth says is absent is wrong.
[[nodiscard]] std::vector<Winner> winners_of(const LabelledDocument& document, const FieldSet& labelled,
                                             const Extraction& given);

inline constexpr std::size_t bin_count = 10;

/// Winners whose confidence lies in the same tenth.
struct Bin {
  int given = 0;
  int given_right = 0;
  int withheld = 0;
  int withheld_right = 0;
  double confidence = 0;  // their sum

  [[nodiscard]] int all() const { return given + withheld; }
  [[nodiscard]] int right() const { return given_right + withheld_right; }
  /// All of them, so that its precision is the share that is right.
  [[nodiscard]] Score score() const { return {right(), all() - right(), 0, 0}; }
};
[[nodiscard]] std::array<Bin, bin_count> bins_of(const std::vector<Winner>& winners);

/// By how much confidence and share right differ on average over all winners, 0 to 1.
[[nodiscard]] double calibration_error(const std::array<Bin, bin_count>& bins);

/// Mean square of the distance from confidence to 1 where right and 0 where wrong; 0 without winners.
[[nodiscard]] double brier_score(const std::vector<Winner>& winners);

/// The chance that a right winner is surer than a wrong one (area under the ROC curve); the same confidence counts
/// half, 0.5 when there is none of either. Sorts a copy.
[[nodiscard]] double separation(const std::vector<Winner>& winners);

}  // namespace prefill::tools
