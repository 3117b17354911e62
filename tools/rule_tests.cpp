// Failures come first and the counts last, where a terminal shows them; each failure is one line that begins with its
// place, so that editors and `grep` can use it.

#include "tools/rule_tests.h"

#include <algorithm>
#include <numeric>

#include "extractor/fields/rule_trial.h"
#include "extractor/json_writer.h"
#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

constexpr int widest_file = 80;
constexpr int least_text = 24;

FailedExample failed(const rules::RuleExample& example, const rules::Rule& rule, const rules::SourceText& source,
                     TrialOutcome outcome) {
  return {std::string(source.file),
          rules::line_and_column(source.text, example.offset),
          rule.name,
          example.counter,
          std::holds_alternative<rules::Mark>(rule.target),
          example.text,
          example.value,
          std::move(outcome.value),
          std::move(outcome.rule),
          std::move(outcome.reason)};
}

/// One line, with the signs of `prefill text` for what parts cells and lines.
std::string in_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c == '\t') {
      line += "\u21e5";
    } else if (c == '\n') {
      line += "\u21b5";
    } else {
      line += c;
    }
  }
  return line;
}

std::string wanted_text(const FailedExample& failure) {
  if (failure.of_mark) return failure.counter ? "not to count" : "to count";
  if (!failure.counter) return *failure.wanted;
  return failure.wanted ? "not " + *failure.wanted : "nothing";
}

std::string came_text(const FailedExample& failure) {
  if (failure.came) return *failure.came + " by " + failure.by;
  if (failure.reason.empty()) return "counts";
  return "nothing: " + failure.reason + (failure.by.empty() ? "" : " (" + failure.by + ")");
}

std::string table_of_failures(const std::vector<FailedExample>& failures, int columns) {
  std::vector<std::vector<std::string>> rows;
  int others = 0;  // columns that the rest of the widest row takes
  for (const FailedExample& f : failures) {
    std::string place = f.file + ":" + std::to_string(f.place.line) + ":" + std::to_string(f.place.column);
    rows.push_back({std::move(place), f.rule, in_one_line(f.text), wanted_text(f), came_text(f)});
    others =
        std::max(others, std::accumulate(rows.back().begin(), rows.back().end(), -display_width(rows.back()[2]),
                                         [](int sum, const std::string& c) { return sum + display_width(c) + 2; }));
  }
  TerminalTable table({{"example", Align::left, columns},
                       {"rule", Align::left, columns},
                       {"text", Align::left, std::max(least_text, columns - others)},
                       {"wanted", Align::left, columns},
                       {"came", Align::left, columns}});
  for (std::vector<std::string>& row : rows) table.add(std::move(row));
  return table.to_string(0) + "\n";
}

void add_counts(TerminalTable& table, const PackTests& pack) {
  table.add({pack.file, std::to_string(pack.rules), std::to_string(pack.without.size()), std::to_string(pack.examples),
             std::to_string(pack.counter_examples), std::to_string(pack.failed)});
}

void write(JsonWriter& json, const FailedExample& failure) {
  const auto text_or_null = [&](std::string_view key, bool there, const std::string& text) {
    json.key(key);
    there ? json.value(std::string_view(text)) : json.null();
  };
  json.begin_object();
  json.key("file");
  json.value(std::string_view(failure.file));
  json.key("line");
  json.value(std::uint64_t{failure.place.line});
  json.key("column");
  json.value(std::uint64_t{failure.place.column});
  json.key("rule");
  json.value(std::string_view(failure.rule));
  json.key("counter");
  json.value(failure.counter);
  json.key("text");
  json.value(std::string_view(failure.text));
  text_or_null("wanted", failure.wanted.has_value(), failure.wanted.value_or(""));
  text_or_null("came", failure.came.has_value(), failure.came.value_or(""));
  text_or_null("by", !failure.by.empty(), failure.by);
  text_or_null("reason", !failure.reason.empty(), failure.reason);
  json.end_object();
}

void write(JsonWriter& json, const PackTests& pack) {
  json.begin_object();
  json.key("file");
  json.value(std::string_view(pack.file));
  json.key("rules");
  json.value(std::uint64_t{pack.rules});
  json.key("examples");
  json.value(std::uint64_t{pack.examples});
  json.key("counterExamples");
  json.value(std::uint64_t{pack.counter_examples});
  json.key("failed");
  json.value(std::uint64_t{pack.failed});
  json.key("withoutExamples");
  json.begin_array();
  for (const std::string& name : pack.without) json.value(std::string_view(name));
  json.end_array();
  json.end_object();
}

}  // namespace

RuleTests run_examples(const std::vector<rules::RuleExample>& examples, std::span<const rules::SourceText> sources,
                       const std::shared_ptr<const rules::Database>& database) {
  const std::vector<rules::Rule>& all = database->pack().rules;
  RuleTests tests;
  for (const rules::SourceText& source : sources) tests.packs.emplace_back().file = source.file;
  std::vector<bool> shown(all.size());
  RuleTrial trial(database);
  for (const rules::RuleExample& example : examples) {
    const rules::Rule& rule = all[example.rule];
    PackTests& pack = tests.packs[rule.pack];
    shown[example.rule] = true;
    ++(example.counter ? pack.counter_examples : pack.examples);
    TrialOutcome outcome = trial.run(example);
    if (outcome.holds) continue;
    ++pack.failed;
    tests.failures.push_back(failed(example, rule, sources[rule.pack], std::move(outcome)));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    PackTests& pack = tests.packs[all[i].pack];
    ++pack.rules;
    if (!shown[i]) pack.without.push_back(all[i].name);
  }
  return tests;
}

std::string to_text(const RuleTests& tests, int columns) {
  TerminalTable counts({{"pack", Align::left, widest_file},
                        {"rules", Align::right},
                        {"without examples", Align::right},
                        {"examples", Align::right},
                        {"counter-examples", Align::right},
                        {"failed", Align::right}});
  PackTests total;
  total.file = "all";
  for (const PackTests& pack : tests.packs) {
    add_counts(counts, pack);
    total.rules += pack.rules;
    total.without.insert(total.without.end(), pack.without.begin(), pack.without.end());
    total.examples += pack.examples;
    total.counter_examples += pack.counter_examples;
    total.failed += pack.failed;
  }
  if (tests.packs.size() > 1) {
    counts.add_rule();
    add_counts(counts, total);
  }
  const std::string failures = tests.failures.empty() ? "" : table_of_failures(tests.failures, columns);
  return failures + counts.to_string(0);
}

std::string to_json(const RuleTests& tests) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("packs");
  json.begin_array();
  for (const PackTests& pack : tests.packs) write(json, pack);
  json.end_array();
  json.key("failures");
  json.begin_array();
  for (const FailedExample& failure : tests.failures) write(json, failure);
  json.end_array();
  json.end_object();
  return out + '\n';
}

}  // namespace prefill::tools
