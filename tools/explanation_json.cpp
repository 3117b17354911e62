// The form of the JSON is described in docs/rules.md.

#include "extractor/json_writer.h"
#include "extractor/value_json.h"
#include "tools/explanation_report.h"

namespace prefill::tools {
namespace {

void write_terms(JsonWriter& json, const std::vector<Term>& terms) {
  json.begin_array();
  for (const Term& term : terms) {
    json.begin_object();
    json.member("name");
    json.value(term.name);
    json.member("value");
    json.number(term.value, 4);
    json.end_object();
  }
  json.end_array();
}

void write_label(JsonWriter& json, const Label& label) {
  json.begin_object();
  json.member("text");
  json.value(label.text);
  json.member("box");
  write_box(json, label.box);
  json.end_object();
}

void write_outcome(JsonWriter& json, const Outcome& outcome) {
  json.member("given");
  json.value(outcome.given);
  if (!outcome.value) return;
  json.member("value");
  write_value(json, *outcome.value);
  json.member("confidence");
  json.number(outcome.confidence, 4);
}

void write_candidate(JsonWriter& json, const TracedCandidate& candidate, bool chosen) {
  json.begin_object();
  json.member("value");
  write_value(json, candidate.value.value);
  json.member("raw");
  json.value(candidate.value.raw);
  json.member("chosen");
  json.value(chosen);
  json.member("score");
  json.number(candidate.value.confidence, 4);
  json.member("page");
  json.value(candidate.value.page);
  json.member("box");
  write_box(json, candidate.value.box);
  if (candidate.label) {
    json.member("label");
    write_label(json, *candidate.label);
  }
  json.member("rule");
  json.value(candidate.value.rule);
  json.member("factors");
  write_terms(json, candidate.factors);
  json.end_object();
}

void write_decision(JsonWriter& json, const TracedDecision& decision) {
  json.member("threshold");
  json.number(decision.threshold, 4);
  json.member("score");
  json.number(decision.evidence.score, 4);
  json.member("rival");
  json.number(decision.evidence.rival, 4);
  json.member("unannounced");
  json.value(decision.evidence.unannounced);
  json.member("candidates");
  json.begin_array();
  for (std::size_t i = 0; i < decision.candidates.size(); ++i) {
    write_candidate(json, decision.candidates[i], i == decision.chosen);
  }
  json.end_array();
}

void write_derivation(JsonWriter& json, const TracedDerivation& derivation) {
  json.member("followsFrom");
  json.begin_object();
  json.member("field");
  json.value(rules::field_name(derivation.from));
  json.member("factor");
  json.number(derivation.factor, 4);
  json.member("confidence");
  json.number(derivation.confidence, 4);
  json.member("threshold");
  json.number(derivation.threshold, 4);
  json.end_object();
}

void write_parties(JsonWriter& json, const std::vector<TracedParty>& parties) {
  json.member("parties");
  json.begin_array();
  for (const TracedParty& party : parties) {
    json.begin_object();
    json.member("key");
    json.value(std::string_view(party.key));
    if (!party.role.empty()) {
      json.member("role");
      json.value(party.role);
    }
    json.member("recipient");
    json.number(party.recipient, 4);
    json.member("forRecipient");
    write_terms(json, party.for_recipient);
    json.member("supplier");
    json.number(party.supplier, 4);
    json.member("forSupplier");
    write_terms(json, party.for_supplier);
    json.end_object();
  }
  json.end_array();
}

void write_set(JsonWriter& json, const TracedSet& set) {
  json.begin_object();
  json.member("members");
  json.begin_object();
  for (const auto& [field, amount] : set.members) {
    json.key(rules::field_name(field));
    json.raw(to_string(amount));
  }
  json.end_object();
  json.member("weight");
  json.number(set.weight, 4);
  json.member("terms");
  write_terms(json, set.terms);
  json.end_object();
}

void write_what_ifs(JsonWriter& json, const Explanation& explanation) {
  json.member("whatIf");
  json.begin_array();
  for (const WhatIf& what_if : explanation.what_ifs) {
    json.begin_object();
    json.member("change");
    json.value(what_if.change);
    json.member("changesForm");
    json.value(!what_if.outcome.same_form(explanation.outcome));
    write_outcome(json, what_if.outcome);
    json.end_object();
  }
  json.end_array();
}

void write_silent(JsonWriter& json, const std::vector<SilentLabel>& labels) {
  json.member("silent");
  json.begin_array();
  for (const SilentLabel& silent : labels) {
    json.begin_object();
    json.member("page");
    json.value(silent.page);
    json.member("label");
    write_label(json, silent.label);
    json.member("rule");
    json.value(silent.rule);
    json.member("reason");
    json.value(silent.reason);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string to_json(const Explanation& explanation, std::string_view file) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("file");
  json.value(file);
  json.member("kind");
  json.value(kind_name(explanation.form.kind));
  json.member("field");
  json.value(rules::field_name(explanation.field));
  write_outcome(json, explanation.outcome);
  json.member("reason");
  json.value(reason_of(explanation));
  if (const TracedDecision* decision = explanation.trace->decision()) write_decision(json, *decision);
  if (explanation.trace->derivation()) write_derivation(json, *explanation.trace->derivation());
  if (decided_by_parties(explanation.field)) write_parties(json, explanation.trace->parties());
  if (explanation.trace->set_given()) {
    json.member("sets");
    json.begin_array();
    write_set(json, *explanation.trace->set_given());
    if (explanation.trace->set_rival()) write_set(json, *explanation.trace->set_rival());
    json.end_array();
  }
  write_what_ifs(json, explanation);
  write_silent(json, explanation.silent);
  json.member("engine");
  json.begin_object();
  json.member("rules");
  json.value(explanation.form.rules_version);
  json.end_object();
  json.end_object();
  return out + '\n';
}

}  // namespace prefill::tools
