// One pass over the text of each line; at each start of a word the shapes are tried, the most telling first.
//
// Most places of a page begin no value. A table of first bytes, and for words the tests at the head of each shape (a
// country, a month), are all that those cost.

#include "extractor/fields/values.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractor/fields/amount.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/date.h"
#include "extractor/fields/identifier.h"

namespace prefill {
namespace {

/// How often `mark` stands before exactly two digits.
int times_before_two_digits(std::string_view text, char mark) {
  int times = 0;
  for (std::size_t i = text.find(mark, 1); i != std::string_view::npos && i + 2 < text.size();
       i = text.find(mark, i + 1)) {
    const bool two = is_digit(text[i - 1]) && is_digit(text[i + 1]) && is_digit(text[i + 2]) &&
                     (i + 3 == text.size() || !(is_alnum(text[i + 3]) || text[i + 3] == '.' || text[i + 3] == ','));
    times += two ? 1 : 0;
  }
  return times;
}

/// The decimal mark the page uses where it is beyond doubt.
DecimalMark decimal_mark(std::string_view text) {
  return times_before_two_digits(text, '.') > times_before_two_digits(text, ',') ? DecimalMark::point
                                                                                 : DecimalMark::comma;
}

constexpr std::uint8_t kBegins = 1;  // some value begins with this byte
constexpr std::uint8_t kInWord = 2;  // and none begins behind this one

constexpr std::array<std::uint8_t, 256> kBytes = [] {
  std::array<std::uint8_t, 256> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = static_cast<char>(i);
    if (is_lower(c) || may_begin_amount(c)) bytes[i] |= kBegins;
    if (is_alnum(c)) bytes[i] |= kInWord;
  }
  return bytes;
}();

/// The first place from `at` to `end` at which a value may begin; `end` when there is none.
std::size_t next_start(std::string_view text, std::size_t at, std::size_t end) {
  const auto has = [&](std::size_t i, std::uint8_t bit) {
    return (kBytes[static_cast<unsigned char>(text[i])] & bit) != 0;
  };
  for (; at < end; ++at) {
    if (has(at, kBegins) && (at == 0 || !has(at - 1, kInWord))) return at;
    while (at < end && has(at, kInWord)) ++at;
  }
  return end;
}

/// True for the few words with which some value begins.
bool may_begin_value(std::string_view word) {
  return may_begin_currency(word[0]) || may_begin_with_country(word) || begins_with_date_word(word);
}

/// An identifier at the start of `text`, which may run over cell gaps: printed boxes stand apart.
std::optional<ParsedIdentifier> find_identifier(std::string_view text, FoundType& type) {
  const auto is = [&](FoundType found, auto parsed) {
    type = found;
    return parsed;
  };
  if (is_lower(text[0])) {
    if (!may_begin_with_country(text)) return std::nullopt;
    if (const auto iban = is(FoundType::iban, parse_iban(text))) return iban;
    return is(FoundType::vat_id, parse_vat_id(text));
  }
  if (const auto siret = is(FoundType::siret, parse_siret(text))) return siret;
  return is(FoundType::siren, parse_siren(text));
}

/// True for an identifier of `text` that the end of the line may cut in two: the check digits fit, and nothing follows
/// that makes the second part something else: a postcode has its town.
bool may_be_cut(std::string_view text, FoundType type, const ParsedIdentifier& found) {
  const bool fits =
      (type == FoundType::siret && siret_valid(found.value)) || (type == FoundType::iban && iban_valid(found.value));
  const std::size_t next = skip_spaces(text, found.length);
  return fits && !(next < text.size() && is_lower(text[next]) && type == FoundType::siret);
}

/// True for the `de` of "capital de 123 456 789 euros", which is no Germany: a country is printed in capitals.
bool is_article(const text::PageText& page, std::size_t at) {
  const auto from = static_cast<text::Index>(at);
  const std::string printed = page.printed({from, from + 2});
  return page.text()[at + 2] == ' ' && std::all_of(printed.begin(), printed.end(), is_lower);
}

/// The end of what may continue the line: the first cell of the next line, if it is the same paragraph.
std::size_t reach_of(const text::PageText& page, const text::Line& line) {
  const text::Cell& last = page.cells()[line.last_cell - 1];
  if (line.last_cell == page.cells().size()) return last.text.to;
  const text::Cell& next = page.cells()[line.last_cell];
  return next.block == last.block ? next.text.to : last.text.to;
}

/// Goes over one page, from place to place.
class ValueFinder {
 public:
  ValueFinder(const text::PageText& page, ArenaVector<FoundValue>& values)
      : page_(page), text_(page.text()), values_(values), mark_(decimal_mark(text_)) {}

