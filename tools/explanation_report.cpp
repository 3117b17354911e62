// Candidates as a table, the rest as short paragraphs; of long lists the best.

#include "tools/explanation_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "tools/terminal_table.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

constexpr std::size_t most_candidates = 6;
constexpr std::size_t most_what_ifs = 12;
constexpr std::size_t most_silent = 8;
constexpr int indent = 2;
// A rival this near to the best makes the choice a guess.
constexpr double close_rival = 0.85;

std::string bold(const std::string& text, TableStyle style) {
  return style.colours ? "\x1b[1m" + text + "\x1b[0m" : text;
}

std::string ticked(const std::string& text) {
  return '`' + text + '`';
}

std::string value_of(const Value& value, int columns) {
  return displayable(value_text(value), columns);
}

std::string outcome_text(const Outcome& outcome, int columns) {
  if (!outcome.value) return "nothing is found";
  return value_of(*outcome.value, columns) + (outcome.given ? ", given at " : ", withheld at ") +
         confidence_text(outcome.confidence);
}

/// Values of the same text may differ in where they stand; a rival is another value.
const TracedCandidate* rival_of(const TracedDecision& decision) {
  for (std::size_t i = 0; i < decision.candidates.size(); ++i) {
    if (i != decision.chosen) return &decision.candidates[i];
  }
  return nullptr;
}

/// Three digits: thresholds may have them, and what just misses one must not look equal.
std::string fine(double share) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3g", share);
  return digits.data();
}

std::string against_threshold(double confidence, double threshold, bool given) {
  return "confidence " + fine(confidence) + (given ? " reaches" : " is below") + " the threshold " + fine(threshold);
}

std::string why_nothing(const Explanation& explanation) {
  if (explanation.form.kind == DocumentKind::several) return "several invoices in one file do not agree on it";
  if (explanation.form.kind == DocumentKind::other) return why_empty(explanation.form);
  return explanation.silent.empty() ? "no words of its rules stand on the pages read, and nothing has its shape"
                                    : "words of its rules stand on the pages, but announce nothing";
}

std::string product_text(const std::vector<Term>& factors) {
  std::string text;
  for (const Term& factor : factors) {
    if (factor.value == 1) continue;
    text += (text.empty() ? "" : " × ") + std::string(factor.name) + ' ' + confidence_text(factor.value);
  }
  return text;
}

/// Evidence that is seen again stands there once, with how often.
std::string sum_text(const std::vector<Term>& terms) {
  std::string text;
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    const auto same = [&](const Term& other) { return other.name == term->name && other.value == term->value; };
    if (std::find_if(terms.begin(), term, same) != term) continue;
    const auto times = std::count_if(terms.begin(), terms.end(), same);
    text += (text.empty() ? "" : ", ") + std::string(term->name) + (term->value < 0 ? " " : " +") +
            confidence_text(term->value) + (times > 1 ? " on " + std::to_string(times) + " places" : "");
  }
  return text.empty() ? "nothing" : text;
}

/// The factors, and what a second sight added to their product.
std::string score_text(const TracedCandidate& candidate) {
  if (candidate.factors.empty()) return "";
  double product = 1;
  for (const Term& factor : candidate.factors) product *= factor.value;
  constexpr double seen = 0.005;
  const double added = candidate.value.confidence - std::min(product, 0.99);
  return product_text(candidate.factors) +
         (added > seen ? ", announced again +" + confidence_text(added) : std::string());
}

TerminalTable table_of(const TracedDecision& decision, int columns) {
  const int room = std::max(20, (columns - 24) / 3);
  TerminalTable table({{""},
                       {"candidate", Align::left, room},
                       {"score", Align::right},
                       {"page", Align::right},
                       {"announced by", Align::left, room},
                       {"made of", Align::left, 2 * room}});
  for (std::size_t i = 0; i < decision.candidates.size(); ++i) {
    if (i >= most_candidates && i != decision.chosen) continue;
    const TracedCandidate& candidate = decision.candidates[i];
    const std::string label = candidate.label ? '"' + candidate.label->text + "\" " : "";
    table.add({i == decision.chosen ? ">" : "", value_text(candidate.value.value),
               confidence_text(candidate.value.confidence), std::to_string(candidate.value.page),
               label + std::string(candidate.value.rule), score_text(candidate)});
  }
  return table;
}

std::string how_sure(const TracedDecision& decision) {
  std::string text = "score " + confidence_text(decision.evidence.score);
  if (decision.evidence.rival > 0) text += ", the next best has " + confidence_text(decision.evidence.rival) + " of it";
  if (decision.evidence.unannounced) text += ", no label announces it";
  return text + ": confidence " + confidence_text(decision.confidence) + '\n';
}

std::string decision_text(const TracedDecision& decision, int columns) {
  std::string text = table_of(decision, columns).to_string(indent);
  if (decision.candidates.size() > most_candidates) {
    text += "  and " + std::to_string(decision.candidates.size() - most_candidates) + " more\n";
  }
  return text + "  " + how_sure(decision);
}

