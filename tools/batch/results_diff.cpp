// Two streams of lines that are led to the same document. The same plan gives both in the same order; anything else is
// brought into the order of names first.

#include "tools/batch/results_diff.h"

#include <optional>
#include <utility>

#include "extractor/json_writer.h"
#include "tools/batch/external_sort.h"
#include "tools/batch/record.h"
#include "tools/batch/results.h"
#include "tools/batch/state.h"
#include "tools/batch/summary.h"
#include "tools/batch/wire.h"

namespace prefill::tools::batch {
namespace {

// Unwinds to `compare_results`, which gives it as an error.
struct Stop {
  Error error;
};

template <typename T>
T kept(Result<T> result) {
  if (!result) throw Stop{result.error()};
  return *std::move(result);
}

// The documents of one side, one after the other.
class Side {
 public:
  explicit Side(const ResultSet& set) : lines_(kept(ResultLines::open(set))) {}

  // Brings the documents into the order of their names; the second of two with one name counts behind the first.
  void sort(const std::string& scratch) {
    sorted_.emplace(scratch);
    for (std::uint64_t place = 0;; ++place) {
      const auto line = kept(lines_.next());
      if (!line) return;
      const Record* record = read(*line);
      std::string entry(record->file);
      entry += '\0';
      put_sortable(entry, place);
      put_text(entry, *line);
      sorted_->add(entry);
    }
  }

  // Goes to the next document; false behind the last.
  bool advance() {
    std::optional<std::string_view> line;
    if (!sorted_) {
      line = kept(lines_.next());
    } else if (const auto entry = sorted_->next()) {
      Taker taker(entry->substr(entry->find('\0') + 1));
      taker.sortable();
      line = taker.text();
    }
    record_ = line ? read(*line) : nullptr;
    return record_ != nullptr;
  }

  [[nodiscard]] const Record* record() const { return record_; }
  [[nodiscard]] const RecordReader& reader() const { return reader_; }

 private:
  const Record* read(std::string_view line) {
    const Record* record = reader_.read(line);
    if (record == nullptr) throw Stop{{ErrorCode::damaged, "a line of the results is broken; run again", 0}};
    return record;
  }

  ResultLines lines_;
  std::optional<ExternalSort> sorted_;
  RecordReader reader_;
  const Record* record_ = nullptr;
};

tools::Side side_of(const batch::Side& side, Field field) {
  const auto& given = side.record()->fields[static_cast<std::size_t>(field)];
  if (!given) return {};
  return {side.reader().text(field), std::string(given->rule), given->confidence};
}

std::string outcome_of(const Record& record) {
  if (record.error) return std::string(error_name(*record.error));
  return record.same_as.empty() ? "read" : "sameAs";
}

class Comparison {
 public:
  Comparison(std::size_t listed, const std::function<void(std::string_view)>& take) : listed_(listed), take_(take) {}

  void one_sided(const Record& record, bool of_a) {
    ++(of_a ? diff_.only_a : diff_.only_b);
    tell(record.file, of_a ? outcome_of(record) : "", of_a ? "" : outcome_of(record));
  }

  void both(const batch::Side& a, const batch::Side& b) {
    ++diff_.fields.documents;
    const std::string of_a = outcome_of(*a.record());
    const std::string of_b = outcome_of(*b.record());
    if (of_a != of_b) {
      ++diff_.outcomes;
      tell(a.record()->file, of_a, of_b);
    }
    bool changed = false;
    for (std::size_t f = 0; f < rules::field_count; ++f) changed |= compare(a, b, static_cast<Field>(f));
    diff_.changed_documents += changed ? 1 : 0;
  }

  [[nodiscard]] ResultsDiff& diff() { return diff_; }

 private:
  void tell(std::string_view file, std::string_view a, std::string_view b) {
    std::string line;
    JsonWriter json(line);
    json.begin_object();
    json.member("file");
    json.value(file);
    json.member("outcome");
    json.begin_object();
    for (const auto& [name, outcome] : {std::pair("a", a), {"b", b}}) {
      if (outcome.empty()) continue;
      json.key(name);
      json.value(outcome);
    }
    json.end_object();
    json.end_object();
    take_(line);
  }

  bool compare(const batch::Side& a, const batch::Side& b, Field field) {
    const auto& in_a = a.record()->fields[static_cast<std::size_t>(field)];
    const auto& in_b = b.record()->fields[static_cast<std::size_t>(field)];
    if (!in_a && !in_b) return false;
    if (in_a && in_b && a.reader().json(field) == b.reader().json(field)) {
      count_same(diff_.fields, field, in_a->confidence, in_b->confidence);
      return false;
    }
    const Change change = !in_b ? Change::only_a : (!in_a ? Change::only_b : Change::other_value);
    const FieldChange found{
        std::string(a.record()->file), field, change, side_of(a, field), side_of(b, field), Right::unknown};
    count_change(diff_.fields, found);
    if (diff_.fields.changes.size() < listed_) diff_.fields.changes.push_back(found);
    take_(to_json(found));
    return true;
  }

  std::size_t listed_;
  const std::function<void(std::string_view)>& take_;
  ResultsDiff diff_;
};

// What was planned, with the rules it was read by; the plan is empty where a part is not done.
struct Origin {
  std::string plan;
  std::string rules;
};

Origin origin_of(const ResultSet& set) {
  const Summary summary = kept(add_up(set));
  Origin origin{"", summary.rules};
  if (summary.progress.done_chunks != summary.progress.chunks) return origin;
  for (const std::string& path : set.state_paths()) {
    origin.plan += kept(kept(State::open(path, State::Mode::read))->setting("plan")) + ' ';
  }
  return origin;
}

}  // namespace

bool ResultsDiff::any() const {
  return fields.any() || outcomes + only_a + only_b > 0;
}

Result<ResultsDiff> compare_results(const ResultSet& set_a, const ResultSet& set_b, std::size_t listed,
                                    const std::string& scratch, const std::function<void(std::string_view)>& take) {
  try {
    const Origin origin_a = origin_of(set_a);
    const Origin origin_b = origin_of(set_b);
    Side a(set_a);
    Side b(set_b);
    if (origin_a.plan.empty() || origin_a.plan != origin_b.plan) {
      a.sort(scratch);
      b.sort(scratch);
    }
    Comparison comparison(listed, take);
    bool in_a = a.advance();
    bool in_b = b.advance();
    while (in_a || in_b) {
      const int order = !in_a ? 1 : (!in_b ? -1 : a.record()->file.compare(b.record()->file));
      if (order == 0) comparison.both(a, b);
      if (order < 0) comparison.one_sided(*a.record(), true);
      if (order > 0) comparison.one_sided(*b.record(), false);
      if (order <= 0) in_a = a.advance();
      if (order >= 0) in_b = b.advance();
    }
    comparison.diff().fields.version_a = origin_a.rules;
    comparison.diff().fields.version_b = origin_b.rules;
    return std::move(comparison.diff());
  } catch (const Stop& stop) {
    return tl::unexpected(stop.error);
  }
}

}  // namespace prefill::tools::batch
