// All printed amounts are sorted once, so that asking costs a binary search.

#include "extractor/fields/printed_amounts.h"

#include <algorithm>

#include "extractor/fields/agreement.h"

namespace prefill {

using text::Index;

bool PrintedAmounts::announced(Decimal amount, rules::Mark mark) {
  return std::ranges::any_of(equal_to(amount), [&](const Printed& printed) { return stands_with(printed, mark); });
}

void PrintedAmounts::add(Decimal wanted, std::string_view rule, const Candidate& a, const Candidate& b,
                         Candidates& list) {
  const bool known =
      std::any_of(list.begin(), list.end(), [&](const Candidate& c) { return equal(amount_of(c), wanted); });
  if (known) return;
  for (const Printed& printed : equal_to(wanted)) {
    if (stands_with(printed, rules::Mark::not_due) || stands_with(printed, rules::Mark::subtotal)) continue;
    list.push_back(
        {printed.value->number, 0.5 * std::min(a.score, b.score), printed.page, printed.value->span, {}, rule});
    return;
  }
}

std::span<const PrintedAmounts::Printed> PrintedAmounts::equal_to(Decimal wanted) {
  if (amounts_.empty()) sort();
  // No two amounts with two decimals are as near to each other as equals may be.
  const auto first = std::lower_bound(amounts_.begin(), amounts_.end(), wanted,
                                      [](const Printed& p, Decimal w) { return p.amount < w && !equal(p.amount, w); });
  const auto last = std::find_if(first, amounts_.end(), [&](const Printed& p) { return !equal(p.amount, wanted); });
  return {first, last};
}

bool PrintedAmounts::stands_with(const Printed& printed, rules::Mark mark) const {
  const PageView& page = document_.pages[printed.page];
  const Index line = page.line_of(*printed.value);
  return std::ranges::any_of(page.announcing(mark), [&](const rules::Match* match) {
    return !match->covered && page.line_of(*match) == line;
  });
}

void PrintedAmounts::sort() {
  for (Index p = 0; p < document_.pages.size(); ++p) {
    for (const FoundValue& value : document_.pages[p].values) {
      if (value.type == FoundType::amount && value.decimals == 2) {
        amounts_.push_back({value.number.abs(), static_cast<Index>(amounts_.size()), p, &value});
      }
    }
  }
  std::sort(amounts_.begin(), amounts_.end());
}

}  // namespace prefill
