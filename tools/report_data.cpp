// A wrong value is rarely invented: most often it is printed on the page and belongs to another field. Which one, tells
// what to mend.

#include "tools/report_data.h"

#include <algorithm>
#include <iterator>

namespace prefill::tools {
namespace {

template <typename Found>
Got got_of(const Found& found) {
  return {found.value, found.confidence, found.page, found.box, std::string(found.rule)};
}

MissPlace miss_of(const LabelledDocument& document, const Judgement& judgement, const Extraction* given) {
  const auto i = static_cast<std::size_t>(judgement.field);
  MissPlace miss{document.file, judgement.field, judgement.verdict, document.truth[i], std::nullopt};
  if (given == nullptr) return miss;
  if (given->fields[i]) {
    miss.got = got_of(*given->fields[i]);
  } else if (!given->withheld[i].empty()) {
    miss.got = got_of(given->withheld[i].front());
    miss.withheld = true;
  }
  return miss;
}

}  // namespace

void ReportData::add(const LabelledDocument& document, const FieldSet& labelled, const Extraction* given) {
  for (const Judgement& judgement : judge(document, labelled, given)) {
    if (judgement.verdict == Verdict::right) continue;
    misses_.push_back(miss_of(document, judgement, given));
    const MissPlace& miss = misses_.back();
    if (miss.got && !miss.withheld) add_confusions(document, miss.field, miss.got->value);
  }
  if (given == nullptr) return;
  std::ranges::copy(winners_of(document, labelled, *given), std::back_inserter(winners_));
}

void ReportData::add_confusions(const LabelledDocument& document, Field field, const Value& given) {
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto other = static_cast<Field>(i);
    if (other == field || !document.truth[i] || !same_value(other, *document.truth[i], given)) continue;
    auto at = std::find_if(confusions_.begin(), confusions_.end(), [&](const Confusion& confusion) {
      return confusion.given_for == field && confusion.truth_of == other;
    });
    if (at == confusions_.end()) at = confusions_.insert(at, {field, other, {}});
    at->files.push_back(document.file);
  }
}

std::vector<Confusion> ReportData::confusions() const {
  std::vector<Confusion> sorted = confusions_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Confusion& a, const Confusion& b) { return a.files.size() > b.files.size(); });
  return sorted;
}

}  // namespace prefill::tools
