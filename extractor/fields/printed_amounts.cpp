// Each amount sets one of two thousand bits, so that few questions come as far as to the amounts. Those are sorted
// once, and then a question costs a binary search.

#include "extractor/fields/printed_amounts.h"

#include <algorithm>

#include "extractor/fields/agreement.h"

namespace prefill {

using text::Index;

PrintedAmounts::PrintedAmounts(const DocumentView& document)
    : document_(document), all_(document.arena), ascending_(document.arena) {
  for (Index p = 0; p < document_.pages.size(); ++p) {
    const PageView& page = document_.pages[p];
    all_.reserve(all_.size() + page.values.size());
    for (const FoundValue& value : page.values) {
      if (value.type != FoundType::amount || value.decimals != 2) continue;
      all_.push_back({value.number.abs(), static_cast<Index>(all_.size()), p, page.line_of(value), &value});
      bits_.set(bit_of(all_.back().amount));
    }
  }
}

/// The same for amounts that are equal when one of them has two decimals: by the nearest cent.
std::size_t PrintedAmounts::bit_of(Decimal amount) {
  return (static_cast<std::uint64_t>(amount.millionths) + 5'000) / 10'000 % kBits;
}

bool PrintedAmounts::announced(Decimal amount, rules::Mark mark) {
  return std::ranges::any_of(equal_to(amount),
                             [&](const PrintedAmount& printed) { return stands_with(printed, mark); });
}

void PrintedAmounts::add(Decimal wanted, std::string_view rule, const Candidate& a, const Candidate& b,
                         Candidates& list) {
  if (!bits_[bit_of(wanted)]) return;  // cheaper than to look through the list
  const bool known =
      std::any_of(list.begin(), list.end(), [&](const Candidate& c) { return equal(amount_of(c), wanted); });
  if (known) return;
  for (const PrintedAmount& printed : equal_to(wanted)) {
    if (stands_with(printed, rules::Mark::not_due) || stands_with(printed, rules::Mark::subtotal)) continue;
    list.push_back(
        {printed.value->number, 0.5 * std::min(a.score, b.score), printed.page, printed.value->span, {}, rule});
    return;
  }
}

std::span<const PrintedAmount> PrintedAmounts::equal_to(Decimal wanted) {
  if (!bits_[bit_of(wanted)]) return {};
  if (ascending_.empty()) {
    ascending_ = all_;
    std::sort(ascending_.begin(), ascending_.end());
  }
  // No two amounts with two decimals are as near to each other as equals may be.
  const auto first =
      std::lower_bound(ascending_.begin(), ascending_.end(), wanted,
                       [](const PrintedAmount& p, Decimal w) { return p.amount < w && !equal(p.amount, w); });
  const auto last =
      std::find_if(first, ascending_.end(), [&](const PrintedAmount& p) { return !equal(p.amount, wanted); });
  return {first, last};
}

bool PrintedAmounts::stands_with(const PrintedAmount& printed, rules::Mark mark) const {
  const PageView& page = document_.pages[printed.page];
  return std::ranges::any_of(page.announcing(mark), [&](const rules::Match* match) {
    return !match->covered && page.line_of(*match) == printed.line;
  });
}

}  // namespace prefill
