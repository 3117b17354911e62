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
constexpr std::string_view kEuro = "€";
constexpr std::array<std::string_view, 3> kCurrencySigns = {kEuro, "$", "£"};

constexpr std::size_t kMostDigits = 12;  // before the decimals
constexpr std::size_t kMostDecimals = 6;

constexpr WordStarts kStarts = [] {
  WordStarts starts;
  for (const std::string_view word : kCurrencyWords) starts.add(word);
  return starts;
}();

/// Length of the currency sign or code at `from`, whose first byte some currency has; 0 when there is none. Out of
/// line, so that the usual answer, that there is none, costs a look at that byte.
[[gnu::noinline]] std::size_t known_currency_at(std::string_view text, std::size_t from) {
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

/// The first bytes of currencies: the signs of euro and pound are UTF-8, the others begin in ASCII.
constexpr std::array<bool, 256> kFirstBytes = [] {
  std::array<bool, 256> first{};
  for (const std::string_view word : kCurrencyWords) first[static_cast<unsigned char>(word[0])] = true;
  for (const std::string_view sign : kCurrencySigns) first[static_cast<unsigned char>(sign[0])] = true;
  return first;
}();

constexpr std::uint8_t kGoesOn = 1;  // when it follows at once, the number may be a part of a word
constexpr std::uint8_t kPart = 2;    // of the amount, behind a space or not

/// What a byte behind a number may be. Most are neither.
constexpr std::array<std::uint8_t, 256> kBehind = [] {
  std::array<std::uint8_t, 256> behind{};
  for (std::size_t i = 0; i < behind.size(); ++i) {
    const char c = static_cast<char>(i);
    if (is_alnum(c) || c == '_' || c == '/' || c == '-' || c == ',' || c == '.' || c == ':') behind[i] |= kGoesOn;
    if (kFirstBytes[i] || c == '%' || c == ')') behind[i] |= kPart;
  }
  return behind;
}();

constexpr std::uint8_t kDecimals = 1;  // a decimal mark
constexpr std::uint8_t kJoins = 2;     // between groups
constexpr std::uint8_t kUnusual = 4;   // the euro's first byte

/// What a byte behind digits may be.
constexpr std::array<std::uint8_t, 256> kSigns = [] {
  std::array<std::uint8_t, 256> signs{};
  for (const char c : {'.', ','}) signs[static_cast<unsigned char>(c)] = kDecimals | kJoins;
  for (const char c : {' ', '\''}) signs[static_cast<unsigned char>(c)] = kJoins;
  signs[static_cast<unsigned char>(kEuro[0])] = kUnusual;
  return signs;
}();

/// The byte at `at`, a newline behind the end.
unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(at < text.size() ? text[at] : '\n');
}

/// Length of the currency sign or code at `from`, 0 when there is none.
std::size_t currency_at(std::string_view text, std::size_t from) {
  if (from >= text.size() || !kFirstBytes[static_cast<unsigned char>(text[from])]) return 0;
  return known_currency_at(text, from);
}

struct Number {
  std::int64_t millionths = 0;
  std::size_t end = 0;
  int decimals = 0;
  bool currency = false;  // its sign stands in the place of the decimal mark
};

