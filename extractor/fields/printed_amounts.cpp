// The amounts hang in a few hundred chains by their value, so that most questions end at a chain that is empty, and the
// others take a step or two.

#include "extractor/fields/printed_amounts.h"

#include <algorithm>
#include <utility>

#include "extractor/fields/agreement.h"

namespace prefill {

using text::Index;

PrintedAmounts::PrintedAmounts(const DocumentView& document) : document_(document), all_(document.arena) {
  for (Index p = 0; p < document_.pages.size(); ++p) {
    const PageView& page = document_.pages[p];
    all_.grow(count_ + page.values.size(), count_);
    for (const FoundValue& value : page.values) {
      // Each is written where the next one belongs, since it cannot be guessed which of them count.
      all_[count_] = {value.number.abs(), p, page.line_of(value), text::none, &value};
      count_ +=
          static_cast<std::size_t>(value.type == FoundType::amount) & static_cast<std::size_t>(value.decimals == 2);
    }
  }
  last_.fill(text::none);
  for (Index i = 0; i < count_; ++i) all_[i].before = std::exchange(last_[chain_of(all_[i].amount)], i);
}

/// The same for amounts that are equal when one of them has two decimals: by the nearest cent.
std::size_t PrintedAmounts::chain_of(Decimal amount) {
  return (static_cast<std::uint64_t>(amount.millionths) + 5'000) / 10'000 % kChains;
}

bool PrintedAmounts::announced(Decimal amount, rules::Mark mark) const {
  for (Index i = last_[chain_of(amount)]; i != text::none; i = all_[i].before) {
    if (equal(all_[i].amount, amount) && stands_with(all_[i], mark)) return true;
  }
  return false;
}

void PrintedAmounts::add(Decimal wanted, std::string_view rule, const Candidate& a, const Candidate& b,
                         Candidates& list) const {
  const Index last = last_[chain_of(wanted)];
  if (last == text::none) return;  // cheaper than to look through the list
  const bool known =
      std::any_of(list.begin(), list.end(), [&](const Candidate& c) { return equal(amount_of(c), wanted); });
  if (known) return;
  for (Index i = last; i != text::none; i = all_[i].before) {
    const PrintedAmount& printed = all_[i];
    if (!equal(printed.amount, wanted)) continue;
    if (stands_with(printed, rules::Mark::not_due) || stands_with(printed, rules::Mark::subtotal)) continue;
    list.push_back(
        {printed.value->number, 0.5 * std::min(a.score, b.score), printed.page, printed.value->span, {}, rule});
    return;
  }
}

bool PrintedAmounts::stands_with(const PrintedAmount& printed, rules::Mark mark) const {
  const PageView& page = document_.pages[printed.page];
  return std::ranges::any_of(page.announcing(mark), [&](const rules::Match* match) {
    return !match->covered && page.line_of(*match) == printed.line;
  });
}

}  // namespace prefill
