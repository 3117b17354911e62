// Terms are looked up by name, and candidates by their place as text: a trace is made for people, who wait longer.

#include "extractor/fields/trace.h"

#include <algorithm>

namespace prefill {

std::string TracedPlace::subject() const {
  return std::to_string(page) + ':' + std::to_string(span.from) + ':' + std::to_string(label.from);
}

double Trace::changed(std::string_view subject, std::string_view term, double value) const {
  return change_ && change_->subject == subject && change_->term == term ? change_->value : value;
}

double Trace::product(Field field, const TracedPlace& place, std::initializer_list<Term> factors) {
  if (field != field_) {
    double product = 1;
    for (const Term& factor : factors) product *= factor.value;
    return product;
  }
  const std::string subject = place.subject();
  double product = 1;
  for (const Term& factor : factors) product *= changed(subject, factor.name, factor.value);
  products_.emplace_back(place, factors);
  return changed(subject, kWhole, product);
}

double Trace::evidence(std::string_view key, bool for_recipient, std::string_view name, double value) {
  TracedParty& whose = party(key);
  (for_recipient ? whose.for_recipient : whose.for_supplier).push_back({name, value});
  return changed(key, name, value);
}

double Trace::summand(std::string_view name, double value) const {
  return changed(kSets, name, value);
}

void Trace::weigh(std::string_view key, double recipient, double supplier, std::string_view role) {
  TracedParty& whose = party(key);
  whose.recipient = recipient;
  whose.supplier = supplier;
  whose.role = role;
}

void Trace::choose(std::optional<TracedSet> given, std::optional<TracedSet> rival) {
  set_given_ = std::move(given);
  set_rival_ = std::move(rival);
}

void Trace::settle(const DocumentView& document, Field field, const Candidates& candidates, TracedDecision decision) {
  if (field != field_) return;
  for (const Candidate& candidate : candidates) {
    const text::PageText& page = *document.pages[candidate.page].text;
    TracedCandidate& traced = decision.candidates.emplace_back();
    traced.place = {page.number(), candidate.span, candidate.label};
    traced.value = to_alternative(document, candidate, candidate.score, texts_);
    if (candidate.label.from < candidate.label.to) {
      traced.label = Label{page.printed(candidate.label), page.box(candidate.label)};
    }
    const std::string subject = traced.place.subject();
    const auto own =
        std::ranges::find_if(products_, [&](const auto& known) { return known.first.subject() == subject; });
    if (own != products_.end()) traced.factors = own->second;
  }
  decisions_.push_back(std::move(decision));
}

void Trace::derive(Field field, const TracedDerivation& derivation) {
  if (field == field_) derivation_ = derivation;
}

const TracedDecision* Trace::decision() const {
  const auto given = std::ranges::find(decisions_, true, &TracedDecision::given);
  if (given != decisions_.end()) return &*given;
  return decisions_.empty() ? nullptr : &decisions_.front();
}

bool Trace::announced(int page, text::Span label) const {
  return std::ranges::any_of(products_, [&](const auto& product) {
    const TracedPlace& place = product.first;
    return place.page == page && place.label.from <= label.from && place.label.to >= label.to;
  });
}

TracedParty& Trace::party(std::string_view key) {
  const auto known = std::ranges::find(parties_, key, &TracedParty::key);
  if (known != parties_.end()) return *known;
  TracedParty& added = parties_.emplace_back();
  added.key = key;
  return added;
}

}  // namespace prefill
