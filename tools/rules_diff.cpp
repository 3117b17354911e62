// Both forms come from the same pages, so that whatever differs is the work of the rules. A change of confidence alone
// is counted and not listed: there are hundreds when a weight is touched, and none of them changes a form.

#include "tools/rules_diff.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "extractor/json_writer.h"
#include "tools/terminal_table.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

using Verdicts = std::array<std::optional<Verdict>, rules::field_count>;

Verdicts verdicts_on(const LabelledDocument& truth, const FieldSet& labelled, const Extraction& given) {
  Verdicts verdicts;
  for (const Judgement& judgement : judge(truth, labelled, &given)) {
    verdicts[static_cast<std::size_t>(judgement.field)] = judgement.verdict;
  }
  return verdicts;
}

// A side without a verdict gave nothing where nothing is printed, if the other side has one.
Right right_of(std::optional<Verdict> a, std::optional<Verdict> b) {
  if (!a && !b) return Right::unknown;
  const bool a_right = !a || *a == Verdict::right;
  const bool b_right = !b || *b == Verdict::right;
  if (a_right && b_right) return Right::both;
  if (a_right) return Right::a;
  return b_right ? Right::b : Right::neither;
}

Side side_of(const std::optional<FieldValue>& given) {
  if (!given) return {};
  return {value_text(given->value), std::string(given->rule), given->confidence};
}

bool same_confidences(double a, double b) {
  constexpr double rounding = 1e-9;
  return std::abs(a - b) <= same_confidence + rounding;
}

std::string_view change_name(Change change) {
  constexpr std::array<std::string_view, 3> names = {"only A", "only B", "other value"};
  return names[static_cast<std::size_t>(change)];
}

std::string_view right_name(Right right) {
  constexpr std::array<std::string_view, 5> names = {"", "A", "B", "both", "neither"};
  return names[static_cast<std::size_t>(right)];
}

ChangeCounts total_of(const RulesDiff& diff) {
  ChangeCounts total;
  for (const ChangeCounts& counts : diff.counts) total += counts;
  return total;
}

void add_row(TerminalTable& table, std::string_view title, const ChangeCounts& counts, bool labelled) {
  std::vector<std::string> cells = {std::string(title)};
  for (const int count : {counts.same, counts.only_a, counts.only_b, counts.other_value, counts.confidence}) {
    cells.push_back(std::to_string(count));
  }
  if (labelled) {
    cells.push_back(std::to_string(counts.a_right));
    cells.push_back(std::to_string(counts.b_right));
  }
  table.add(std::move(cells));
}

std::string counts_text(const RulesDiff& diff) {
  std::vector<Column> columns = {{"field"}};
  for (const char* title : {"same", "only A", "only B", "other value", "confidence"}) {
    columns.push_back({title, Align::right});
  }
  const bool labelled = diff.labelled > 0;
  if (labelled) {
    columns.push_back({"A right", Align::right});
    columns.push_back({"B right", Align::right});
  }
  TerminalTable table(std::move(columns));
  for (std::size_t i = 0; i < diff.counts.size(); ++i) {
    if (diff.counts[i].any()) add_row(table, rules::field_name(static_cast<Field>(i)), diff.counts[i], labelled);
  }
  if (!table.empty()) table.add_rule();
  add_row(table, "all fields", total_of(diff), labelled);
  return table.to_string(0);
}

std::string with_confidence(const Side& side) {
  return side.value.empty() ? "" : side.value + " (" + confidence_text(side.confidence) + ")";
}

std::string changes_text(const RulesDiff& diff, int columns) {
  const int room = std::max(14, (columns - 50) / 5);
  std::vector<Column> titles = {{"file", Align::left, 2 * room},
                                {"field"},
                                {"change"},
                                {"A", Align::left, room},
                                {"B", Align::left, room},
                                {"rule of A", Align::left, room},
                                {"rule of B", Align::left, room}};
  if (diff.labelled > 0) titles.push_back({"right"});
  TerminalTable table(std::move(titles));
  for (const FieldChange& change : diff.changes) {
    std::vector<std::string> cells = {change.file,
                                      std::string(rules::field_name(change.field)),
                                      std::string(change_name(change.change)),
                                      with_confidence(change.a),
                                      with_confidence(change.b),
                                      change.a.rule,
                                      change.b.rule};
    if (diff.labelled > 0) cells.emplace_back(right_name(change.right));
    table.add(std::move(cells));
  }
  return '\n' + table.to_string(0);
}

void write_counts(JsonWriter& json, const ChangeCounts& counts, bool labelled) {
  json.begin_object();
  const auto count = [&](std::string_view name, int number) {
    json.key(name);
    json.value(number);
  };
  count("same", counts.same);
  count("onlyA", counts.only_a);
  count("onlyB", counts.only_b);
  count("otherValue", counts.other_value);
  count("confidence", counts.confidence);
  if (labelled) {
    count("aRight", counts.a_right);
    count("bRight", counts.b_right);
  }
  json.end_object();
}

void write_side(JsonWriter& json, std::string_view name, const Side& side) {
  if (side.value.empty()) return;
  json.key(name);
  json.begin_object();
  json.member("value");
  json.value(std::string_view(side.value));
  json.member("confidence");
  json.number(side.confidence, 2);
  json.member("rule");
  json.value(std::string_view(side.rule));
  json.end_object();
}

