// Reads dates from normalised text without backtracking over more than a few bytes.

#include "extractor/fields/date.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

/// A name of a month, or of a day of the week, which has no number.
struct DateWord {
  std::string_view name;
  int month = 0;
};

// Accents are folded in normal form.
constexpr std::array kDateWords = {
    DateWord{"janvier", 1},   DateWord{"january", 1},   DateWord{"januar", 1},   DateWord{"janv", 1},
    DateWord{"jan", 1},       DateWord{"fevrier", 2},   DateWord{"february", 2}, DateWord{"februar", 2},
    DateWord{"fevr", 2},      DateWord{"fev", 2},       DateWord{"feb", 2},      DateWord{"mars", 3},
    DateWord{"march", 3},     DateWord{"maerz", 3},     DateWord{"marz", 3},     DateWord{"mar", 3},
    DateWord{"avril", 4},     DateWord{"april", 4},     DateWord{"avr", 4},      DateWord{"apr", 4},
    DateWord{"mai", 5},       DateWord{"may", 5},       DateWord{"juin", 6},     DateWord{"june", 6},
    DateWord{"juni", 6},      DateWord{"jun", 6},       DateWord{"juillet", 7},  DateWord{"july", 7},
    DateWord{"juli", 7},      DateWord{"juil", 7},      DateWord{"jul", 7},      DateWord{"aout", 8},
    DateWord{"august", 8},    DateWord{"aou", 8},       DateWord{"aug", 8},      DateWord{"septembre", 9},
    DateWord{"september", 9}, DateWord{"sept", 9},      DateWord{"sep", 9},      DateWord{"octobre", 10},
    DateWord{"october", 10},  DateWord{"oktober", 10},  DateWord{"oct", 10},     DateWord{"okt", 10},
    DateWord{"novembre", 11}, DateWord{"november", 11}, DateWord{"nov", 11},     DateWord{"decembre", 12},
    DateWord{"december", 12}, DateWord{"dezember", 12}, DateWord{"dec", 12},     DateWord{"dez", 12},
    DateWord{"lundi"},        DateWord{"mardi"},        DateWord{"mercredi"},    DateWord{"jeudi"},
    DateWord{"vendredi"},     DateWord{"samedi"},       DateWord{"dimanche"},    DateWord{"monday"},
    DateWord{"tuesday"},      DateWord{"wednesday"},    DateWord{"thursday"},    DateWord{"friday"},
    DateWord{"saturday"},     DateWord{"sunday"},       DateWord{"montag"},      DateWord{"dienstag"},
    DateWord{"mittwoch"},     DateWord{"donnerstag"},   DateWord{"freitag"},     DateWord{"samstag"},
    DateWord{"sonntag"}};

constexpr WordStarts kStarts = [] {
  WordStarts starts;
  for (const DateWord& word : kDateWords) starts.add(word.name);
  return starts;
}();

constexpr std::string_view kFrenchOrdinal = "er";
constexpr std::array<std::string_view, 4> kEnglishOrdinals = {"st", "nd", "rd", "th"};

constexpr WordStarts kBehindDay = [] {
  WordStarts starts = kStarts;
  starts.add(kFrenchOrdinal);
  for (const std::string_view ordinal : kEnglishOrdinals) starts.add(ordinal);
  return starts;
}();

/// The names in the order of their first letters, and where those of each letter begin.
struct Words {
  std::array<DateWord, kDateWords.size()> words = kDateWords;
  std::array<std::size_t, 27> first{};
};
constexpr Words kByLetter = [] {
  Words by_letter;
  std::sort(by_letter.words.begin(), by_letter.words.end(),
            [](const DateWord& a, const DateWord& b) { return a.name < b.name; });
  for (const DateWord& word : by_letter.words) ++by_letter.first[static_cast<std::size_t>(word.name[0] - 'a') + 1];
  std::partial_sum(by_letter.first.begin(), by_letter.first.end(), by_letter.first.begin());
  return by_letter;
}();

