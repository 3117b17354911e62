// Amounts that others ask for by addition: found on the pages by their value, without a label.

#pragma once

#include <bitset>
#include <span>
#include <string_view>

#include "extractor/fields/candidates.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// An amount with two decimals, and where it stands.
struct PrintedAmount {
  Decimal amount;           // positive
  text::Index number;       // in order of place
  text::Index page;         // index into DocumentView::pages
  text::Index line;         // index into PageText::lines
  const FoundValue* value;  // lives as the view does

  bool operator<(const PrintedAmount& other) const {
    return amount != other.amount ? amount < other.amount : number > other.number;
  }
};

/// The amounts with two decimals of a document.
class PrintedAmounts {
 public:
  /// `document` must outlive this. Most questions are about amounts that are not printed, which takes a look at a bit.
  /// The amounts are sorted when one may be printed: n log n; then each search costs log n.
  explicit PrintedAmounts(const DocumentView& document);

  /// All of them, in order of place.
  [[nodiscard]] std::span<const PrintedAmount> all() const { return {all_.data(), all_.size()}; }

  /// True when `amount` stands in a line that announces `mark`.
  [[nodiscard]] bool announced(Decimal amount, rules::Mark mark);

  /// Appends the last of the amounts that are `wanted` to `list`, unless it is known there, or announced as something
  /// else than a total: "Retenue de garantie", "À reporter". `a` and `b` are what asks for it; it is half as sure.
  void add(Decimal wanted, std::string_view rule, const Candidate& a, const Candidate& b, Candidates& list);

 private:
  static constexpr std::size_t kBits = 2048;

  [[nodiscard]] static std::size_t bit_of(Decimal amount);
  [[nodiscard]] std::span<const PrintedAmount> equal_to(Decimal wanted);
  [[nodiscard]] bool stands_with(const PrintedAmount& printed, rules::Mark mark) const;

  const DocumentView& document_;
  ArenaVector<PrintedAmount> all_;
  ArenaVector<PrintedAmount> ascending_;  // of equals, the last on the pages first; empty until one is looked for
  std::bitset<kBits> bits_;               // of all
};

}  // namespace prefill
