// A form that was sent is a truth like any other: it is read as a label and judged as one. So a corrected value is the
// same as a wrong one in `prefill eval`, and two spellings of a value are no correction.

#include "tools/corrections.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>

#include "rules/normalise.h"
#include "tools/labels.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;

// What is wrong with a line unwinds to `read_deposit`.
struct Mistake {
  std::string what;
};

Element member(Object object, std::string_view name) {
  Element element;
  if (object[name].get(element) != simdjson::SUCCESS) throw Mistake{"needs `extraction` and `submitted`"};
  return element;
}

Object object_of(Element element, const std::string& name) {
  Object object;
  if (element.get(object) != simdjson::SUCCESS) throw Mistake{"`" + name + "` must be an object"};
  return object;
}

Field field_named(std::string_view name, const std::string& where) {
  const std::optional<Field> field = rules::field_of(name);
  if (!field) throw Mistake{"`" + where + "` has an unknown field `" + std::string(name) + "`"};
  return *field;
}

bool empty(Element value) {
  std::string_view text;
  return value.is_null() || (value.get(text) == simdjson::SUCCESS && text.empty());
}

/// Values in the form of a label, for the one reader of labels.
class LabelLine {
 public:
  void add(std::string_view field, Element value) {
    const std::string name(field);
    line_ += (line_.back() == '{' ? "\"" : ",\"") + name + "\":" + std::string(simdjson::minify(value));
  }

  [[nodiscard]] LabelledDocument read() const {
    auto labels = read_labels(line_ + "}}");
    if (labels) return std::move(labels->documents.front());
    const std::string& why = labels.error();
    throw Mistake{why.substr(why.find(": ") + 2)};  // the number of the line is that of the deposit
  }

 private:
  std::string line_ = R"({"file":"form","truth":{)";
};

LabelledDocument submitted_of(Object form, FieldSet& on_form) {
  LabelLine line;
  for (const auto& [name, value] : form) {
    on_form.set(static_cast<std::size_t>(field_named(name, "submitted")));
    if (!empty(value)) line.add(name, value);
  }
  LabelledDocument document = line.read();
  document.complete = true;
  return document;
}

double confidence_of(Object given, std::string_view field) {
  double confidence = 0;
  if (given["confidence"].get(confidence) != simdjson::SUCCESS || confidence < 0 || confidence > 1) {
    throw Mistake{"`" + std::string(field) + "` of `extraction` needs a `confidence` from 0 to 1"};
  }
  return confidence;
}

// The parts of the extraction that are counted. A file that could not be read has none.
void read_proposed(Object line, Deposit& deposit) {
  Extraction& proposed = deposit.proposed;
  std::string_view producer;
  if (line["document"]["producer"].get(producer) == simdjson::SUCCESS) proposed.document.producer = producer;
  Element fields;
  if (line["fields"].get(fields) != simdjson::SUCCESS) {
    if (line["error"].error() == simdjson::SUCCESS) return;
    throw Mistake{"`extraction` has neither `fields` nor `error`"};
  }
  LabelLine values;
  for (const auto& [name, entry] : object_of(fields, "fields")) {
    const Field field = field_named(name, "extraction");
    FieldValue& given = proposed.field(field).emplace();
    const Object parts = object_of(entry, std::string(name));
    Element value;
    std::string_view rule;
    if (parts["value"].get(value) != simdjson::SUCCESS || parts["rule"].get(rule) != simdjson::SUCCESS) {
      throw Mistake{"`" + std::string(name) + "` of `extraction` needs `value` and `rule`"};
    }
    given.confidence = confidence_of(parts, name);
    deposit.rules[static_cast<std::size_t>(field)] = rule;
    values.add(name, value);
  }
  LabelledDocument read = values.read();
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    if (proposed.fields[i]) proposed.fields[i]->value = *std::move(read.truth[i]);
  }
}

int number_in(std::string_view text, std::size_t at, std::size_t digits) {
  int number = -1;
  const char* const end = text.data() + at + digits;
  const auto [stop, error] = std::from_chars(text.data() + at, end, number);
  return error == std::errc() && stop == end ? number : -1;
}

// The week of ISO 8601 belongs to the year that its Thursday lies in.
std::string week_of(std::string_view date) {
  using namespace std::chrono;
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') throw Mistake{"`date` must be like `2026-03-05`"};
  const year_month_day day{year(number_in(date, 0, 4)), month(static_cast<unsigned>(number_in(date, 5, 2))),
                           std::chrono::day(static_cast<unsigned>(number_in(date, 8, 2)))};
  if (!day.ok()) throw Mistake{"`date` must be like `2026-03-05`"};
  const sys_days at = day;
  const sys_days thursday = at + days(4) - days(weekday(at).iso_encoding());
  const year_month_day in_year = thursday;
  const auto number = (thursday - sys_days(in_year.year() / January / 1)).count() / 7 + 1;
  return std::to_string(static_cast<int>(in_year.year())) + (number < 10 ? "-W0" : "-W") + std::to_string(number);
}

/// Letters and digits that a person types for `value`.
std::int64_t typing(const Value& value) {
  std::int64_t count = 0;
  for (const std::string& line : value_lines(value)) {
    const std::string plain = rules::normalise(line);
    count += std::ranges::count_if(plain, [](char c) { return rules::is_word_byte(static_cast<unsigned char>(c)); });
  }
  return count;
}

