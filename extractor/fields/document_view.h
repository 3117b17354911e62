// What the rules and the scanner of values found on the pages read: the material of which fields are made.

#pragma once

#include <string>
#include <string_view>

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
  Decimal number;          // amount, percent
  int decimals = 0;        // amount
  bool currency = false;   // amount: a currency stands beside it
  Date date;               // date
  bool bare = false;       // date: eight digits, a date only beside a label
  std::string identifier;  // siret, siren, vat_id, iban; without spaces, in capitals
};

/// A page with what was found on it, both in order of place.
struct PageView {
  const text::PageText* text;
  ArenaVector<rules::Match> matches;
  ArenaVector<FoundValue> values;

  PageView(const text::PageText* page, Arena* arena) : text(page), matches(arena), values(arena) {}
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

/// The mark that the match stands for, if it stands for one.
[[nodiscard]] inline const rules::Mark* mark_of(const rules::Rule& rule) {
  return std::get_if<rules::Mark>(&rule.target);
}
[[nodiscard]] inline bool is_mark(const rules::Rule& rule, rules::Mark mark) {
  const rules::Mark* found = mark_of(rule);
  return found != nullptr && *found == mark;
}

/// True for a rule that announces a value of its own, so that what follows belongs to it and to no label before it.
[[nodiscard]] bool announces(const rules::Rule& rule);

/// True when the phrase stands where its rule wants it in its cell.
[[nodiscard]] bool well_placed(const PageView& page, const rules::Match& match, const rules::Rule& rule);

}  // namespace prefill
