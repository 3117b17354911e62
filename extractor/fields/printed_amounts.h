// Amounts that others ask for by addition: found on the pages by their value, without a label.

#pragma once

#include <array>
#include <span>
#include <string_view>

#include "extractor/fields/candidates.h"
#include "extractor/fields/document_view.h"
#include "rules/room.h"

namespace prefill {

/// An amount with two decimals, and where it stands.
struct PrintedAmount {
  Decimal amount;           // positive
  text::Index page;         // index into DocumentView::pages
  text::Index line;         // index into PageText::lines
  text::Index before;       // the one before it in its chain; none when it is the first
  const FoundValue* value;  // lives as the view does
};

/// The amounts with two decimals of a document.
class PrintedAmounts {
 public:
  /// `document` must outlive this. Most questions are about amounts that are not printed, which takes a look at a
  /// chain; the others take a step for each amount in theirs.
  explicit PrintedAmounts(const DocumentView& document);

  /// All of them, in order of place.
  [[nodiscard]] std::span<const PrintedAmount> all() const { return {all_.data(), count_}; }

  /// True when `amount` stands in a line that announces `mark`.
  [[nodiscard]] bool announced(Decimal amount, rules::Mark mark) const;

  /// Appends the last of the amounts that are `wanted` to `list`, unless it is known there, or announced as something
  /// else than a total: "Retenue de garantie", "À reporter". `a` and `b` are what asks for it; it is half as sure.
  void add(Decimal wanted, std::string_view rule, const Candidate& a, const Candidate& b, Candidates& list) const;

 private:
  static constexpr std::size_t kChains = 512;

  [[nodiscard]] static std::size_t chain_of(Decimal amount);
  [[nodiscard]] bool stands_with(const PrintedAmount& printed, rules::Mark mark) const;

  const DocumentView& document_;
  rules::Room<PrintedAmount> all_;
  std::size_t count_ = 0;                  // of them
  std::array<text::Index, kChains> last_;  // the last amount of each chain; none when it is empty
};

}  // namespace prefill
