// Gives a value, or withholds it: the one place where scores become probabilities and thresholds are applied.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/candidates.h"

namespace prefill {

/// Gives candidate `chosen` to `field` when the probability that the pack's calibration makes of `score` reaches the
/// field's threshold; else it is the first of the alternatives withheld.
void settle(const DocumentView& document, Extraction& extraction, Field field, const Candidates& candidates,
            std::size_t chosen, double score);

/// A value that follows from another field's: same place, the other's confidence times `factor`, rule `name`.
void derive(const DocumentView& document, Extraction& extraction, Field field, Field from, Value value, double factor,
            std::string_view name);

/// How sure the best candidate is when nothing but the other candidates speaks for or against it.
[[nodiscard]] double confidence_of(const Candidates& candidates);

}  // namespace prefill