/// What one field of a deposit adds.
Corrections correction_of(Verdict verdict, const FieldValue* given, const std::optional<Value>& sent) {
  Corrections one;
  if (given != nullptr) one.expected = 1 - given->confidence;
  switch (verdict) {
    case Verdict::right:
      one.stood = 1;
      one.saved = typing(*sent);
      break;
    case Verdict::wrong:
      one.changed = 1;
      one.spent = typing(*sent);
      break;
    case Verdict::invented:
      one.removed = 1;
      break;
    case Verdict::missed:
      one.typed = 1;
      one.missed = typing(*sent);
      break;
  }
  return one;
}

std::size_t bin_of(double confidence) {
  const auto above = std::upper_bound(bin_starts.begin() + 1, bin_starts.end(), confidence + 1e-9);
  return static_cast<std::size_t>(above - bin_starts.begin()) - 1;
}

}  // namespace

double Corrections::rate() const {
  return given() == 0 ? 0.0 : static_cast<double>(corrected()) / given();
}

Corrections& Corrections::operator+=(const Corrections& other) {
  stood += other.stood;
  changed += other.changed;
  removed += other.removed;
  typed += other.typed;
  expected += other.expected;
  saved += other.saved;
  spent += other.spent;
  missed += other.missed;
  return *this;
}

tl::expected<Deposit, std::string> read_deposit(std::string_view line) {
  simdjson::dom::parser parser;
  Element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root); error != simdjson::SUCCESS) {
    return tl::unexpected(std::string("is not JSON: ") + simdjson::error_message(error));
  }
  Deposit deposit;
  Object object;
  if (root.get(object) != simdjson::SUCCESS) return tl::unexpected(std::string("must be an object"));
  try {
    read_proposed(object_of(member(object, "extraction"), "extraction"), deposit);
    deposit.submitted = submitted_of(object_of(member(object, "submitted"), "submitted"), deposit.on_form);
    Element date;
    if (object["date"].get(date) != simdjson::SUCCESS || date.is_null()) return deposit;
    std::string_view text;
    if (date.get(text) != simdjson::SUCCESS) return tl::unexpected(std::string("`date` must be like `2026-03-05`"));
    deposit.week = week_of(text);
  } catch (const Mistake& mistake) {
    return tl::unexpected(mistake.what);
  }
  return deposit;
}

void add_deposit(CorrectionsReport& report, const Deposit& deposit) {
  ++report.deposits;
  Corrections all;
  for (const auto& [field, verdict] : judge(deposit.submitted, deposit.on_form, &deposit.proposed)) {
    const auto i = static_cast<std::size_t>(field);
    const FieldValue* given = deposit.proposed.fields[i] ? &*deposit.proposed.fields[i] : nullptr;
    const Corrections one = correction_of(verdict, given, deposit.submitted.truth[i]);
    report.fields[i] += one;
    all += one;
    if (given == nullptr) continue;
    report.rules[deposit.rules[i]] += one;
    ConfidenceBin& bin = report.bins[i][bin_of(given->confidence)];
    ++bin.given;
    bin.stood += one.stood;
    bin.said += given->confidence;
  }
  report.producers[deposit.proposed.document.producer] += all;
  report.weeks[deposit.week] += all;
}

CorrectionsReport read_deposits(std::string_view lines, const std::function<void()>& advance) {
  CorrectionsReport report;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      if (const auto deposit = read_deposit(line)) {
        add_deposit(report, *deposit);
      } else {
        report.broken.push_back({number, deposit.error()});
      }
    }
    advance();
  }
  return report;
}

std::array<double, bin_starts.size()> calibrated(const ConfidenceBins& bins) {
  struct Pool {
    double stood;
    double given;
    std::size_t bins;
    [[nodiscard]] double share() const { return stood / given; }
  };
  std::vector<Pool> pools;
  for (const ConfidenceBin& bin : bins) {
    if (bin.given == 0) continue;
    pools.push_back({static_cast<double>(bin.stood), static_cast<double>(bin.given), 1});
    while (pools.size() > 1 && pools[pools.size() - 2].share() > pools.back().share()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back() = {pools.back().stood + last.stood, pools.back().given + last.given, pools.back().bins + last.bins};
    }
  }
  std::array<double, bin_starts.size()> shares{};
  std::size_t pool = 0;
  std::size_t used = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    shares[i] = -1;
    if (bins[i].given == 0) continue;
    shares[i] = pools[pool].share();
    if (++used < pools[pool].bins) continue;
    ++pool;
    used = 0;
  }
  return shares;
}

std::optional<double> threshold_for(const ConfidenceBins& bins, double target) {
  const auto shares = calibrated(bins);
  double threshold = 0;
  int kept_out = 0;
  int given = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    given += bins[i].given;
    if (bins[i].given == 0 || shares[i] >= target) continue;
    threshold = i + 1 < bins.size() ? bin_starts[i + 1] : 1.0;
    kept_out += bins[i].given - bins[i].stood;
  }
  if (given < least_given || kept_out < least_kept_out) return std::nullopt;
  return threshold;
}

}  // namespace prefill::tools
