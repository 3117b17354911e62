// Values that labels announce, each with a score: the material of the resolver.

#pragma once

#include <string>
#include <string_view>

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// A value that may belong to a field.
struct Candidate {
  Value value;
  double score = 0;      // 0 to 1: how natural label, place and shape are together
  text::Index page = 0;  // index into DocumentView::pages
  text::Span span;       // of the value
  text::Span label;      // empty when nothing announced it
  std::string rule;      // "numeroFacture/facture-n"
};

/// The candidates of one field, best first, one for each value: a value announced twice is believed more.
using Candidates = ArenaVector<Candidate>;

/// What every label of `field` announces: references, dates or amounts, by the type of the field. Linear in the number
/// of labels; parties, IBANs and VAT lines have files of their own.
[[nodiscard]] Candidates labelled_candidates(const DocumentView& document, rules::Field field);

/// Puts candidates with the same value together and sorts by score, place deciding between equals. Only the best few
/// hundred are kept.
void merge(Candidates& candidates);

/// The candidate as a field's value with `confidence`, and the others as its alternatives.
[[nodiscard]] FieldValue to_field(const DocumentView& document, const Candidates& candidates, std::size_t chosen,
                                  double confidence);
[[nodiscard]] Alternative to_alternative(const DocumentView& document, const Candidate& candidate, double confidence);

}  // namespace prefill
