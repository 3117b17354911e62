// What says how a score becomes a probability, and the thresholds, come from the rule pack; the strictest thresholds
// are those of the recipient and the engagement.

#include "extractor/fields/settle.h"

#include <algorithm>

namespace prefill {
namespace {

double threshold(const DocumentView& document, Field field) {
  return document.pack->fields[static_cast<std::size_t>(field)].threshold;
}

double probability(const DocumentView& document, Field field, double score) {
  const auto& calibration = document.pack->calibration;
  return calibration ? calibration->probability(field, score) : score;
}

}  // namespace

void settle(const DocumentView& document, Extraction& extraction, Field field, const Candidates& candidates,
            std::size_t chosen, double score) {
  const double confidence = std::min(probability(document, field, score), 0.99);
  if (confidence >= threshold(document, field)) {
    fill(document, candidates, chosen, confidence, extraction.field(field).emplace(), extraction.texts);
    return;
  }
  auto& withheld = extraction.withheld[static_cast<std::size_t>(field)];
  withheld.push_back(to_alternative(document, candidates[chosen], confidence, extraction.texts));
  add_alternatives(document, candidates, chosen, confidence, withheld, extraction.texts);
}

void derive(const DocumentView& document, Extraction& extraction, Field field, Field from, Value value, double factor,
            std::string_view name) {
  const auto& source = extraction.field(from);
  if (!source || source->confidence * factor < threshold(document, field)) return;
  FieldValue& derived = extraction.field(field).emplace();
  derived.value = std::move(value);
  derived.raw = source->raw;
  derived.confidence = source->confidence * factor;
  derived.page = source->page;
  derived.box = source->box;
  derived.label = source->label;
  derived.rule = extraction.texts.keep(rule_name(document, field, name));
}

double confidence_of(const Candidates& candidates) {
  if (candidates.empty()) return 0;
  const double best = candidates[0].score;
  if (candidates.size() == 1) return best;
  // A rival that is nearly as good makes the choice a guess; a weak one does not matter.
  const double ratio = candidates[1].score / best;
  return best * (1 - 0.4 * ratio * ratio * ratio * ratio * ratio * ratio);
}

}  // namespace prefill
