// One thing changed at a time
//
// Nothing here knows how a score is made. What the trace noted is changed, term by term, and the form is filled in
// again by the functions that always do it: a label is taken away by taking its matches away, a factor that speaks
// against a value is raised to one, evidence and bonuses are taken for nothing. So an answer holds for the whole form,
// with all that a change pulls along: the other totals, the other party, the number that is now free for another field.

#include "extractor/fields/explain.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extractor/fields/resolver.h"
#include "extractor/fields/silence.h"
#include "extractor/fields/statements.h"

namespace prefill {
namespace {

/// Candidates behind the best whose terms are changed too.
constexpr std::size_t kRivals = 2;
/// A change of confidence that is not worth a line.
constexpr double kNothing = 0.005;

/// What a factor raised to one means, said behind "if `value`".
struct FactorWords {
  std::string_view name;
  std::string_view raised;
};
constexpr std::array<FactorWords, 16> kFactorWords = {{{"rule", "were announced by words of weight 1"},
                                                       {"place", "stood right beside its label"},
                                                       {"words between", "had no words between it and its label"},
                                                       {"surroundings", "stood alone as a reference does"},
                                                       {"shape", "had a shape without preferences"},
                                                       {"items", "stood under no column of items and in no list"},
                                                       {"second place", "were the first value of its label"},
                                                       {"order", "were the first amount behind its label"},
                                                       {"look", "were printed with two decimals"},
                                                       {"column", "stood in a column of the invoice's own"},
                                                       {"line", "were the first line under its heading"},
                                                       {"person", "had no comma in it"},
                                                       {"department", "were not the name of a department"},
                                                       {"letter", "were the head of an address"},
                                                       {"foot", "stood above the foot of the page"},
                                                       {"another is public", "were the name of a public body"}}};

std::string ticked(std::string_view text) {
  return "`" + std::string(text) + "`";
}

Outcome outcome_of(const Extraction& form, Field field) {
  if (const auto& given = form.field(field)) return {given->value, given->confidence, true};
  const auto& withheld = form.withheld[static_cast<std::size_t>(field)];
  if (withheld.empty()) return {};
  return {withheld.front().value, withheld.front().confidence, false};
}

/// The pages once more, for a trace of their own; without the matches that touch `label`, where one is named.
DocumentView copy_of(const DocumentView& document, Trace* trace, const TracedPlace* label = nullptr) {
  DocumentView copy(document.pack, document.scanner, document.arena);
  copy.trace = trace;
  copy.pages.reserve(document.pages.size());
  for (const PageView& page : document.pages) {
    PageView& own = copy.pages.emplace_back(page.text, document.arena);
    own.matches = page.matches;
    own.values = page.values;
    if (label != nullptr && page.text->number() == label->page) {
      remove_if(own.matches, [&](const rules::Match& match) {
        return match.from < label->label.to && match.to > label->label.from;
      });
    }
    own.sort();
  }
  return copy;
}

class Explainer {
 public:
  Explainer(const DocumentView& document, Field field) : document_(document) { explanation_.field = field; }

  Explanation explain() {
    auto trace = std::make_unique<Trace>(explanation_.field);
    resolve(copy_of(document_, trace.get()), explanation_.form);
    explanation_.outcome = outcome_of(explanation_.form, explanation_.field);
    if (const TracedDecision* decision = trace->decision()) change_candidates(*decision);
    change_parties(trace->parties());
    change_sets(*trace);
    sort_by_effect();
    note_silent_labels(*trace);
    explanation_.trace = std::move(trace);
    return std::move(explanation_);
  }

 private:
  void note(std::string change, const DocumentView& changed, bool always) {
    Extraction form;
    resolve(changed, form);
    const Outcome outcome = outcome_of(form, explanation_.field);
    const bool differs = !outcome.same_form(explanation_.outcome) || effect(outcome) > kNothing;
    const auto same = [&](const WhatIf& known) { return known.change == change; };
    if (std::ranges::any_of(explanation_.what_ifs, same) || !(always || differs)) return;
    explanation_.what_ifs.push_back({std::move(change), outcome});
  }