std::string parties_text(const std::vector<TracedParty>& parties, int columns) {
  std::string text = "parties, with the evidence for either role\n";
  for (const TracedParty& party : parties) {
    text += "  " + displayable(party.key, columns) + (party.role.empty() ? "" : " is the " + std::string(party.role)) +
            ": recipient " + confidence_text(party.recipient) + " (" + sum_text(party.for_recipient) + "), supplier " +
            confidence_text(party.supplier) + " (" + sum_text(party.for_supplier) + ")\n";
  }
  return text;
}

std::string set_text(const TracedSet& set, std::string_view what) {
  std::string members;
  for (const auto& [field, amount] : set.members) {
    members += (members.empty() ? "" : ", ") + std::string(rules::field_name(field)) + ' ' + to_string(amount);
  }
  return "  " + std::string(what) + ": " + (members.empty() ? "nothing" : members) + "; weight " +
         confidence_text(set.weight) + " = " + sum_text(set.terms) + '\n';
}

std::string sets_text(const Trace& trace) {
  if (!trace.set_given()) return "";
  std::string text = "totals are chosen together\n" + set_text(*trace.set_given(), "chosen");
  if (trace.set_rival()) text += set_text(*trace.set_rival(), "best with another value");
  return text;
}

std::string what_ifs_text(const Explanation& explanation, int columns) {
  if (explanation.what_ifs.empty()) return "";
  TerminalTable table(
      {{"", Align::left, 1}, {"with one thing changed", Align::left, columns / 2}, {"then", Align::left, columns / 2}});
  const std::size_t count = std::min(most_what_ifs, explanation.what_ifs.size());
  for (std::size_t i = 0; i < count; ++i) {
    const WhatIf& what_if = explanation.what_ifs[i];
    const bool changes = !what_if.outcome.same_form(explanation.outcome);
    table.add({changes ? "*" : "", what_if.change, outcome_text(what_if.outcome, columns)});
  }
  std::string text = table.to_string(indent);
  if (count < explanation.what_ifs.size()) {
    text += "  and " + std::to_string(explanation.what_ifs.size() - count) + " more; `--json` has all of them\n";
  }
  const bool any = !explanation.what_ifs.front().outcome.same_form(explanation.outcome);
  return text + (any ? "  * changes the form\n" : "");
}

std::string silent_text(const std::vector<SilentLabel>& labels, int columns) {
  if (labels.empty()) return "";
  std::string text = "words of its rules that announce nothing\n";
  for (std::size_t i = 0; i < labels.size() && i < most_silent; ++i) {
    const SilentLabel& silent = labels[i];
    text += "  page " + std::to_string(silent.page) + ": " + displayable(ticked(silent.label.text), columns) + " " +
            silent.rule + ": " + silent.reason + '\n';
  }
  if (labels.size() > most_silent) text += "  and " + std::to_string(labels.size() - most_silent) + " more\n";
  return text;
}

}  // namespace

bool decided_by_parties(Field field) {
  return rules::field_group(field) == rules::FieldGroup::parties;
}

std::string reason_of(const Explanation& explanation) {
  const TracedDecision* const decision = explanation.trace->decision();
  const auto& derivation = explanation.trace->derivation();
  if (explanation.form.kind == DocumentKind::several && !explanation.outcome.given) return why_nothing(explanation);
  if (derivation && (derivation->given || decision == nullptr) && (decision == nullptr || !decision->given)) {
    return "it follows from " + ticked(std::string(rules::field_name(derivation->from))) + ", and " +
           against_threshold(derivation->confidence, derivation->threshold, derivation->given);
  }
  if (decision == nullptr) return why_nothing(explanation);
  std::string reason = against_threshold(decision->confidence, decision->threshold, decision->given);
  const TracedCandidate* const rival = rival_of(*decision);
  if (rival != nullptr && decision->evidence.rival > close_rival) {
    reason += "; its rival " + ticked(displayable(value_text(rival->value.value), 60)) + " scores " +
              confidence_text(decision->evidence.rival) + " of it";
  }
  return reason;
}

std::string to_text(const Explanation& explanation, std::string_view file, TableStyle style) {
  const int columns = style.columns;
  std::string text = bold(displayable(file, columns), style) + ": " +
                     std::string(rules::field_name(explanation.field)) + ": " +
                     bold(outcome_text(explanation.outcome, columns), style) + '\n';
  text += "  " + reason_of(explanation) + '\n';
  if (const TracedDecision* decision = explanation.trace->decision()) text += decision_text(*decision, columns);
  if (decided_by_parties(explanation.field) && !explanation.trace->parties().empty()) {
    text += parties_text(explanation.trace->parties(), columns);
  }
  return text + sets_text(*explanation.trace) + what_ifs_text(explanation, columns) +
         silent_text(explanation.silent, columns);
}

}  // namespace prefill::tools
