// One pass over the text of each line; at each start of a word the shapes are tried, the most telling first.

#include "extractor/fields/values.h"

#include <algorithm>

#include "extractor/fields/amount.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/identifier.h"

namespace prefill {
namespace {

/// The decimal mark the page uses where it is beyond doubt: before exactly two digits.
DecimalMark decimal_mark(std::string_view text) {
  int commas = 0;
  int points = 0;
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    if (text[i] != ',' && text[i] != '.') continue;
    const bool two = is_digit(text[i - 1]) && is_digit(text[i + 1]) && is_digit(text[i + 2]) &&
                     (i + 3 == text.size() || !(is_alnum(text[i + 3]) || text[i + 3] == '.' || text[i + 3] == ','));
    if (two) ++(text[i] == ',' ? commas : points);
  }
  return points > commas ? DecimalMark::point : DecimalMark::comma;
}

bool may_begin(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\t' || c == '\n' || c == ' ') return false;
  return at == 0 || !is_alnum(text[at - 1]);
}

/// Identifiers, which may run over cell gaps: printed boxes stand apart.
std::size_t find_identifier(std::string_view line, FoundValue& value) {
  const auto take = [&](FoundType type, auto parsed) -> std::size_t {
    if (!parsed) return 0;
    value.type = type;
    value.identifier = std::move(parsed->value);
    return parsed->length;
  };
  if (is_lower(line[0])) {
    if (const std::size_t length = take(FoundType::iban, parse_iban(line))) return length;
    return take(FoundType::vat_id, parse_vat_id(line));
  }
  if (!is_digit(line[0])) return 0;
  if (const std::size_t length = take(FoundType::siret, parse_siret(line))) return length;
  return take(FoundType::siren, parse_siren(line));
}

/// True for the `de` of "capital de 123 456 789 euros", which is no Germany: a country is printed in capitals.
bool is_article(const text::PageText& page, std::size_t at) {
  const auto from = static_cast<text::Index>(at);
  const std::string printed = page.printed({from, from + 2});
  return page.text()[at + 2] == ' ' && std::all_of(printed.begin(), printed.end(), is_lower);
}

/// A SIRET or an IBAN that the end of the line cuts in two, in `text`, of which the first `line` bytes are the line.
/// The check digits must fit, and nothing may follow that makes the second part something else: a postcode has its
/// town.
std::size_t find_cut_identifier(std::string_view text, std::size_t line, FoundValue& value) {
  FoundValue found;
  const std::size_t length = find_identifier(text, found);
  if (length <= line) return 0;
  const bool fits = (found.type == FoundType::siret && siret_valid(found.identifier)) ||
                    (found.type == FoundType::iban && iban_valid(found.identifier));
  const std::size_t next = skip_spaces(text, length);
  if (!fits || (next < text.size() && is_lower(text[next]) && found.type == FoundType::siret)) return 0;
  value = std::move(found);
  return length;
}

/// The end of what may continue the line: the first cell of the next line, if it is the same paragraph.
std::size_t reach_of(const text::PageText& page, const text::Line& line) {
  const text::Cell& last = page.cells()[line.last_cell - 1];
  if (line.last_cell == page.cells().size()) return last.text.to;
  const text::Cell& next = page.cells()[line.last_cell];
  return next.block == last.block ? next.text.to : last.text.to;
}

std::size_t find_date(std::string_view cell, FoundValue& value) {
  if (!is_alnum(cell[0])) return 0;
  const auto date = parse_date(cell);
  if (!date) return 0;
  value.type = FoundType::date;
  value.date = date->date;
  value.bare = date->bare;
  return date->length;
}

std::size_t find_amount(std::string_view cell, DecimalMark mark, FoundValue& value) {
  const auto amount = parse_amount(cell, mark);
  if (!amount) return 0;
  value.type = amount->percent ? FoundType::percent : FoundType::amount;
  value.number = amount->value;
  value.decimals = amount->decimals;
  value.currency = amount->currency;
  return amount->length;
}

}  // namespace

void find_values(const text::PageText& page, ArenaVector<FoundValue>& values) {
  const std::string_view text = page.text();
  const DecimalMark mark = decimal_mark(text);
  std::size_t done = 0;  // end of the last value; one that a line's end cut in two ends in the next line
  for (const text::Line& line : page.lines()) {
    const std::size_t line_end = page.cells()[line.last_cell - 1].text.to;
    const std::size_t reach = reach_of(page, line);
    std::size_t at = std::max<std::size_t>(page.cells()[line.first_cell].text.from, done);
    text::Index cell = line.first_cell;
    while (at < line_end) {
      while (cell + 1 < line.last_cell && page.cells()[cell + 1].text.from <= at) ++cell;
      if (!may_begin(text, at)) {
        ++at;
        continue;
      }
      FoundValue value;
      const std::string_view rest_of_line = text.substr(at, line_end - at);
      const std::string_view rest_of_cell = text.substr(at, page.cells()[cell].text.to - at);
      std::size_t length = find_cut_identifier(text.substr(at, reach - at), rest_of_line.size(), value);
      if (length == 0) length = find_identifier(rest_of_line, value);
      if (length != 0 && value.type == FoundType::vat_id && is_article(page, at)) length = 0;
      if (length == 0) length = find_date(rest_of_cell, value);
      if (length == 0) length = find_amount(rest_of_cell, mark, value);
      if (length == 0) {
        ++at;
        continue;
      }
      value.span = {static_cast<text::Index>(at), static_cast<text::Index>(at + length)};
      value.cell = cell;
      values.push_back(std::move(value));
      at += length;
      done = at;
    }
  }
}

}  // namespace prefill