  void change_term(std::string change, TermChange term, bool always = false) {
    Trace trace(explanation_.field, std::move(term));
    note(std::move(change), copy_of(document_, &trace), always);
  }

  void change_candidates(const TracedDecision& decision) {
    change_candidate(decision.candidates[decision.chosen], true);
    std::size_t rivals = 0;
    for (std::size_t i = 0; i < decision.candidates.size() && rivals < kRivals; ++i) {
      if (i == decision.chosen) continue;
      change_candidate(decision.candidates[i], false);
      ++rivals;
    }
  }

  void change_candidate(const TracedCandidate& candidate, bool chosen) {
    const std::string subject = candidate.place.subject();
    if (candidate.label) {
      const std::string of = chosen ? "" : " of " + ticked(candidate.value.raw);
      Trace trace(explanation_.field);
      note("without the words " + ticked(candidate.label->text) + of, copy_of(document_, &trace, &candidate.place),
           chosen);
    }
    if (candidate.factors.empty()) return;
    change_term("without " + ticked(candidate.value.raw), {subject, Trace::kWhole, 0}, chosen);
    for (const Term& factor : candidate.factors) {
      if (factor.value == 1) continue;
      const auto words = std::ranges::find(kFactorWords, factor.name, &FactorWords::name);
      const std::string raised =
          words == kFactorWords.end() ? "counted in full by " + ticked(factor.name) : std::string(words->raised);
      change_term("if " + ticked(candidate.value.raw) + " " + raised, {subject, factor.name, 1});
    }
  }

  void change_parties(const std::vector<TracedParty>& parties) {
    for (const TracedParty& party : parties) {
      for (const std::vector<Term>* terms : {&party.for_recipient, &party.for_supplier}) {
        for (const Term& term : *terms) {
          change_term("without " + ticked(term.name) + " of " + ticked(party.key), {party.key, term.name, 0});
        }
      }
    }
  }

  void change_sets(const Trace& trace) {
    for (const auto* set : {&trace.set_given(), &trace.set_rival()}) {
      if (!*set) continue;
      for (const Term& term : (*set)->terms) {
        if (rules::field_of(term.name)) continue;  // the score of a member
        change_term("without " + ticked(term.name), {std::string(Trace::kSets), term.name, 0});
      }
    }
  }

  [[nodiscard]] double effect(const Outcome& outcome) const {
    return std::fabs(outcome.confidence - explanation_.outcome.confidence);
  }

  void sort_by_effect() {
    std::ranges::stable_sort(explanation_.what_ifs, [&](const WhatIf& a, const WhatIf& b) {
      const bool same_a = a.outcome.same_form(explanation_.outcome);
      const bool same_b = b.outcome.same_form(explanation_.outcome);
      return same_a != same_b ? same_b : effect(a.outcome) > effect(b.outcome);
    });
  }

  /// Words of identifiers and statements add to evidence without a candidate of their own: of those only it is told
  /// that do not count at all.
  [[nodiscard]] bool gives_candidates() const {
    if (is_stated(explanation_.field)) return false;
    const rules::ValueType type = rules::field_type(explanation_.field);
    return type == rules::ValueType::reference || type == rules::ValueType::date || type == rules::ValueType::amount ||
           type == rules::ValueType::code;
  }

  void note_silent_labels(const Trace& trace) {
    for (const PageView& page : document_.pages) {
      for (const rules::Match* match : page.announcing(explanation_.field)) {
        const auto silence = silence_of(document_, page, *match);
        const text::Span words{match->from, match->to};
        if (!silence && (!gives_candidates() || trace.announced(page.text->number(), words))) continue;
        std::string reason(silence ? silence->reason : kNoValue);
        if (silence && !silence->rule.empty()) reason += ", those of " + ticked(silence->rule);
        explanation_.silent.push_back({{page.text->printed(words), page.text->box(words)},
                                       page.text->number(),
                                       std::string(document_.rule(*match).name),
                                       std::move(reason)});
      }
    }
  }

  const DocumentView& document_;
  Explanation explanation_;
};

}  // namespace

Explanation explain(const DocumentView& document, Field field) {
  return Explainer(document, field).explain();
}

}  // namespace prefill
