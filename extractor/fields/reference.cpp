// Cuts references out of text by what they cannot be.

#include "extractor/fields/reference.h"

#include <algorithm>
#include <cmath>

#include "extractor/fields/amount.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/date.h"

namespace prefill {
namespace {

using text::Index;
using text::Span;

bool reference_byte(char c) {
  return is_alnum(c) || c == '-' || c == '_' || c == '/' || c == '.' || c == '+';
}

/// The word of reference characters that begins at `from`.
Span word_at(std::string_view text, Index from, Index end) {
  Index to = from;
  while (to < end && reference_byte(text[to])) ++to;
  return {from, to};
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
/// `567.001`, the end of a number in groups.
bool digits_and_points(std::string_view text) {
  return is_digit(text.front()) && is_digit(text.back()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}
bool all_letters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_lower);
}

/// Past what stands between a label and its value: colons, dashes, `n°`, brackets.
Index skip_separators(std::string_view text, Span place) {
  Index at = place.from;
  while (at < place.to) {
    if (has_at(text, at, "n°")) {
      at += 3;
    } else if (text[at] == ' ' || text[at] == ':' || text[at] == '=' || text[at] == '>' || text[at] == '|' ||
               text[at] == ')') {
      ++at;
    } else if (at + 1 < place.to && text[at] == text[at + 1] &&
               (text[at] == '.' || text[at] == '_' || text[at] == '-')) {
      const char leader = text[at];  // NUMERO........: 12
      while (at < place.to && text[at] == leader) ++at;
    } else if ((text[at] == '-' || text[at] == '.' || text[at] == '/' || text[at] == ',') && at + 1 < place.to &&
               (text[at + 1] == ' ' || text[at + 1] == ':')) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

/// Past a remark in brackets, "(Chorus) :", and past up to five words that end in `n°`; `at` when there is neither.
Index skip_words(std::string_view text, Index at, Index end) {
  constexpr std::size_t kLongestRemark = 30;
  if (has_at(text, at, "(")) {
    const std::size_t close = text.find(')', at);
    if (close < end && close - at <= kLongestRemark) return static_cast<Index>(close + 1);
  }
  // "Facture du 12/03/2026 n° FA-7"
  if (has_at(text, at, "du ") || has_at(text, at, "le ")) {
    if (const auto date = parse_date(text.substr(at + 3, end - at - 3))) {
      const std::size_t sign = skip_spaces(text, at + 3 + date->length);
      if (sign < end && has_at(text, sign, "n°")) return static_cast<Index>(sign);
    }
  }
  constexpr int kMostWords = 5;
  Index next = at;
  for (int words = 0; words < kMostWords && next < end; ++words) {
    if (has_at(text, next, "n°")) return next;
    const Index word = next;
    while (next < end && (is_lower(text[next]) || text[next] == '\'')) ++next;
    if (next == word) return at;
    next = static_cast<Index>(skip_spaces(text, next));
  }
  return next < end && has_at(text, next, "n°") ? next : at;
}

bool capitals(const text::PageText& page, Span span) {
  const std::string printed = page.printed(span);
  return std::none_of(printed.begin(), printed.end(), is_lower);
}

/// True for a word printed as words are, not as the prefix of a reference is: "de 250", "Ligne 06".
bool ordinary(const text::PageText& page, Span word) {
  constexpr std::size_t kShort = 4;  // "Fact 250"
  const std::string printed = page.printed(word);
  return is_lower(printed.front()) || (printed.size() > kShort && is_lower(printed.back()));
}

/// Joins following words that belong to the reference: see the header.
Span joined(const text::PageText& page, Span word, Index end) {
  constexpr std::size_t kPrefix = 5;  // letters that may stand apart before the digits
  const std::string_view text = page.text();
  const auto part = [&](Span span) { return text.substr(span.from, span.to - span.from); };
  while (word.to + 1 < end && text[word.to] == ' ') {
    const Span next = word_at(text, word.to + 1, end);
    if (next.from == next.to) break;
    const std::string_view before = part(word);
    const std::string_view after = part(next);
    const auto date = parse_date(text.substr(next.from, end - next.from));
    const bool dated = date && !date->bare;  // "commande du 12/03/2026"
    const bool prefix =
        all_letters(before) && before.size() <= kPrefix && has_digit(after) && !dated && !ordinary(page, word);
    const bool dangling = before.back() == '/' || before.back() == '-' || after.front() == '/' || after == "-" ||
                          (after.front() == '-' && after.size() > 1);
    const bool last_is_digits = is_digit(before.back()) && digits_and_points(after) && next.to == end &&
                                all_digits(before.substr(before.find_last_of(' ') + 1));
    const bool digits_follow = all_digits(after) && next.to < end &&
                               all_digits(before.substr(before.find_last_of(' ') + 1)) && next.to + 1 < end &&
                               is_digit(text[next.to + 1]);
    if (!prefix && !(dangling && has_digit(after)) && !last_is_digits && !digits_follow && after != "/") break;
    word.to = next.to;
  }
  return word;
}

/// `75015 paris`: a number that a word follows is an address or a quantity rather than a reference.
double surroundings(std::string_view text, Span word, Index end) {
  const std::size_t next = skip_spaces(text, word.to);
  if (next >= end) return 1;
  constexpr std::string_view kEnds = "(,;-/|.";
  if (kEnds.find(text[next]) != std::string_view::npos) return 0.97;
  for (const std::string_view joint :
       {"du ", "le ", "en ", "de ", "et ", "a ", "au ", "pour ", "sur ", "vom ", "dated ", "of "}) {
    if (has_at(text, next, joint)) return 0.98;
  }
  return all_digits(text.substr(word.from, word.to - word.from)) ? 0.55 : 0.8;
}

}  // namespace

ArenaVector<Span> parts_of(const text::PageText& page, Index cell, Span reference, Arena* arena) {
  const std::string_view text = page.text();
  const auto hyphen = [](char c) { return c == '-' || c == '/' || c == '_'; };
  ArenaVector<Span> parts(1, reference, arena);
  while (true) {
    const text::Cell& above = page.cells()[cell];
    const std::string_view behind = text.substr(parts.back().to, above.text.to - parts.back().to);
    const bool open = behind.size() == 1 && hyphen(behind[0]);
    if (above.below == text::none || !(behind.empty() || open)) return parts;
    cell = above.below;
    const text::Cell& below = page.cells()[cell];
    const Span part = word_at(text, below.text.from, below.text.to);
    const bool whole = part.to == below.text.to && part.to > part.from + 1 && is_alnum(text[part.to - 1]);
    const bool joint = whole && hyphen(text[part.from]) != open && is_alnum(text[part.from + 1]);
    const bool under = std::abs(below.box.x0 - above.box.x0) < 0.5F * above.size;
    if (!joint || !under || !has_digit(page.text(part))) return parts;
    if (open) ++parts.back().to;
    parts.push_back(part);
  }
}

std::optional<FoundReference> find_reference(const text::PageText& page, Span place, Letters letters) {
  const std::string_view text = page.text();
  Index from = skip_separators(text, place);
  from = skip_separators(text, {skip_words(text, from, place.to), place.to});
  Span word = word_at(text, from, place.to);
  if (word.from == word.to) return std::nullopt;
  const std::string_view rest = text.substr(from, place.to - from);
  if (const auto date = parse_date(rest); date && !date->bare) return std::nullopt;
  if (const auto amount = parse_amount(rest, DecimalMark::comma);
      amount && (amount->currency || amount->percent || amount->decimals == 2)) {
    return std::nullopt;
  }
  word = joined(page, word, place.to);
  while (word.to > word.from && !is_alnum(text[word.to - 1])) --word.to;
  const std::string_view found = text.substr(word.from, word.to - word.from);
  double factor = surroundings(text, word, place.to);
  if (!has_digit(found)) {
    const std::string_view between = text.substr(place.from, from - place.from);
    const bool own_cell = page.cells()[page.cell_at(place.from)].text.from == place.from;
    const bool apart = own_cell || between.find(':') != std::string_view::npos;
    const std::size_t next = text.find_first_not_of(" /,;|-", word.to);
    const bool ends = next == std::string_view::npos || next >= place.to;
    const bool code = (letters == Letters::yes || (letters == Letters::apart && apart)) && found.size() >= 2 && ends &&
                      capitals(page, word);
    if (!code) return std::nullopt;
    const bool underscored = found.find('_') != std::string_view::npos;  // as in no word
    factor *= underscored ? 0.95 : 0.8;
  }
  if (found.size() > 50) return std::nullopt;
  if (found.size() == 1) factor *= 0.5;
  return FoundReference{word, factor};
}

}  // namespace prefill
