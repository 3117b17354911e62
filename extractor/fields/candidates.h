// Values that labels announce, each with a score: the material of the resolver.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// What a candidate is worth: small to copy, and without memory of its own. Texts live in the arena or the rule pack,
/// lists with those who made them.
using CandidateValue =
    std::variant<std::string_view, Decimal, const std::vector<std::string>*, const std::vector<TaxLine>*>;

/// A value that may belong to a field.
struct Candidate {
  CandidateValue value;
  double score = 0;                       // 0 to 1: how natural label, place and shape are together
  text::Index page = 0;                   // index into DocumentView::pages
  text::Span span;                        // of the value
  text::Span label;                       // empty when nothing announced it
  std::string_view rule;                  // "numeroFacture/facture-n"; lives as the value does
  std::span<const text::Span> rest = {};  // where the value goes on in lines of a narrow column; lives in the arena
};

/// The candidates of one field, best first, one for each value: a value announced twice is believed more.
using Candidates = ArenaVector<Candidate>;

/// What every label of `field` announces: references, dates or amounts, by the type of the field. Linear in the number
/// of labels; parties, IBANs and VAT lines have files of their own.
[[nodiscard]] Candidates labelled_candidates(const DocumentView& document, rules::Field field);
/// The same of one page alone.
[[nodiscard]] Candidates labelled_candidates(const DocumentView& document, rules::Field field, text::Index page);

/// The name of a rule that is no phrase's: "nomFournisseur/letterhead".
[[nodiscard]] std::string_view rule_name(const DocumentView& document, rules::Field field, std::string_view how);

/// Puts candidates with the same value together and sorts by score, place deciding between equals. Only the best few
/// hundred are kept.
void merge(Candidates& candidates);

/// Fills in `field` with the candidate `chosen` and `confidence`, and with the others as its alternatives. Names of
/// rules are kept in `texts`.
void fill(const DocumentView& document, const Candidates& candidates, std::size_t chosen, double confidence,
          FieldValue& field, Texts& texts);
[[nodiscard]] Alternative to_alternative(const DocumentView& document, const Candidate& candidate, double confidence,
                                         Texts& texts);
/// The best few candidates of a field are shown beside the one chosen, no more than these.
inline constexpr std::size_t kMostAlternatives = 4;
/// Appends the best few candidates other than `chosen`; none of them is surer than `confidence` leaves it.
void add_alternatives(const DocumentView& document, const Candidates& candidates, std::size_t chosen, double confidence,
                      std::vector<Alternative>& alternatives, Texts& texts);

}  // namespace prefill