/// The name that is the whole word at the start of `text`; null when there is none.
const DateWord* date_word(std::string_view text) {
  if (text.size() < 3 || !is_lower(text[0]) || !kStarts.has(text[0], text[1])) return nullptr;
  const auto letter = static_cast<std::size_t>(text[0] - 'a');
  const std::span own = std::span(kByLetter.words)
                            .subspan(kByLetter.first[letter], kByLetter.first[letter + 1] - kByLetter.first[letter]);
  const auto found = std::find_if(own.begin(), own.end(), [&](const DateWord& known) {
    const std::size_t end = known.name.size();
    return known.name[2] == text[2] && text.starts_with(known.name) && (end == text.size() || !is_lower(text[end]));
  });
  return found == own.end() ? nullptr : &*found;
}

/// Reads on in a text; every step either advances or leaves the place alone.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t place() const { return place_; }
  [[nodiscard]] char peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }
  void skip(std::string_view any_of) {
    const auto one = [&](char c) { return std::find(any_of.begin(), any_of.end(), c) != any_of.end(); };
    while (place_ < text_.size() && one(text_[place_])) ++place_;
  }

  /// A number of `least` to `most` digits that is not followed by another digit.
  std::optional<int> number(std::size_t least, std::size_t most) {
    const DigitRow digits = digit_row(text_, place_);
    if (digits.count < least || digits.count > most) return std::nullopt;
    place_ += digits.count;
    return static_cast<int>(digits.value);
  }

  bool word(std::string_view expected) {
    if (!has_at(text_, place_, expected)) return false;
    const std::size_t end = place_ + expected.size();
    if (end < text_.size() && is_lower(text_[end])) return false;
    place_ = end;
    return true;
  }

  bool english_ordinal() {
    return std::ranges::any_of(kEnglishOrdinals, [&](std::string_view ordinal) { return word(ordinal); });
  }

  void weekday() {
    const DateWord* found = date_word(text_.substr(place_));
    if (found != nullptr && found->month == 0) place_ += found->name.size();
  }

  std::optional<int> month() {
    const DateWord* found = date_word(text_.substr(place_));
    if (found == nullptr || found->month == 0) return std::nullopt;
    place_ += found->name.size();
    return found->month;
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

bool digit_is_near(std::string_view text) {
  return std::ranges::any_of(text.substr(0, first_digit_reach), is_digit);
}

/// `mardi 1er mars 2026`, `12. marz 2026`, `march 12, 2026`
std::optional<ParsedDate> written(std::string_view text) {
  Reader in(text);
  in.weekday();
  in.skip(" ,.");
  std::optional<int> day;
  std::optional<int> month = in.month();
  if (month) {
    in.skip(" .");
    day = in.number(1, 2);
    if (day) in.english_ordinal();
  } else {
    day = in.number(1, 2);
    if (!day) return std::nullopt;
    if (!in.word(kFrenchOrdinal)) in.english_ordinal();
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

/// True when a date may go on behind its first number, of `digits` digits: with a sign, a word, or, after two digits
/// and a space, with another number.
bool may_go_on(std::string_view text, std::size_t digits) {
  const std::size_t next = skip_spaces(text, digits);
  if (next == text.size()) return false;
  const char c = text[next];
  return c == '/' || c == '-' || c == '.' || is_lower(c) || (digits == 2 && next > digits && is_digit(c));
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

const WordStarts& date_word_starts() {
  return kStarts;
}

const WordStarts& day_follower_starts() {
  return kBehindDay;
}

bool begins_with_date_word(std::string_view text) {
  return date_word(text) != nullptr;
}

std::optional<ParsedDate> parse_date(std::string_view text) {
  const auto whole = [&](const std::optional<ParsedDate>& found) {
    return found && (found->length == text.size() || !is_alnum(text[found->length]));
  };
  // How many digits come first leaves one or two ways to go on, and so does what follows them; most numbers end here.
  const std::size_t digits = digits_at(text, 0);
  if (digits == 0 && !digit_is_near(text)) return std::nullopt;
  if (digits > 0 && digits < 8 && !may_go_on(text, digits)) return std::nullopt;
  if (digits == 1 || digits == 2 || digits == 4) {
    if (const auto found = numeric(text); whole(found)) return found;
  }
  if (digits == 8) {
    if (const auto found = bare(text); whole(found)) return found;
  }
  if (digits <= 2) {
    if (const auto found = written(text); whole(found)) return found;
  }
  return std::nullopt;
}

}  // namespace prefill
