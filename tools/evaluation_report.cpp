// Both forms walk through the same sums, so that they cannot disagree.

#include "tools/evaluation_report.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <iterator>
#include <string_view>

#include "extractor/json_writer.h"
#include "rules/calibration.h"
#include "tools/extraction_table.h"
#include "tools/terminal_table.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

struct Sum {
  std::string_view title;  // in the table
  std::string_view name;   // in JSON
  FieldSet fields;
};

std::array<Sum, 4> sums() {
  return {{{"core fields", "core", core_fields()},
           {"core, without type and currency", "coreWithoutTypeAndCurrency", without_type_and_currency(core_fields())},
           {"all fields", "all", all_fields()},
           {"all, without type and currency", "allWithoutTypeAndCurrency", without_type_and_currency(all_fields())}}};
}

bool counted(const Score& score) {
  return score.expected() + score.given() > 0;
}

std::string fixed(double value, int decimals) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.*f", decimals, value);
  return digits.data();
}

std::string percent(double share) {
  return fixed(share * 100, 2);
}

std::string interval_text(const Score& score) {
  const auto [low, high] = score.precision_interval();
  return percent(low) + " - " + percent(high);
}

void add_row(TerminalTable& table, std::string_view title, const Score& score) {
  table.add({std::string(title), std::to_string(score.expected()), std::to_string(score.given()),
             std::to_string(score.right), std::to_string(score.wrong), std::to_string(score.missed),
             std::to_string(score.invented), percent(score.precision()), interval_text(score),
             percent(score.recall())});
}

std::string scores_text(const Scores& scores) {
  std::vector<Column> columns = {{"field"}};
  for (const char* title :
       {"expected", "given", "right", "wrong", "missed", "invented", "precision", "95 % interval", "recall"}) {
    columns.push_back({title, Align::right});
  }
  TerminalTable table(std::move(columns));
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (counted(scores[i])) add_row(table, rules::field_name(static_cast<Field>(i)), scores[i]);
  }
  table.add_rule();
  for (const Sum& sum : sums()) add_row(table, sum.title, total(scores, sum.fields));
  return table.to_string(0);
}

// Of a report that has groups.
std::string_view title_of(GroupBy group_by) {
  return group_names.at(static_cast<std::size_t>(group_by) - 1);
}

std::string groups_text(const EvaluationReport& report) {
  TerminalTable table({{std::string(title_of(report.group_by))},
                       {"documents", Align::right},
                       {"core expected", Align::right},
                       {"precision", Align::right},
                       {"recall", Align::right},
                       {"all expected", Align::right},
                       {"precision", Align::right},
                       {"recall", Align::right}});
  for (const Group& group : report.groups) {
    const Score core = total(group.scores, core_fields());
    const Score all = total(group.scores, all_fields());
    table.add({group.name.empty() ? "(not said)" : group.name, std::to_string(group.documents),
               std::to_string(core.expected()), percent(core.precision()), percent(core.recall()),
               std::to_string(all.expected()), percent(all.precision()), percent(all.recall())});
  }
  return '\n' + table.to_string(0);
}

std::string misses_text(const std::vector<Miss>& misses, int columns) {
  const int room = std::max(12, (columns - 60) / 4);
  TerminalTable table({{"file", Align::left, 2 * room},
                       {"field"},
                       {"verdict"},
                       {"expected", Align::left, room},
                       {"got", Align::left, room},
                       {"conf", Align::right},
                       {"page", Align::right},
                       {"rule"}});
  for (const Miss& miss : misses) {
    const bool any = miss.page > 0;
    table.add({miss.file, std::string(rules::field_name(miss.field)), std::string(verdict_name(miss.verdict)),
               miss.expected, miss.withheld ? "(" + miss.got + ")" : miss.got,
               any ? confidence_text(miss.confidence) : "", any ? std::to_string(miss.page) : "", miss.rule});
  }
  return "\nnot right; in brackets, what was considered and not given:\n" + table.to_string(0);
}

std::string documents_text(const EvaluationReport& report) {
  std::string text = "documents: " + std::to_string(report.documents) + " judged, " +
                     std::to_string(report.failures.size()) + " of them could not be read, " +
                     std::to_string(report.missing.size()) + " missing; rules " + report.rules_version + '\n';
  if (report.others > 0) {
    text += "documents of kind other: " + std::to_string(report.others) + ", of which " +
            std::to_string(report.others_typed.size()) + " were given a typeFacture\n";
  }
  for (const std::string& file : report.others_typed) text += "  taken for an invoice: " + file + '\n';
  for (const Failure& failure : report.failures) text += "  " + failure.file + ": " + error_text(failure.error) + '\n';
  for (const std::string& file : report.missing) text += "  " + file + ": missing\n";
  return text;
}

