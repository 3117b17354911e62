// What scores are made of, written down while a form is filled in; and one of these terms changed, which tells by
// doing what it is worth.
//
// A form is filled in without a trace, and the functions that score pay for it with asking a pointer whether it is
// null. With one, the same functions call it for each term: what is explained is what was computed, and not a second
// reckoning beside it.

#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/fields/candidates.h"

namespace prefill {

/// A factor of a product, or a summand. Names are literals.
struct Term {
  std::string_view name;
  double value = 0;
};

/// Where a candidate stands: what tells it from others of the same value.
struct TracedPlace {
  int page = 0;  // 1-based
  text::Span span;
  text::Span label;

  /// The candidate as the subject of a change.
  [[nodiscard]] std::string subject() const;
};

/// One term that shall have another value. The subject is a candidate, a party by its key, or `Trace::kSets` for every
/// set of totals.
struct TermChange {
  std::string subject;
  std::string_view term;
  double value = 0;
};

/// A value considered for the field.
struct TracedCandidate {
  TracedPlace place;
  Alternative value;           // its `confidence` is the score
  std::optional<Label> label;  // what announced it
  std::vector<Term> factors;   // of the score, but for what a second sight added; empty where it has no parts
};

/// How a field was settled: which candidate was chosen, and whether it was sure enough.
struct TracedDecision {
  std::vector<TracedCandidate> candidates;  // best first
  std::size_t chosen = 0;
  rules::Evidence evidence;
  double confidence = 0;
  double threshold = 0;
  bool given = false;
};

/// A value that follows from that of another field.
struct TracedDerivation {
  Field from = Field::numero_facture;
  double factor = 0;  // of the confidence of `from`
  double confidence = 0;
  double threshold = 0;
  bool given = false;
};

/// A party by its SIREN, or foreign VAT id, with the evidence for either role in units of a logit.
struct TracedParty {
  std::string key;
  double recipient = 0;  // the evidence counted; less than its terms when the number is printed several times
  double supplier = 0;
  std::vector<Term> for_recipient;
  std::vector<Term> for_supplier;
  std::string_view role;  // "recipient", "supplier"; empty for neither
};

/// Amounts chosen together.
struct TracedSet {
  std::vector<std::pair<Field, Decimal>> members;
  std::vector<Term> terms;  // scores of the members under the names of their fields, and what speaks for the set
  double weight = 0;
};

/// Written to by the functions that resolve a form, one form at a time.
class Trace {
 public:
  static constexpr std::string_view kSets = "sets";
  /// The term that stands for the whole score of a candidate.
  static constexpr std::string_view kWhole = "score";

  explicit Trace(Field field) : field_(field) {}
  Trace(Field field, TermChange change) : field_(field), change_(std::move(change)) {}
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  /// The field that is asked about.
  [[nodiscard]] Field field() const { return field_; }

  /// The product of `factors`, one of which may be changed; noted for candidates of the field.
  double product(Field field, const TracedPlace& place, std::initializer_list<Term> factors);
  /// The evidence `value` for a role of the party `key`, which may be changed.
  double evidence(std::string_view key, bool for_recipient, std::string_view name, double value);
  /// The summand `value` of the weight of a set, which may be changed. Not noted: sets are many.
  [[nodiscard]] double summand(std::string_view name, double value) const;

  /// What the evidence of the party `key` came to.
  void weigh(std::string_view key, double recipient, double supplier, std::string_view role);
  /// The set given, and the best that gives another value for the field.
  void choose(std::optional<TracedSet> given, std::optional<TracedSet> rival);
  /// A field that is settled; `decision` is complete but for its candidates.
  void settle(const DocumentView& document, Field field, const Candidates& candidates, TracedDecision decision);
  void derive(Field field, const TracedDerivation& derivation);

  /// The one that gave the value, or else the first; null when there was none.
  [[nodiscard]] const TracedDecision* decision() const;
  [[nodiscard]] const std::optional<TracedDerivation>& derivation() const { return derivation_; }
  /// True when the words in `label` announced a candidate of the field, be it one that another sight took in.
  [[nodiscard]] bool announced(int page, text::Span label) const;
  [[nodiscard]] const std::vector<TracedParty>& parties() const { return parties_; }
  [[nodiscard]] const std::optional<TracedSet>& set_given() const { return set_given_; }
  [[nodiscard]] const std::optional<TracedSet>& set_rival() const { return set_rival_; }

 private:
  [[nodiscard]] double changed(std::string_view subject, std::string_view term, double value) const;
  TracedParty& party(std::string_view key);

  Field field_;
  std::optional<TermChange> change_;
  Texts texts_;  // names of rules
  std::vector<std::pair<TracedPlace, std::vector<Term>>> products_;
  std::vector<TracedDecision> decisions_;
  std::optional<TracedDerivation> derivation_;
  std::vector<TracedParty> parties_;
  std::optional<TracedSet> set_given_;
  std::optional<TracedSet> set_rival_;
};

/// The product of `factors`, which a trace notes and may change. Costs no more than the multiplication without one.
template <typename... Factors>
[[nodiscard]] double scored(const DocumentView& document, Field field, text::Index page, text::Span span,
                            text::Span label, Factors... factors) {
  if (document.trace != nullptr) [[unlikely]] {
    return document.trace->product(field, {document.pages[page].text->number(), span, label}, {factors...});
  }
  return (factors.value * ...);
}

}  // namespace prefill
