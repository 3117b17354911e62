// One page for each example
//
// What a field's labels announce is asked of the same functions that fill in the form: the candidates of references,
// dates and amounts, and for parties and accounts, which have no candidates without their evidence, the form itself.
//
// A counter-example asks what this rule announces, not what the field gets: a stronger rule with the same value would
// hide it. So there the other rules of the field are turned into marks that announce something else; they still end the
// places of this one's values, as they do on a real page.

#include "extractor/fields/rule_trial.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "extractor/fields/accounts.h"
#include "extractor/fields/amount.h"
#include "extractor/fields/candidates.h"
#include "extractor/fields/mentions.h"
#include "extractor/fields/parties.h"
#include "extractor/fields/silence.h"
#include "extractor/fields/statements.h"
#include "extractor/fields/values.h"
#include "extractor/text/little_page.h"

namespace prefill {
namespace {

using rules::Match;
using rules::Rule;
using rules::RuleExample;
using rules::ValueType;

/// A value of a field, and the rule that announces it.
struct Announced {
  std::string value;
  std::string rule;
};

struct TextOf {
  std::string operator()(std::string_view text) const { return std::string(text); }
  std::string operator()(Decimal number) const { return to_string(number); }
  std::string operator()(const std::vector<std::string>& list) const {
    std::string text;
    for (const std::string& item : list) text += (text.empty() ? "" : ", ") + item;
    return text;
  }
  std::string operator()(const std::vector<TaxLine>&) const { return {}; }  // no label announces lines
  template <typename T>
  std::string operator()(const T* pointer) const {
    return (*this)(*pointer);
  }
};

/// What the form has for `field`, given or withheld, best first.
std::vector<Announced> in_form(const DocumentView& view, Field field) {
  Extraction form;
  resolve_parties(view, form);
  resolve_accounts(view, form);
  resolve_mentions(view, form);
  std::vector<Announced> all;
  const auto add = [&](const auto& a) { all.push_back({std::visit(TextOf{}, a.value), std::string(a.rule)}); };
  if (const auto& given = form.field(field)) {
    add(*given);
    std::ranges::for_each(given->alternatives, add);
  }
  std::ranges::for_each(form.withheld[static_cast<std::size_t>(field)], add);
  return all;
}

/// What is announced for `field`, best first.
std::vector<Announced> announced(const DocumentView& view, Field field) {
  if (is_stated(field)) return in_form(view, field);
  switch (rules::field_type(field)) {
    case ValueType::reference:
    case ValueType::date:
    case ValueType::amount:
    case ValueType::code:
      break;
    default:
      return in_form(view, field);
  }
  std::vector<Announced> all;
  for (const Candidate& candidate : labelled_candidates(view, field)) {
    all.push_back({std::visit(TextOf{}, candidate.value), std::string(candidate.rule)});
  }
  return all;
}

/// Amounts are compared as numbers: an author may write `120.00`.
bool same_value(Field field, const std::string& wanted, const std::string& came) {
  if (rules::field_type(field) != ValueType::amount) return wanted == came;
  const auto amount = parse_amount(wanted, DecimalMark::point);
  return amount && to_string(amount->value) == came;
}

/// The little page of an example, searched as the extractor does.
class Trial {
 public:
  Trial(const rules::RulePack& pack, rules::Scanner& scanner, const RuleExample& example, Arena* arena)
      : example_(example),
        rule_(pack.rules[example.rule]),
        glyphs_(text::little_page(example.text, arena)),
        text_(glyphs_, arena),
        view_(&pack, &scanner, arena) {
    PageView& page = view_.pages.emplace_back(&text_, arena);
    scanner.scan(text_.text(), page.matches);
    find_values(text_, page.values);
    const Field* const field = std::get_if<Field>(&rule_.target);
    if (field != nullptr && example_.counter) leave_alone(*field);
    page.sort();
  }

  TrialOutcome run() {
    if (const Field* field = std::get_if<Field>(&rule_.target))
      return example_.counter ? silent(*field) : speaks(*field);
    const bool counts = std::ranges::any_of(matches(), [&](const Match& m) { return own(m) && counts_here(m); });
    TrialOutcome outcome;
    outcome.holds = counts != example_.counter;
    if (!outcome.holds && !counts) explain(outcome);
    return outcome;
  }

 private:
  [[nodiscard]] ArenaVector<Match>& matches() { return view_.pages.front().matches; }
  [[nodiscard]] bool own(const Match& match) const { return match.rule == example_.rule; }
  static bool counts_here(const Match& match) { return !match.covered && match.well_placed; }

  /// Takes the other labels of `field` for labels of something else, so that none but the rule on trial can speak.
  void leave_alone(Field field) {
    for (Match& match : matches()) {
      if (match.is(field) && !own(match)) match.target = rules::Mark::other;
    }
  }

  TrialOutcome speaks(Field field) {
    const std::vector<Announced> all = announced(view_, field);
    TrialOutcome outcome;
    if (all.empty()) {
      explain(outcome);
      return outcome;
    }
    outcome.holds = all[0].rule == rule_.name && same_value(field, *example_.value, all[0].value);
    outcome.value = all[0].value;
    outcome.rule = all[0].rule;
    return outcome;
  }

  TrialOutcome silent(Field field) {
    for (const Announced& value : announced(view_, field)) {
      if (value.rule != rule_.name) continue;
      if (example_.value && !same_value(field, *example_.value, value.value)) continue;
      return {false, value.value, value.rule, {}};
    }
    return {true, {}, {}, {}};
  }

  /// Why this rule announces nothing.
  void explain(TrialOutcome& outcome) {
    outcome.reason = "its words are not found";
    for (const Match& match : matches()) {
      if (!own(match)) continue;
      const auto silence = silence_of(view_, view_.pages.front(), match);
      if (!silence) {
        outcome.reason = kNoValue;
        return;
      }
      outcome.reason = silence->reason;
      if (!silence->rule.empty()) outcome.rule = silence->rule;
    }
  }

  const RuleExample& example_;
  const Rule& rule_;
  pdf::PageGlyphs glyphs_;
  text::PageText text_;
  DocumentView view_;
};

}  // namespace

RuleTrial::RuleTrial(std::shared_ptr<const rules::Database> database)
    : database_(std::move(database)), scanner_(database_) {}

TrialOutcome RuleTrial::run(const RuleExample& example) {
  arena_.restart();
  return Trial(database_->pack(), scanner_, example, arena_.get()).run();
}

}  // namespace prefill