void append_score(JsonWriter& json, const Score& score) {
  json.begin_object();
  const std::array<std::pair<std::string_view, int>, 6> counts = {{{"expected", score.expected()},
                                                                   {"given", score.given()},
                                                                   {"right", score.right},
                                                                   {"wrong", score.wrong},
                                                                   {"missed", score.missed},
                                                                   {"invented", score.invented}}};
  for (const auto& [name, count] : counts) {
    json.key(name);
    json.value(count);
  }
  json.member("precision");
  json.number(score.precision(), 4);
  json.member("precisionInterval");
  json.begin_array();
  json.number(score.precision_interval().first, 4);
  json.number(score.precision_interval().second, 4);
  json.end_array();
  json.member("recall");
  json.number(score.recall(), 4);
  json.end_object();
}

std::string calibration_text(const std::vector<Winner>& winners) {
  if (winners.empty()) return "";
  const auto right = std::ranges::count_if(winners, &Winner::right);
  return "confidence of " + std::to_string(winners.size()) + " winners before thresholds, " + std::to_string(right) +
         " right and " + std::to_string(static_cast<std::ptrdiff_t>(winners.size()) - right) +
         " wrong: calibration error " + fixed(calibration_error(bins_of(winners)), 3) + ", Brier score " +
         fixed(brier_score(winners), 3) + ", AUROC " + fixed(separation(winners), 3) + '\n';
}

void append_calibration(JsonWriter& json, const std::vector<Winner>& winners) {
  const auto right = static_cast<int>(std::ranges::count_if(winners, &Winner::right));
  json.member("calibration");
  json.begin_object();
  json.member("right");
  json.value(right);
  json.member("wrong");
  json.value(static_cast<int>(winners.size()) - right);
  json.member("expectedCalibrationError");
  json.number(calibration_error(bins_of(winners)), 4);
  json.member("brierScore");
  json.number(brier_score(winners), 4);
  json.member("auroc");
  json.number(separation(winners), 4);
  json.end_object();
}

void append_winners(JsonWriter& json, const std::vector<Winner>& winners) {
  json.member("winners");
  json.begin_array();
  for (const Winner& winner : winners) {
    json.begin_object();
    json.member("field");
    json.value(rules::field_name(winner.field));
    json.member("group");
    json.value(rules::field_group_name(rules::field_group(winner.field)));
    json.member("confidence");
    json.number(winner.confidence, 6);
    json.member("score");
    json.number(winner.evidence.score, 6);
    json.member("rival");
    json.number(winner.evidence.rival, 6);
    json.member("unannounced");
    json.value(winner.evidence.unannounced);
    json.member("right");
    json.value(winner.right);
    json.member("withheld");
    json.value(winner.withheld);
    json.end_object();
  }
  json.end_array();
}

void append_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& strings) {
  json.key(name);
  json.begin_array();
  for (const std::string& text : strings) json.value(text);
  json.end_array();
}

void append_documents(JsonWriter& json, const EvaluationReport& report) {
  json.member("documents");
  json.begin_object();
  json.member("judged");
  json.value(report.documents);
  json.member("failed");
  json.begin_array();
  for (const Failure& failure : report.failures) {
    json.begin_object();
    json.member("file");
    json.value(failure.file);
    json.member("code");
    json.value(error_name(failure.error.code));
    json.member("message");
    json.value(failure.error.message);
    json.end_object();
  }
  json.end_array();
  append_strings(json, "missing", report.missing);
  json.member("other");
  json.value(report.others);
  append_strings(json, "otherGivenTypeFacture", report.others_typed);
  json.end_object();
}

void append_miss(JsonWriter& json, const Miss& miss) {
  const std::array<std::pair<std::string_view, std::string_view>, 6> texts = {
      {{"file", miss.file},
       {"field", rules::field_name(miss.field)},
       {"verdict", verdict_name(miss.verdict)},
       {"expected", miss.expected},
       {miss.withheld ? "withheld" : "got", miss.got},
       {"rule", miss.rule}}};
  json.begin_object();
  for (const auto& [name, text] : texts) {
    if (text.empty()) continue;
    json.key(name);
    json.value(text);
  }
  if (miss.page > 0) {
    json.member("confidence");
    json.number(miss.confidence, 2);
    json.member("page");
    json.value(miss.page);
  }
  json.end_object();
}

