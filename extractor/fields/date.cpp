// Reads dates from normalised text without backtracking over more than a few bytes.

#include "extractor/fields/date.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

struct MonthName {
  std::string_view name;
  int month;
};

// Longer names first where one begins another. Accents are folded in normal form.
constexpr std::array kMonths = {
    MonthName{"janvier", 1},   MonthName{"january", 1},   MonthName{"januar", 1},   MonthName{"janv", 1},
    MonthName{"jan", 1},       MonthName{"fevrier", 2},   MonthName{"february", 2}, MonthName{"februar", 2},
    MonthName{"fevr", 2},      MonthName{"fev", 2},       MonthName{"feb", 2},      MonthName{"mars", 3},
    MonthName{"march", 3},     MonthName{"maerz", 3},     MonthName{"marz", 3},     MonthName{"mar", 3},
    MonthName{"avril", 4},     MonthName{"april", 4},     MonthName{"avr", 4},      MonthName{"apr", 4},
    MonthName{"mai", 5},       MonthName{"may", 5},       MonthName{"juin", 6},     MonthName{"june", 6},
    MonthName{"juni", 6},      MonthName{"jun", 6},       MonthName{"juillet", 7},  MonthName{"july", 7},
    MonthName{"juli", 7},      MonthName{"juil", 7},      MonthName{"jul", 7},      MonthName{"aout", 8},
    MonthName{"august", 8},    MonthName{"aou", 8},       MonthName{"aug", 8},      MonthName{"septembre", 9},
    MonthName{"september", 9}, MonthName{"sept", 9},      MonthName{"sep", 9},      MonthName{"octobre", 10},
    MonthName{"october", 10},  MonthName{"oktober", 10},  MonthName{"oct", 10},     MonthName{"okt", 10},
    MonthName{"novembre", 11}, MonthName{"november", 11}, MonthName{"nov", 11},     MonthName{"decembre", 12},
    MonthName{"december", 12}, MonthName{"dezember", 12}, MonthName{"dec", 12},     MonthName{"dez", 12}};

constexpr std::array<std::string_view, 21> kWeekdays = {
    "lundi",  "mardi",    "mercredi",  "jeudi",      "vendredi", "samedi",   "dimanche",
    "monday", "tuesday",  "wednesday", "thursday",   "friday",   "saturday", "sunday",
    "montag", "dienstag", "mittwoch",  "donnerstag", "freitag",  "samstag",  "sonntag"};

/// Reads on in a text; every step either advances or leaves the place alone.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t place() const { return place_; }
  [[nodiscard]] char peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }
  void skip(std::string_view any_of) {
    while (place_ < text_.size() && any_of.find(text_[place_]) != std::string_view::npos) ++place_;
  }

  /// A number of `least` to `most` digits that is not followed by another digit.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t end = place_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end - place_ < least || end - place_ > most) return std::nullopt;
    int value = 0;
    std::from_chars(text_.data() + place_, text_.data() + end, value);
    place_ = end;
    return value;
  }

  bool word(std::string_view expected) {
    if (!has_at(text_, place_, expected)) return false;
    const std::size_t end = place_ + expected.size();
    if (end < text_.size() && is_lower(text_[end])) return false;
    place_ = end;
    return true;
  }

  std::optional<int> month() {
    for (const MonthName& name : kMonths) {
      if (word(name.name)) return name.month;
    }
    return std::nullopt;
  }

 private:
  std::string_view text_;
  std::size_t place_ = 0;
};

int days_in(int month, int year) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && (year % 4 == 0) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<Date> checked(int year, int month, int day) {
  if (year < 100) year += 2000;
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > days_in(month, year)) {
    return std::nullopt;
  }
  return Date{year, month, day};
}

