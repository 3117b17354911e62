// Reads numbers from normalised text.
//
// Digits come in groups. A space or an apostrophe before exactly three digits continues the number. A point or a comma
// is the decimal mark when it is the last separator and one to six digits other than three follow, or when it differs
// from an earlier separator; before three digits it is open, and the page's own decimal mark decides, unless another
// separator follows: `1,234.56` has groups on any page.

#include "extractor/fields/amount.h"

#include <array>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

constexpr std::array<std::string_view, 8> kCurrencyWords = {"euros", "euro", "eur", "usd",
                                                            "gbp",   "chf",  "xpf", "f cfp"};
constexpr std::array<std::string_view, 3> kCurrencySigns = {"€", "$", "£"};

constexpr WordStarts kStarts = [] {
  WordStarts starts;
  for (const std::string_view word : kCurrencyWords) starts.add(word);
  return starts;
}();

/// Length of the currency sign or code at `from`, 0 when there is none.
std::size_t currency_at(std::string_view text, std::size_t from) {
  if (from >= text.size() || !may_begin_currency(text[from])) return 0;
  if (!is_lower(text[from])) {
    for (const std::string_view sign : kCurrencySigns) {
      if (has_at(text, from, sign)) return sign.size();
    }
    return 0;
  }
  if (from + 1 == text.size() || !kStarts.has(text[from], text[from + 1])) return 0;
  for (const std::string_view word : kCurrencyWords) {
    const std::size_t end = from + word.size();
    if (has_at(text, from, word) && (end == text.size() || !is_lower(text[end]))) return word.size();
  }
  return 0;
}

struct Number {
  std::int64_t millionths = 0;
  std::size_t end = 0;
  int decimals = 0;
  bool currency = false;  // its sign stands in the place of the decimal mark
};

std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (is_digit(c)) value = value * 10 + (c - '0');
  }
  return value;
}

Number with_decimals(std::int64_t whole, std::string_view digits, std::size_t end) {
  std::int64_t fraction = 0;
  for (std::size_t i = 0; i < 6; ++i) fraction = fraction * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return {whole * 1'000'000 + fraction, end, static_cast<int>(digits.size()), false};
}

char sign_of(DecimalMark mark) {
  return mark == DecimalMark::comma ? ',' : '.';
}

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

/// The digits, with groups and decimals, that begin at `start`.
std::optional<Number> number_at(std::string_view text, std::size_t start, const PageMark& mark) {
  constexpr std::size_t kMostDigits = 12;
  const std::size_t first = digits_at(text, start);
  if (first == 0 || first > kMostDigits) return std::nullopt;
  std::size_t end = start + first;
  std::int64_t whole = value_of(text.substr(start, first));
  std::size_t digits = first;
  char group = '\0';
  const bool may_group = first <= 3 && !(first > 1 && text[start] == '0');

  while (end < text.size()) {
    const char c = text[end];
    // 1 234€56
    if (const std::size_t sign = has_at(text, end, "€") ? 3 : 0; sign != 0 && digits_at(text, end + sign) == 2) {
      const std::size_t after = end + sign + 2;
      if (after >= text.size() || !is_alnum(text[after])) {
        Number number = with_decimals(whole, text.substr(end + sign, 2), after);
        number.currency = true;
        return number;
      }
    }
    const bool grouping_sign = c == ' ' || c == '\'' || c == '.' || c == ',';
    if (!grouping_sign) break;
    // 27946 ,00
    if (c == ' ' && (has_at(text, end + 1, ",") || has_at(text, end + 1, ".")) && digits_at(text, end + 2) == 2 &&
        text[end + 1] == sign_of(mark())) {
      ++end;
      continue;
    }
    const std::size_t run = digits_at(text, end + 1);
    const bool decimal_sign = c == '.' || c == ',';
    const std::size_t behind = end + 1 + run;
    const bool grouped = (has_at(text, behind, ".") || has_at(text, behind, ",")) && digits_at(text, behind + 1) > 0;
    const bool open = decimal_sign && run == 3 && group == '\0' && !grouped;
    if (run == 3 && may_group && (group == '\0' || group == c) && !(open && c == sign_of(mark()))) {
      if (digits + 3 > kMostDigits) return std::nullopt;
      group = c;
      whole = whole * 1000 + value_of(text.substr(end + 1, 3));
      digits += 3;
      end += 4;
      continue;
    }
    if (decimal_sign && c != group && run >= 1 && run <= 6) {
      return with_decimals(whole, text.substr(end + 1, run), end + 1 + run);
    }
    break;
  }
  return with_decimals(whole, {}, end);
}

}  // namespace

DecimalMark PageMark::operator()() const {
  if (!mark_) {
    const bool point = times_before_two_digits(page_, '.') > times_before_two_digits(page_, ',');
    mark_ = point ? DecimalMark::point : DecimalMark::comma;
  }
  return *mark_;
}

const WordStarts& currency_starts() {
  return kStarts;
}

bool begins_with_currency(std::string_view text) {
  return currency_at(text, 0) != 0;
}

std::optional<ParsedAmount> parse_amount(std::string_view text, const PageMark& mark) {
  ParsedAmount amount;
  std::size_t at = 0;
  bool negative = false;
  const bool bracket = has_at(text, at, "(");
  if (bracket) at = skip_spaces(text, at + 1);
  const auto sign = [&] {
    if (has_at(text, at, "-") || has_at(text, at, "+")) {
      negative = negative || text[at] == '-';
      at = skip_spaces(text, at + 1);
    }
  };
  sign();
  if (const std::size_t currency = currency_at(text, at); currency != 0) {
    amount.currency = true;
    at = skip_spaces(text, at + currency);
    sign();
  }
  const auto number = number_at(text, at, mark);
  if (!number) return std::nullopt;
  amount.decimals = number->decimals;
  amount.currency = amount.currency || number->currency;
  std::size_t end = number->end;
  const auto after = [&] { return skip_spaces(text, end); };
  if (const std::size_t currency = currency_at(text, after()); currency != 0) {
    amount.currency = true;
    end = after() + currency;
  }
  if (has_at(text, after(), "%")) {
    amount.percent = true;
    end = after() + 1;
  }
  if (has_at(text, end, "-") && (end + 1 >= text.size() || !is_alnum(text[end + 1]))) {
    negative = true;
    ++end;
  }
  if (bracket && has_at(text, after(), ")")) {
    end = after() + 1;
    negative = !amount.percent;
  }
  if (end < text.size()) {
    const char next = text[end];
    const bool goes_on = is_alnum(next) || next == '_' ||
                         ((next == '/' || next == '-' || next == ',' || next == '.' || next == ':') &&
                          end + 1 < text.size() && is_alnum(text[end + 1]));
    if (goes_on) return std::nullopt;
  }
  amount.value = {negative ? -number->millionths : number->millionths};
  amount.length = end;
  return amount;
}

}  // namespace prefill