  void find() {
    std::size_t done = 0;  // end of the last value; one that a line's end cut in two ends in the next line
    for (const text::Line& line : page_.lines()) {
      line_end_ = page_.cells()[line.last_cell - 1].text.to;
      reach_ = reach_of(page_, line);
      cell_ = line.first_cell;
      std::size_t at = std::max<std::size_t>(page_.cells()[cell_].text.from, done);
      while ((at = next_start(text_, at, line_end_)) < line_end_) {
        const std::size_t length = take(line, at);
        at += std::max<std::size_t>(length, 1);
        if (length != 0) done = at;
      }
    }
  }

 private:
  /// Adds the value that begins at `at` and gives its length; 0 when there is none.
  std::size_t take(const text::Line& line, std::size_t at) {
    while (cell_ + 1 < line.last_cell && page_.cells()[cell_ + 1].text.from <= at) ++cell_;
    if (is_lower(text_[at]) && !may_begin_value(text_.substr(at, reach_ - at))) return 0;
    FoundValue value;
    std::size_t length = 0;
    if (is_alnum(text_[at])) {
      length = take_identifier(at, value);
      if (length == 0) length = take_date(at, value);
    }
    if (length == 0 && may_begin_amount(text_[at])) length = take_amount(at, value);
    if (length == 0) return 0;
    value.span = {static_cast<text::Index>(at), static_cast<text::Index>(at + length)};
    value.cell = cell_;
    values_.push_back(value);
    return length;
  }

  [[nodiscard]] std::string_view rest_of_cell(std::size_t at) const {
    return text_.substr(at, page_.cells()[cell_].text.to - at);
  }

  std::size_t take_identifier(std::size_t at, FoundValue& value) {
    // A text that goes on behind the line's end holds the same identifiers up to there, as a newline ends words.
    const std::string_view text = text_.substr(at, reach_ - at);
    auto found = find_identifier(text, value.type);
    if (found && at + found->length > line_end_ && !may_be_cut(text, value.type, *found)) {
      found = find_identifier(text_.substr(at, line_end_ - at), value.type);
    }
    if (!found || (value.type == FoundType::vat_id && is_article(page_, at))) return 0;
    value.identifier = kept(found->value, values_.get_allocator().resource());
    return found->length;
  }

  std::size_t take_date(std::size_t at, FoundValue& value) {
    const auto date = parse_date(rest_of_cell(at));
    if (!date) return 0;
    value.type = FoundType::date;
    value.date = date->date;
    value.bare = date->bare;
    return date->length;
  }

  std::size_t take_amount(std::size_t at, FoundValue& value) {
    const auto amount = parse_amount(rest_of_cell(at), mark_);
    if (!amount) return 0;
    value.type = amount->percent ? FoundType::percent : FoundType::amount;
    value.number = amount->value;
    value.decimals = amount->decimals;
    value.currency = amount->currency;
    return amount->length;
  }

  const text::PageText& page_;
  std::string_view text_;
  ArenaVector<FoundValue>& values_;
  DecimalMark mark_;
  std::size_t line_end_ = 0;
  std::size_t reach_ = 0;
  text::Index cell_ = 0;
};

}  // namespace

void find_values(const text::PageText& page, ArenaVector<FoundValue>& values) {
  constexpr std::size_t kBytesPerValue = 32;  // on a page full of numbers
  values.reserve(values.size() + page.text().size() / kBytesPerValue);
  ValueFinder(page, values).find();
}

}  // namespace prefill