/// `31/01/2022`, `2022-01-31`: three numbers with the same separator, spaces around it allowed.
std::optional<ParsedDate> numeric(std::string_view text) {
  Reader in(text);
  std::array<int, 3> parts{};
  std::array<std::size_t, 3> digits{};
  char separator = '\0';
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      Reader ahead = in;
      ahead.skip(" ");
      const char found = ahead.peek();
      if (found != '/' && found != '-' && found != '.') {
        // A plain space separates only three full numbers: 31 01 2022.
        if (found == '\0' || ahead.place() == in.place() || (i == 2 && separator != ' ')) return std::nullopt;
        separator = ' ';
      } else {
        if (i == 2 && found != separator) return std::nullopt;
        separator = found;
        ahead.skip(std::string_view(&found, 1));
        ahead.skip(" ");
      }
      in = ahead;
    }
    const std::size_t start = in.place();
    const auto number = in.number(1, 4);
    if (!number) return std::nullopt;
    parts[i] = *number;
    digits[i] = in.place() - start;
  }
  if (separator == ' ' && (digits[0] != 2 || digits[1] != 2 || digits[2] != 4)) return std::nullopt;
  std::optional<Date> date;
  if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) {
    date = checked(parts[0], parts[1], parts[2]);
  } else if (digits[0] <= 2 && digits[1] <= 2 && (digits[2] == 4 || digits[2] == 2)) {
    date = checked(parts[2], parts[1], parts[0]);
    if (!date) date = checked(parts[2], parts[0], parts[1]);
  }
  if (!date) return std::nullopt;
  return ParsedDate{*date, in.place()};
}

/// `20220131`
std::optional<ParsedDate> bare(std::string_view text) {
  Reader in(text);
  const auto number = in.number(8, 8);
  if (!number) return std::nullopt;
  const auto date = checked(*number / 10'000, *number / 100 % 100, *number % 100);
  if (!date || *number < 10'000'000) return std::nullopt;
  return ParsedDate{*date, in.place(), true};
}

/// A written date has a digit near: behind a day of the week and a month there are at most this many letters and signs.
bool digit_is_near(std::string_view text) {
  constexpr std::size_t kReach = 22;  // "wednesday, september 1"
  return std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), kReach)), is_digit);
}

/// `mardi 1er mars 2026`, `12. marz 2026`, `march 12, 2026`
std::optional<ParsedDate> written(std::string_view text) {
  if (!digit_is_near(text)) return std::nullopt;
  Reader in(text);
  for (const std::string_view weekday : kWeekdays) {
    if (in.word(weekday)) break;
  }
  in.skip(" ,.");
  std::optional<int> day;
  std::optional<int> month = in.month();
  if (month) {
    in.skip(" .");
    day = in.number(1, 2);
    if (day && !in.word("st") && !in.word("nd") && !in.word("rd")) in.word("th");
  } else {
    day = in.number(1, 2);
    if (!day) return std::nullopt;
    if (!in.word("er") && !in.word("st") && !in.word("nd") && !in.word("rd")) in.word("th");
    in.skip(" .-/");
    month = in.month();
  }
  if (!day || !month) return std::nullopt;
  in.skip(" .,-/");
  const std::size_t start = in.place();
  const auto year = in.number(2, 4);
  if (!year || in.place() - start == 3) return std::nullopt;
  const auto date = checked(*year, *month, *day);
  if (!date) return std::nullopt;
  return ParsedDate{*date, in.place()};
}

}  // namespace

std::string to_string(const Date& date) {
  std::string out(10, '-');
  const auto put = [&](std::size_t at, int digits, int number) {
    for (int i = digits - 1; i >= 0; --i, number /= 10) out[at + i] = static_cast<char>('0' + number % 10);
  };
  put(0, 4, date.year);
  put(5, 2, date.month);
  put(8, 2, date.day);
  return out;
}

std::optional<ParsedDate> parse_date(std::string_view text) {
  for (const auto parse : {numeric, bare, written}) {
    const auto found = parse(text);
    if (!found) continue;
    const char next = found->length < text.size() ? text[found->length] : ' ';
    if (!is_alnum(next)) return found;
  }
  return std::nullopt;
}

}  // namespace prefill
