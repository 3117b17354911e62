// A rule costs what people must correct; what its other values saved them stands beside it, since a rule that is wrong
// one time in fifty may still be worth having. Which of the two is more is for the author to say.

#include "tools/corrections_report.h"

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>
#include <tuple>

#include "extractor/json_writer.h"
#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

constexpr std::size_t most_rules = 10;
constexpr std::size_t most_producers = 15;

using Named = std::pair<std::string, Corrections>;

std::string percent(double share) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", share * 100);
  return digits.data();
}

std::string one_decimal(double number) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.1f", number);
  return digits.data();
}

/// The costliest first; of equals, the one that saved less.
std::vector<Named> by_cost(const std::map<std::string, Corrections, std::less<>>& named) {
  std::vector<Named> all(named.begin(), named.end());
  std::ranges::stable_sort(all, {}, [](const Named& one) {
    return std::tuple(-one.second.corrected(), one.second.saved - one.second.spent);
  });
  return all;
}

std::vector<Column> columns_named(std::string_view first, int widest, std::initializer_list<const char*> others) {
  std::vector<Column> columns = {{std::string(first), Align::left, widest}};
  for (const char* title : others) columns.push_back({title, Align::right});
  return columns;
}

std::string fields_text(const CorrectionsReport& report) {
  TerminalTable table(columns_named("field", 80,
                                    {"given", "stood", "changed", "removed", "typed in", "corrected %", "keys saved",
                                     "keys spent", "keys typed in"}));
  const auto add = [&](std::string_view title, const Corrections& c) {
    table.add({std::string(title), std::to_string(c.given()), std::to_string(c.stood), std::to_string(c.changed),
               std::to_string(c.removed), std::to_string(c.typed), percent(c.rate()), std::to_string(c.saved),
               std::to_string(c.spent), std::to_string(c.missed)});
  };
  Corrections total;
  for (std::size_t i = 0; i < report.fields.size(); ++i) {
    const Corrections& field = report.fields[i];
    if (field.given() + field.typed == 0) continue;
    add(rules::field_name(static_cast<Field>(i)), field);
    total += field;
  }
  table.add_rule();
  add("all fields", total);
  return table.to_string(0);
}

std::string rules_text(const CorrectionsReport& report, int columns) {
  TerminalTable table(columns_named("rule that costs most", std::max(20, columns - 70),
                                    {"given", "corrected", "expected", "corrected %", "keys saved", "keys spent"}));
  std::size_t shown = 0;
  for (const auto& [name, c] : by_cost(report.rules)) {
    if (shown == most_rules || c.corrected() == 0) break;
    table.add({name, std::to_string(c.given()), std::to_string(c.corrected()), one_decimal(c.expected),
               percent(c.rate()), std::to_string(c.saved), std::to_string(c.spent)});
    ++shown;
  }
  if (table.empty()) return "\nno rule gave a value that was corrected\n";
  return '\n' + table.to_string(0);
}

// A row for each of `groups`, as far as there are `most`.
std::string groups_text(std::string_view title, std::string_view nameless, std::span<const Named> groups,
                        std::size_t most, int columns) {
  TerminalTable table(columns_named(title, std::max(20, columns - 60),
                                    {"given", "corrected", "corrected %", "typed in", "keys saved"}));
  for (const auto& [name, c] : groups.first(std::min(most, groups.size()))) {
    table.add({name.empty() ? std::string(nameless) : name, std::to_string(c.given()), std::to_string(c.corrected()),
               percent(c.rate()), std::to_string(c.typed), std::to_string(c.saved)});
  }
  std::string text = '\n' + table.to_string(0);
  if (groups.size() > most) text += std::to_string(groups.size() - most) + " more with fewer corrections\n";
  return text;
}

std::string bin_text(std::size_t bin) {
  std::array<char, 32> text{};
  const double end = bin + 1 < bin_starts.size() ? bin_starts[bin + 1] : 1.0;
  std::snprintf(text.data(), text.size(), "%.2f - %.2f", bin_starts[bin], end);
  return text.data();
}

std::string calibration_text(const CorrectionsReport& report) {
  TerminalTable table({{"field"},
                       {"confidence"},
                       {"given", Align::right},
                       {"said %", Align::right},
                       {"stood %", Align::right},
                       {"calibrated %", Align::right}});
  const auto add = [&](std::string_view title, const ConfidenceBins& bins) {
    const auto shares = calibrated(bins);
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const ConfidenceBin& bin = bins[i];
      if (bin.given == 0) continue;
      table.add({std::string(title), bin_text(i), std::to_string(bin.given), percent(bin.said / bin.given),
                 percent(static_cast<double>(bin.stood) / bin.given), percent(shares[i])});
    }
  };
  ConfidenceBins all{};
  for (std::size_t f = 0; f < report.bins.size(); ++f) {
    add(rules::field_name(static_cast<Field>(f)), report.bins[f]);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].given += report.bins[f][i].given;
      all[i].stood += report.bins[f][i].stood;
      all[i].said += report.bins[f][i].said;
    }
  }
  if (!table.empty()) table.add_rule();
  add("all fields", all);
  return '\n' + table.to_string(0);
}