void append_sums(JsonWriter& json, const Scores& scores) {
  for (const Sum& sum : sums()) {
    json.key(sum.name);
    append_score(json, total(scores, sum.fields));
  }
}

void append_groups(JsonWriter& json, const EvaluationReport& report) {
  json.member("groupedBy");
  json.value(title_of(report.group_by));
  json.member("groups");
  json.begin_array();
  for (const Group& group : report.groups) {
    json.begin_object();
    json.member("name");
    json.value(group.name);
    json.member("documents");
    json.value(group.documents);
    append_sums(json, group.scores);
    json.end_object();
  }
  json.end_array();
}

std::string_view group_of(GroupBy group_by, const LabelledDocument& document) {
  switch (group_by) {
    case GroupBy::nothing:
      return {};
    case GroupBy::producer:
      return document.producer;
    case GroupBy::layout:
      return document.layout;
    case GroupBy::language:
      return document.language;
    case GroupBy::kind:
      return document.kind;
    case GroupBy::split:
      return document.split;
  }
  return {};
}

Group& group_named(std::vector<Group>& groups, std::string_view name) {
  const auto at = std::lower_bound(groups.begin(), groups.end(), name,
                                   [](const Group& group, std::string_view wanted) { return group.name < wanted; });
  if (at != groups.end() && at->name == name) return *at;
  return *groups.insert(at, Group{std::string(name), 0, {}});
}

template <typename Found>
void note_found(Miss& miss, const Found& found) {
  miss.got = value_text(found.value);
  miss.rule = found.rule;
  miss.confidence = found.confidence;
  miss.page = found.page;
}

Miss miss_of(const LabelledDocument& document, const Judgement& judgement, const Extraction* given) {
  const auto i = static_cast<std::size_t>(judgement.field);
  Miss miss{document.file, judgement.field, judgement.verdict};
  if (document.truth[i]) miss.expected = value_text(*document.truth[i]);
  if (given == nullptr) return miss;
  if (given->fields[i]) {
    note_found(miss, *given->fields[i]);
  } else if (!given->withheld[i].empty()) {
    miss.withheld = true;
    note_found(miss, given->withheld[i].front());
  }
  return miss;
}

}  // namespace

void add_document(EvaluationReport& report, const LabelledDocument& document, const FieldSet& labelled,
                  const Extraction* given) {
  ++report.documents;
  if (document.kind == kind_name(DocumentKind::other)) {
    ++report.others;
    if (given != nullptr && given->field(Field::type_facture)) report.others_typed.push_back(document.file);
  }
  Group* const group =
      report.group_by == GroupBy::nothing ? nullptr : &group_named(report.groups, group_of(report.group_by, document));
  if (group != nullptr) ++group->documents;
  if (given != nullptr) {
    std::ranges::copy(winners_of(document, labelled, *given), std::back_inserter(report.winners));
  }
  for (const Judgement& judgement : judge(document, labelled, given)) {
    report.scores[static_cast<std::size_t>(judgement.field)].add(judgement.verdict);
    if (group != nullptr) group->scores[static_cast<std::size_t>(judgement.field)].add(judgement.verdict);
    if (judgement.verdict != Verdict::right) report.misses.push_back(miss_of(document, judgement, given));
  }
}

std::string to_text(const EvaluationReport& report, bool misses, int columns) {
  std::string text = scores_text(report.scores) + calibration_text(report.winners) + documents_text(report);
  if (report.group_by != GroupBy::nothing) text += groups_text(report);
  if (misses && !report.misses.empty()) text += misses_text(report.misses, columns);
  return text;
}

std::string to_json(const EvaluationReport& report, bool winners) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("rules");
  json.value(report.rules_version);
  append_documents(json, report);
  json.member("overall");
  json.begin_object();
  append_sums(json, report.scores);
  json.end_object();
  append_calibration(json, report.winners);
  if (report.group_by != GroupBy::nothing) append_groups(json, report);
  json.member("fields");
  json.begin_object();
  for (std::size_t i = 0; i < report.scores.size(); ++i) {
    if (!counted(report.scores[i])) continue;
    json.key(rules::field_name(static_cast<Field>(i)));
    append_score(json, report.scores[i]);
  }
  json.end_object();
  json.member("misses");
  json.begin_array();
  for (const Miss& miss : report.misses) append_miss(json, miss);
  json.end_array();
  if (winners) append_winners(json, report.winners);
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace prefill::tools
