// What says how a score becomes a probability, and the thresholds, come from the rule pack; the strictest thresholds
// are those of the recipient and the engagement.

#include "extractor/fields/settle.h"

#include <algorithm>

#include "extractor/fields/trace.h"

namespace prefill {
namespace {

double threshold(const DocumentView& document, Field field) {
  return document.pack->fields[static_cast<std::size_t>(field)].threshold;
}

double probability(const DocumentView& document, Field field, const rules::Evidence& evidence) {
  const auto& calibration = document.pack->calibration;
  return calibration ? calibration->probability(field, evidence) : evidence.score;
}

/// The best of the others as a share of the chosen. Amounts are chosen as sets that agree: there a candidate that
/// scores as well, such as the sum of a page, says nothing.
double rival_share(Field field, const Candidates& candidates, std::size_t chosen) {
  if (candidates.size() < 2 || rules::field_group(field) == rules::FieldGroup::amounts) return 0;
  const double own = candidates[chosen].score;
  const double other = candidates[chosen == 0 ? 1 : 0].score;
  return own <= 0 ? 1 : std::clamp(other / own, 0.0, 1.0);
}

}  // namespace

void settle(const DocumentView& document, Extraction& extraction, Field field, const Candidates& candidates,
            std::size_t chosen, double score) {
  const text::Span label = candidates[chosen].label;
  rules::Evidence& evidence = extraction.evidence[static_cast<std::size_t>(field)];
  evidence = {score, rival_share(field, candidates, chosen), label.from == label.to};
  const double confidence = std::min(probability(document, field, evidence), 0.99);
  const bool given = confidence >= threshold(document, field);
  if (document.trace != nullptr) {
    document.trace->settle(document, field, candidates,
                           {{}, chosen, evidence, confidence, threshold(document, field), given});
  }
  if (given) {
    fill(document, candidates, chosen, confidence, extraction.field(field).emplace(), extraction.texts);
    return;
  }
  auto& withheld = extraction.withheld[static_cast<std::size_t>(field)];
  withheld.reserve(withheld.size() + std::min(candidates.size(), kMostAlternatives + 1));
  withheld.push_back(to_alternative(document, candidates[chosen], confidence, extraction.texts));
  add_alternatives(document, candidates, chosen, confidence, withheld, extraction.texts);
}

void derive(const DocumentView& document, Extraction& extraction, Field field, Field from, Value value, double factor,
            std::string_view name) {
  const auto& source = extraction.field(from);
  if (!source) return;
  const double confidence = source->confidence * factor;
  const bool given = confidence >= threshold(document, field);
  if (document.trace != nullptr) {
    document.trace->derive(field, {from, factor, confidence, threshold(document, field), given});
  }
  if (!given) return;
  extraction.evidence[static_cast<std::size_t>(field)] = {confidence, 0, false};
  FieldValue& derived = extraction.field(field).emplace();
  derived.value = std::move(value);
  derived.raw = source->raw;
  derived.confidence = confidence;
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