Number with_decimals(std::int64_t whole, const DigitRow& decimals, std::size_t end) {
  constexpr std::array<std::int64_t, 7> kUnits = {1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
  const std::int64_t fraction = static_cast<std::int64_t>(decimals.value) * kUnits[decimals.count];
  return {whole * 1'000'000 + fraction, end, static_cast<int>(decimals.count), false};
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

/// The number that begins at `start` with the digits `first`, in groups, or with a sign in an unusual place. Out of
/// line, so that most numbers are read without a loop.
[[gnu::noinline]] std::optional<Number> grouped_number(std::string_view text, std::size_t start, const DigitRow& first,
                                                       const PageMark& mark) {
  std::size_t end = start + first.count;
  auto whole = static_cast<std::int64_t>(first.value);
  std::size_t digits = first.count;
  char group = '\0';
  const bool padded = first.count > 1 && text[start] == '0';
  const bool may_group = first.count <= 3 && !padded;

  while (end < text.size()) {
    const char c = text[end];
    // 1 234€56
    if (has_at(text, end, kEuro)) {
      const DigitRow cents = digit_row(text, end + kEuro.size());
      const std::size_t after = end + kEuro.size() + 2;
      if (cents.count != 2 || (after < text.size() && is_alnum(text[after]))) break;
      Number number = with_decimals(whole, cents, after);
      number.currency = true;
      return number;
    }
    const bool decimal_sign = c == '.' || c == ',';
    if (!decimal_sign && c != ' ' && c != '\'') break;
    // 27946 ,00
    if (c == ' ' && (has_at(text, end + 1, ",") || has_at(text, end + 1, ".")) && digits_at(text, end + 2) == 2 &&
        text[end + 1] == sign_of(mark())) {
      ++end;
      continue;
    }
    const DigitRow run = digit_row(text, end + 1);
    if (run.count == 3 && may_group && (group == '\0' || group == c)) {
      const std::size_t behind = end + 1 + run.count;
      const bool grouped = (has_at(text, behind, ".") || has_at(text, behind, ",")) && digits_at(text, behind + 1) > 0;
      const bool open = decimal_sign && group == '\0' && !grouped;
      if (!(open && c == sign_of(mark()))) {
        if (digits + 3 > kMostDigits) return std::nullopt;
        group = c;
        whole = whole * 1000 + static_cast<std::int64_t>(run.value);
        digits += 3;
        end += 4;
        continue;
      }
    }
    if (decimal_sign && c != group && run.count >= 1 && run.count <= kMostDecimals) {
      return with_decimals(whole, run, end + 1 + run.count);
    }
    break;
  }
  return with_decimals(whole, {}, end);
}

/// The digits, with groups and decimals, that begin at `start`. What follows the first of them is hard to guess, so
/// there is one branch for all that needs no second look: `12`, `1234,56`, `12 34`.
std::optional<Number> number_at(std::string_view text, std::size_t start, const PageMark& mark) {
  const DigitRow first = digit_row(text, start);
  if (first.count == 0 || first.count > kMostDigits) return std::nullopt;
  const std::size_t end = start + first.count;
  const DigitRow second = digit_row(text, end + 1);
  const unsigned sign = kSigns[byte_at(text, end)];
  const unsigned next = kSigns[byte_at(text, end + 1)];
  const unsigned unusual = kUnusual | kJoins * static_cast<unsigned>(second.count == 3) | kJoins * (next & kDecimals);
  if ((sign & unusual) != 0) return grouped_number(text, start, first, mark);
  const std::size_t has_decimals = sign & kDecimals & static_cast<unsigned>(second.count - 1 < kMostDecimals);
  const DigitRow decimals = {has_decimals * second.count, has_decimals * second.value};
  return with_decimals(static_cast<std::int64_t>(first.value), decimals, end + has_decimals + decimals.count);
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
  bool bracket = false;
  if (!text.empty() && !is_digit(text[0])) {  // most amounts have nothing before their digits
    bracket = has_at(text, at, "(");
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
  }
  const auto number = number_at(text, at, mark);
  if (!number) return std::nullopt;
  amount.decimals = number->decimals;
  amount.currency = amount.currency || number->currency;
  std::size_t end = number->end;
  // Mostly one space or none, which is hard to guess.
  std::size_t next = skip_spaces(text, end + static_cast<std::size_t>(byte_at(text, end) == ' '));
  if (kBehind[byte_at(text, next)] >> static_cast<unsigned>(next > end) == 0) {
    amount.value = {negative ? -number->millionths : number->millionths};
    amount.length = end;
    return amount;
  }
  const auto take = [&](std::size_t length) {
    end = next + length;
    next = skip_spaces(text, end);
  };
  if (const std::size_t currency = currency_at(text, next); currency != 0) {
    amount.currency = true;
    take(currency);
  }
  if (has_at(text, next, "%")) {
    amount.percent = true;
    take(1);
  }
  if (has_at(text, end, "-") && (end + 1 >= text.size() || !is_alnum(text[end + 1]))) {
    negative = true;
    next = end;
    take(1);
  }
  if (bracket && has_at(text, next, ")")) {
    end = next + 1;
    negative = !amount.percent;
  }
  if (end < text.size()) {
    const char c = text[end];
    const bool goes_on = is_alnum(c) || c == '_' ||
                         ((c == '/' || c == '-' || c == ',' || c == '.' || c == ':') && end + 1 < text.size() &&
                          is_alnum(text[end + 1]));
    if (goes_on) return std::nullopt;
  }
  amount.value = {negative ? -number->millionths : number->millionths};
  amount.length = end;
  return amount;
}

}  // namespace prefill