void write_change(JsonWriter& json, const FieldChange& change) {
  json.begin_object();
  json.member("file");
  json.value(std::string_view(change.file));
  json.member("field");
  json.value(rules::field_name(change.field));
  json.member("change");
  json.value(change_name(change.change));
  write_side(json, "a", change.a);
  write_side(json, "b", change.b);
  if (change.right != Right::unknown) {
    json.member("right");
    json.value(right_name(change.right));
  }
  json.end_object();
}

void write_failures(JsonWriter& json, const std::vector<Failure>& failures) {
  json.member("failed");
  json.begin_array();
  for (const Failure& failure : failures) {
    json.begin_object();
    json.member("file");
    json.value(std::string_view(failure.file));
    json.member("code");
    json.value(error_name(failure.error.code));
    json.member("message");
    json.value(std::string_view(failure.error.message));
    json.end_object();
  }
  json.end_array();
}

// Nothing where both sides give the same.
std::optional<Change> change_between(const std::optional<FieldValue>& a, const std::optional<FieldValue>& b) {
  if (!b) return Change::only_a;
  if (!a) return Change::only_b;
  return a->value == b->value ? std::nullopt : std::optional(Change::other_value);
}

}  // namespace

void count_change(RulesDiff& diff, const FieldChange& change) {
  ChangeCounts& counts = diff.counts[static_cast<std::size_t>(change.field)];
  counts.only_a += change.change == Change::only_a ? 1 : 0;
  counts.only_b += change.change == Change::only_b ? 1 : 0;
  counts.other_value += change.change == Change::other_value ? 1 : 0;
  counts.a_right += change.right == Right::a ? 1 : 0;
  counts.b_right += change.right == Right::b ? 1 : 0;
}

void count_same(RulesDiff& diff, Field field, double a, double b) {
  ChangeCounts& counts = diff.counts[static_cast<std::size_t>(field)];
  ++counts.same;
  counts.confidence += same_confidences(a, b) ? 0 : 1;
}

ChangeCounts& ChangeCounts::operator+=(const ChangeCounts& other) {
  same += other.same;
  only_a += other.only_a;
  only_b += other.only_b;
  other_value += other.other_value;
  confidence += other.confidence;
  a_right += other.a_right;
  b_right += other.b_right;
  return *this;
}

bool RulesDiff::any() const {
  return std::ranges::any_of(counts, [](const ChangeCounts& field) { return field.any(); });
}

void compare(RulesDiff& diff, const std::string& file, const Extraction& a, const Extraction& b,
             const LabelledDocument* truth, const FieldSet& labelled) {
  ++diff.documents;
  diff.labelled += truth != nullptr ? 1 : 0;
  const Verdicts of_a = truth != nullptr ? verdicts_on(*truth, labelled, a) : Verdicts{};
  const Verdicts of_b = truth != nullptr ? verdicts_on(*truth, labelled, b) : Verdicts{};
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    if (!a.fields[i] && !b.fields[i]) continue;
    const std::optional<Change> change = change_between(a.fields[i], b.fields[i]);
    if (!change) {
      count_same(diff, static_cast<Field>(i), a.fields[i]->confidence, b.fields[i]->confidence);
      continue;
    }
    diff.changes.push_back(
        {file, static_cast<Field>(i), *change, side_of(a.fields[i]), side_of(b.fields[i]), right_of(of_a[i], of_b[i])});
    count_change(diff, diff.changes.back());
  }
}

const LabelledDocument* label_of(const Labels& labels, const std::string& path) {
  const LabelledDocument* best = nullptr;
  for (const LabelledDocument& document : labels.documents) {
    if (!path.ends_with(document.file)) continue;
    const std::size_t before = path.size() - document.file.size();
    if (before > 0 && path[before - 1] != '/') continue;
    if (best == nullptr || document.file.size() > best->file.size()) best = &document;
  }
  return best;
}

std::string to_text(const RulesDiff& diff, int columns) {
  std::string text = "A is " + diff.version_a + ", B is " + diff.version_b + '\n' + counts_text(diff);
  text += "documents: " + std::to_string(diff.documents) + " compared, " + std::to_string(diff.labelled) +
          " of them with a known truth, " + std::to_string(diff.failures.size()) + " could not be read\n";
  for (const Failure& failure : diff.failures) {
    text += displayable(failure.file, columns) + ": " + std::string(error_name(failure.error.code)) + ": " +
            displayable(failure.error.message, columns) + '\n';
  }
  if (!diff.changes.empty()) text += changes_text(diff, columns);
  return text;
}

std::string to_json(const FieldChange& change) {
  std::string out;
  JsonWriter json(out);
  write_change(json, change);
  return out;
}

std::string to_json(const RulesDiff& diff) {
  std::string out;
  JsonWriter json(out);
  const bool labelled = diff.labelled > 0;
  json.begin_object();
  json.member("a");
  json.value(std::string_view(diff.version_a));
  json.member("b");
  json.value(std::string_view(diff.version_b));
  json.member("documents");
  json.value(diff.documents);
  json.member("labelled");
  json.value(diff.labelled);
  write_failures(json, diff.failures);
  json.member("total");
  write_counts(json, total_of(diff), labelled);
  json.member("fields");
  json.begin_object();
  for (std::size_t i = 0; i < diff.counts.size(); ++i) {
    if (!diff.counts[i].any()) continue;
    json.key(rules::field_name(static_cast<Field>(i)));
    write_counts(json, diff.counts[i], labelled);
  }
  json.end_object();
  json.member("changes");
  json.begin_array();
  for (const FieldChange& change : diff.changes) write_change(json, change);
  json.end_array();
  json.end_object();
  return out + '\n';
}

}  // namespace prefill::tools
