// What the rules and the scanner of values found on the pages read: the material of which fields are made.

#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <variant>

#include "extractor/arena.h"
#include "extractor/fields/date.h"
#include "extractor/fields/decimal.h"
#include "extractor/text/page_text.h"
#include "rules/scanner.h"

namespace prefill {

enum class FoundType : std::uint8_t { amount, percent, date, siret, siren, vat_id, iban };

/// Something on the page that has the shape of a value.
struct FoundValue {
  FoundType type = FoundType::amount;
  text::Span span;
  text::Index cell = 0;
  Decimal number;               // amount, percent
  int decimals = 0;             // amount
  bool currency = false;        // amount: a currency stands beside it
  Date date;                    // date
  bool bare = false;            // date: eight digits, a date only beside a label
  std::string_view identifier;  // siret, siren, vat_id, iban; without spaces, in capitals; lives in the arena
};

/// A page with what was found on it, both in order of place.
class PageView {
 public:
  const text::PageText* text;
  ArenaVector<rules::Match> matches;
  ArenaVector<FoundValue> values;

  PageView(const text::PageText* page, Arena* arena)
      : text(page), matches(arena), values(arena), by_target_(arena), cells_(arena), labels_(arena) {}

  // Most questions are about few of a page's many matches, and asked often. The first one sorts the matches, so they
  // must be complete by then and stay as they are.

  /// The matches that announce `target`, in order of place.
  [[nodiscard]] std::span<const rules::Match* const> announcing(std::variant<rules::Field, rules::Mark> target) const;
  /// The cell in which `match`, one of `matches`, begins.
  [[nodiscard]] text::Index cell_of(const rules::Match& match) const {
    sort_matches();
    return cells_[static_cast<std::size_t>(&match - matches.data())];
  }
  /// The line in which `match`, one of `matches`, begins.
  [[nodiscard]] text::Index line_of(const rules::Match& match) const { return text->cells()[cell_of(match)].line; }
  /// Where the first label in the cell begins; the end of the cell when there is none.
  [[nodiscard]] text::Index label_in(text::Index cell) const {
    sort_matches();
    return labels_[cell];
  }

 private:
  void sort_matches() const {
    if (!sorted_) sort();
  }
  void sort() const;

  mutable bool sorted_ = false;
  mutable ArenaVector<const rules::Match*> by_target_;  // by field, then by mark
  mutable ArenaVector<text::Index> cells_;              // by match
  mutable ArenaVector<text::Index> labels_;             // by cell
  mutable std::array<text::Index, rules::field_count + rules::mark_count + 1> first_of_target_{};
};

/// The pages read, in order, and the rules they were searched with.
struct DocumentView {
  const rules::RulePack* pack;
  rules::Scanner* scanner;
  Arena* arena;
  ArenaVector<PageView> pages;

  DocumentView(const rules::RulePack* rule_pack, rules::Scanner* rule_scanner, Arena* memory)
      : pack(rule_pack), scanner(rule_scanner), arena(memory), pages(memory) {}

  [[nodiscard]] const rules::Rule& rule(const rules::Match& match) const { return pack->rules[match.rule]; }
};

/// A copy of `text` that lives as long as `arena` holds the document.
[[nodiscard]] inline std::string_view kept(std::string_view text, Arena* arena) {
  if (text.empty()) return {};
  auto* const copy = static_cast<char*>(arena->allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), copy);
  return {copy, text.size()};
}

/// True for a match that announces a value of its own, so that what follows belongs to it and to no label before it.
[[nodiscard]] bool is_label(const rules::Match& match);

/// The matches that begin in `span`.
[[nodiscard]] inline std::span<const rules::Match> matches_in(const PageView& page, text::Span span) {
  const auto first = std::lower_bound(page.matches.begin(), page.matches.end(), span.from,
                                      [](const rules::Match& m, text::Index at) { return m.from < at; });
  const auto last = std::find_if(first, page.matches.end(), [&](const rules::Match& m) { return m.from >= span.to; });
  return {page.matches.data() + (first - page.matches.begin()), static_cast<std::size_t>(last - first)};
}

}  // namespace prefill
