// Both forms walk through the same sums, so that they cannot disagree.

#include "tools/evaluation_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "extractor/json_writer.h"
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

std::string percent(double share) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", share * 100);
  return digits.data();
}

void add_row(TerminalTable& table, std::string_view title, const Score& score) {
  table.add({std::string(title), std::to_string(score.expected()), std::to_string(score.given()),
             std::to_string(score.right), std::to_string(score.wrong), std::to_string(score.missed),
             std::to_string(score.invented), percent(score.precision()), percent(score.recall())});
}

std::string scores_text(const Scores& scores) {
  std::vector<Column> columns = {{"field"}};
  for (const char* title : {"expected", "given", "right", "wrong", "missed", "invented", "precision", "recall"}) {
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
  json.key("precision");
  json.number(score.precision(), 4);
  json.key("recall");
  json.number(score.recall(), 4);
  json.end_object();
}

void append_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& strings) {
  json.key(name);
  json.begin_array();
  for (const std::string& text : strings) json.value(text);
  json.end_array();
}

void append_documents(JsonWriter& json, const EvaluationReport& report) {
  json.key("documents");
  json.begin_object();
  json.key("judged");
  json.value(report.documents);
  json.key("failed");
  json.begin_array();
  for (const Failure& failure : report.failures) {
    json.begin_object();
    json.key("file");
    json.value(failure.file);
    json.key("code");
    json.value(error_name(failure.error.code));
    json.key("message");
    json.value(failure.error.message);
    json.end_object();
  }
  json.end_array();
  append_strings(json, "missing", report.missing);
  json.key("other");
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
    json.key("confidence");
    json.number(miss.confidence, 2);
    json.key("page");
    json.value(miss.page);
  }
  json.end_object();
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
  for (const Judgement& judgement : judge(document, labelled, given)) {
    report.scores[static_cast<std::size_t>(judgement.field)].add(judgement.verdict);
    if (judgement.verdict != Verdict::right) report.misses.push_back(miss_of(document, judgement, given));
  }
}

std::string to_text(const EvaluationReport& report, bool misses, int columns) {
  std::string text = scores_text(report.scores) + documents_text(report);
  if (misses && !report.misses.empty()) text += misses_text(report.misses, columns);
  return text;
}

std::string to_json(const EvaluationReport& report) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("rules");
  json.value(report.rules_version);
  append_documents(json, report);
  json.key("overall");
  json.begin_object();
  for (const Sum& sum : sums()) {
    json.key(sum.name);
    append_score(json, total(report.scores, sum.fields));
  }
  json.end_object();
  json.key("fields");
  json.begin_object();
  for (std::size_t i = 0; i < report.scores.size(); ++i) {
    if (!counted(report.scores[i])) continue;
    json.key(rules::field_name(static_cast<Field>(i)));
    append_score(json, report.scores[i]);
  }
  json.end_object();
  json.key("misses");
  json.begin_array();
  for (const Miss& miss : report.misses) append_miss(json, miss);
  json.end_array();
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace prefill::tools
