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
#include "rules/room.h"
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

/// What a match announces.
using Target = std::variant<rules::Field, rules::Mark>;
inline constexpr std::size_t target_count = rules::field_count + rules::mark_count;

/// The place of `target` in tables of `target_count` entries: fields first, then marks.
[[nodiscard]] constexpr std::size_t target_number(const Target& target) {
  // Without a branch, since it is asked of match after match, and which is a field's cannot be guessed.
  const std::size_t own = std::visit([](auto one) { return static_cast<std::size_t>(one); }, target);
  return target.index() * rules::field_count + own;
}

/// A page with what was found on it, both in order of place.
class PageView {
 public:
  const text::PageText* text;
  ArenaVector<rules::Match> matches;
  ArenaVector<FoundValue> values;

  PageView(const text::PageText* page, Arena* arena)
      : text(page), matches(arena), values(arena), by_target_(arena), cell_of_(arena), in_cells_(arena) {}

  /// Puts in order what was found, which must be complete and stay as it is from now on: once, before any question.
  /// Most questions are about few of a page's many matches, and asked often.
  void sort();

  /// The matches that announce `target`, in order of place.
  [[nodiscard]] std::span<const rules::Match* const> announcing(const Target& target) const {
    const std::size_t number = target_number(target);
    return {by_target_.data() + first_of_target_[number], by_target_.data() + first_of_target_[number + 1]};
  }
  /// The cell in which `match`, one of `matches`, begins.
  [[nodiscard]] text::Index cell_of(const rules::Match& match) const {
    return cell_of_[static_cast<std::size_t>(&match - matches.data())];
  }
  /// The line in which `match`, one of `matches`, begins.
  [[nodiscard]] text::Index line_of(const rules::Match& match) const { return text->cells()[cell_of(match)].line; }
  /// The line in which `value`, one of `values`, begins.
  [[nodiscard]] text::Index line_of(const FoundValue& value) const { return text->cells()[value.cell].line; }
  /// The matches that begin in `cell`.
  [[nodiscard]] std::span<const rules::Match> matches_of(text::Index cell) const {
    return {matches.data() + in_cells_[cell].first_match, matches.data() + in_cells_[cell + 1].first_match};
  }
  /// The values that begin in `cell`, or behind it on the page.
  [[nodiscard]] std::span<const FoundValue> values_from(text::Index cell) const {
    return {values.data() + in_cells_[cell].first_value, values.data() + values.size()};
  }
  /// Where the first label in the cell begins; the end of the cell when there is none.
  [[nodiscard]] text::Index label_in(text::Index cell) const { return in_cells_[cell].label; }
  /// True when the cell begins with a label, so that it cannot be the value of another one.
  [[nodiscard]] bool is_label_cell(text::Index cell) const {
    const text::Span own = text->cells()[cell].text;
    const text::Index label = label_in(cell);
    return label == own.from || (label != own.to && nothing_before(own.from, label));
  }

 private:
  /// What begins in a cell.
  struct InCell {
    text::Index label = 0;
    text::Index first_match = 0;  // or of a cell behind it
    text::Index first_value = 0;
  };

  void find_cells();
  [[nodiscard]] bool nothing_before(text::Index cell, text::Index label) const;

  rules::Room<const rules::Match*> by_target_;
  rules::Room<text::Index> cell_of_;  // by match
  rules::Room<InCell> in_cells_;      // by cell, and one for the end
  std::array<text::Index, target_count + 1> first_of_target_{};
};

class Trace;

/// The pages read, in order, and the rules they were searched with.
struct DocumentView {
  const rules::RulePack* pack;
  rules::Scanner* scanner;
  Arena* arena;
  ArenaVector<PageView> pages;
  Trace* trace = nullptr;  // where scores are explained; null when nobody asks

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

}  // namespace prefill
