// Amounts that others ask for by addition: found on the pages by their value, without a label.

#pragma once

#include <span>
#include <string_view>

#include "extractor/fields/candidates.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// The amounts with two decimals of a document.
class PrintedAmounts {
 public:
  /// `document` must outlive this. They are sorted when one is first looked for: n log n; each search costs log n.
  explicit PrintedAmounts(const DocumentView& document) : document_(document), amounts_(document.arena) {}

  /// True when `amount` stands in a line that announces `mark`.
  [[nodiscard]] bool announced(Decimal amount, rules::Mark mark);

  /// Appends the last of the amounts that are `wanted` to `list`, unless it is known there, or announced as something
  /// else than a total: "Retenue de garantie", "À reporter". `a` and `b` are what asks for it; it is half as sure.
  void add(Decimal wanted, std::string_view rule, const Candidate& a, const Candidate& b, Candidates& list);

 private:
  struct Printed {
    Decimal amount;      // positive
    text::Index number;  // in order of place
    text::Index page;
    const FoundValue* value;

    bool operator<(const Printed& other) const {
      return amount != other.amount ? amount < other.amount : number > other.number;
    }
  };

  [[nodiscard]] std::span<const Printed> equal_to(Decimal wanted);
  [[nodiscard]] bool stands_with(const Printed& printed, rules::Mark mark) const;
  void sort();

  const DocumentView& document_;
  ArenaVector<Printed> amounts_;  // ascending; of equals, the last on the pages first
};

}  // namespace prefill