/// The part of a rule pack that is to change.
void write_thresholds(JsonWriter& json, const CorrectionsReport& report, double target) {
  json.begin_object();
  json.member("fields");
  json.begin_object();
  for (std::size_t f = 0; f < report.bins.size(); ++f) {
    const std::optional<double> threshold = threshold_for(report.bins[f], target);
    if (!threshold) continue;
    json.key(rules::field_name(static_cast<Field>(f)));
    json.begin_object();
    json.member("threshold");
    json.number(*threshold, 2);
    json.end_object();
  }
  json.end_object();
  json.end_object();
}

std::string thresholds_text(const CorrectionsReport& report, double target) {
  std::string out = "\nthresholds for the base pack with which " + percent(target) + " % or more stands\n";
  JsonWriter json(out);
  write_thresholds(json, report, target);
  return out + '\n';
}

void write(JsonWriter& json, const Corrections& c) {
  const auto count = [&](std::string_view name, std::int64_t number) {
    json.key(name);
    json.value(static_cast<std::uint64_t>(number));
  };
  count("given", c.given());
  count("stood", c.stood);
  count("changed", c.changed);
  count("removed", c.removed);
  count("typedIn", c.typed);
  json.member("corrected");
  json.number(c.rate(), 4);
  json.member("expected");
  json.number(c.expected, 2);
  count("keysSaved", c.saved);
  count("keysSpent", c.spent);
  count("keysTypedIn", c.missed);
}

void write_groups(JsonWriter& json, std::string_view key, std::span<const Named> groups) {
  json.key(key);
  json.begin_array();
  for (const auto& [name, corrections] : groups) {
    json.begin_object();
    json.member("name");
    json.value(std::string_view(name));
    write(json, corrections);
    json.end_object();
  }
  json.end_array();
}

void write_calibration(JsonWriter& json, const ConfidenceBins& bins) {
  const auto shares = calibrated(bins);
  json.member("calibration");
  json.begin_array();
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const ConfidenceBin& bin = bins[i];
    if (bin.given == 0) continue;
    json.begin_object();
    json.member("from");
    json.number(bin_starts[i], 2);
    json.member("given");
    json.value(bin.given);
    json.member("said");
    json.number(bin.said / bin.given, 4);
    json.member("stood");
    json.number(static_cast<double>(bin.stood) / bin.given, 4);
    json.member("calibrated");
    json.number(shares[i], 4);
    json.end_object();
  }
  json.end_array();
}

void write_fields(JsonWriter& json, const CorrectionsReport& report) {
  json.member("fields");
  json.begin_object();
  for (std::size_t i = 0; i < report.fields.size(); ++i) {
    if (report.fields[i].given() + report.fields[i].typed == 0) continue;
    json.key(rules::field_name(static_cast<Field>(i)));
    json.begin_object();
    write(json, report.fields[i]);
    write_calibration(json, report.bins[i]);
    json.end_object();
  }
  json.end_object();
}

void write_broken(JsonWriter& json, const std::vector<BrokenLine>& broken) {
  json.member("leftOut");
  json.begin_array();
  for (const BrokenLine& line : broken) {
    json.begin_object();
    json.member("line");
    json.value(std::uint64_t{line.number});
    json.member("message");
    json.value(std::string_view(line.why));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::vector<std::string> costliest_rules(const CorrectionsReport& report) {
  std::vector<std::string> names;
  for (const auto& [name, corrections] : by_cost(report.rules)) {
    if (corrections.corrected() > 0) names.push_back(name);
  }
  return names;
}

std::string to_text(const CorrectionsReport& report, double target, int columns) {
  const std::vector<Named> weeks(report.weeks.begin(), report.weeks.end());
  return fields_text(report) + "deposits: " + std::to_string(report.deposits) + " counted, " +
         std::to_string(report.broken.size()) + " lines left out\n" + rules_text(report, columns) +
         groups_text("week", "(no date)", weeks, weeks.size(), columns) +
         groups_text("producer", "(not known)", by_cost(report.producers), most_producers, columns) +
         calibration_text(report) + thresholds_text(report, target);
}

std::string to_json(const CorrectionsReport& report, double target) {
  const std::vector<Named> weeks(report.weeks.begin(), report.weeks.end());
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("deposits");
  json.value(report.deposits);
  write_broken(json, report.broken);
  write_fields(json, report);
  write_groups(json, "rules", by_cost(report.rules));
  write_groups(json, "weeks", weeks);
  write_groups(json, "producers", by_cost(report.producers));
  json.member("target");
  json.number(target, 4);
  json.member("thresholds");
  write_thresholds(json, report, target);
  json.end_object();
  return out + '\n';
}

}  // namespace prefill::tools
