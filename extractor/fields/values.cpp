// One pass over the text; at each start of a word the shapes are tried, the most telling first.
//
// Most places of a page begin no value. Which bytes are digits, letters and signs is found sixteen at a time, a bit for
// each; what follows a place is then known from a few bits, without a loop over its bytes: whether a digit is near, how
// long a number is, whether it is followed by as many digits as an identifier has, or by two more numbers, as in a
// date. Only what passes is read byte by byte.

#include "extractor/fields/values.h"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "extractor/fields/amount.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/date.h"
#include "extractor/fields/identifier.h"

namespace prefill {
namespace {

constexpr std::size_t kChunk = 64;

/// What sixty-four bytes of text are, a bit for each.
struct Chunk {
  std::uint64_t begins = 0;   // some value begins with this byte
  std::uint64_t in_word = 0;  // and none begins behind this one
  std::uint64_t digits = 0;
  std::uint64_t joins = 0;  // between the numbers of a date, and the groups of an identifier in one cell
  std::uint64_t gaps = 0;   // behind a cell

  /// The bytes of `text` at `at`; behind its end there is nothing.
  Chunk(std::string_view text, std::size_t at) {
    if (at + kChunk <= text.size()) {
      look_at(text.data() + at);
    } else if (at < text.size()) {
      std::array<char, kChunk> tail{};
      text.copy(tail.data(), kChunk, at);
      look_at(tail.data());
    }
  }

 private:
  void look_at(const char* bytes) {
    for (std::size_t at = 0; at < kChunk; at += sizeof(__m128i)) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
      const auto is = [&](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
      const auto between = [&](char first, char last) {
        return _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(static_cast<char>(first - 1))),
                             _mm_cmplt_epi8(block, _mm_set1_epi8(static_cast<char>(last + 1))));
      };
      const auto bits = [&](__m128i mask) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(mask))) << at;
      };
      const __m128i digit = between('0', '9');
      const __m128i word = _mm_or_si128(between('a', 'z'), digit);
      const __m128i sign = _mm_or_si128(_mm_or_si128(is('('), is('-')), is('+'));
      const __m128i currency = _mm_or_si128(_mm_or_si128(is('\xE2'), is('\xC2')), is('$'));
      digits |= bits(digit);
      in_word |= bits(word);
      begins |= bits(_mm_or_si128(word, _mm_or_si128(sign, currency)));
      joins |= bits(_mm_or_si128(between('-', '/'), is(' ')));
      gaps |= bits(between('\t', '\n'));
    }
  }
};

/// Some bits of a chunk and of the one behind it.
struct Bits {
  std::uint64_t here;
  std::uint64_t next;

  /// The sixty-four from `place` on.
  [[nodiscard]] std::uint64_t from(unsigned place) const { return here >> place | next << 1U << (kChunk - 1 - place); }

  /// Marks each place from which one of these bits is less than `reach` away.
  template <unsigned reach>
  [[nodiscard]] Bits near() const {
    if constexpr (reach == 1) {
      return *this;
    } else {
      constexpr unsigned kPart = (reach + 1) / 2;
      const Bits part = near<kPart>();
      return {part.here | part.from(reach - kPart), part.next | part.next >> (reach - kPart)};
    }
  }
};

/// The bits below the first that is not set.
std::uint64_t first_row(std::uint64_t bits) {
  return bits & ~(bits + 1);
}

/// What a page holds from a digit on, a bit for each byte.
struct NumberStart {
  std::uint64_t digits;
  std::uint64_t joins;
  std::uint64_t gaps;

  /// False when no SIRET and no SIREN begins here: there are fewer digits in groups.
  [[nodiscard]] bool may_be_siren() const {
    constexpr int kDigits = 9;
    constexpr std::uint64_t kReach = (std::uint64_t{1} << 25U) - 1;  // two signs between each
    return std::popcount(digits & first_row((digits | joins | gaps) & kReach)) >= kDigits;
  }

  /// False when the rest of the cell has not the length of groups of three digits.
  [[nodiscard]] bool may_be_broken() const {
    const int length = std::countr_one(digits | joins);
    return length == 7 || length == 11;
  }

  /// How many digits stand in a row.
  [[nodiscard]] std::size_t length() const { return static_cast<std::size_t>(std::countr_one(digits)); }

  /// False when no date begins here, which starts with this number; `behind` is what stands behind it and its signs.
  /// Without a branch, since which numbers it may be is hard to guess.
  [[nodiscard]] bool may_be_date(bool day_word_behind) const {
    constexpr std::size_t kBare = 8;
    const std::uint64_t row = digits | joins;
    std::uint64_t numbers = digits & ~(digits << 1U) & first_row(row);
    numbers &= numbers - 1;
    numbers &= numbers - 1;
    const bool third = (numbers != 0) | (~row == 0);  // or nobody knows
    const bool is_day = length() <= 2;
    return (length() == kBare) | ((is_day | (length() == 4)) & third) | (is_day & day_word_behind);
  }

  /// How many digits stand in a row, with the signs behind them.
  [[nodiscard]] std::size_t reach() const {
    const auto rest = joins >> (length() & (kChunk - 1));
    return length() + static_cast<std::size_t>(std::countr_one(rest));
  }
};

/// The kinds of values that may begin at a place.
using Kinds = std::uint8_t;
constexpr Kinds kCountry = 1;  // identifiers
constexpr Kinds kDateWord = 2;
constexpr Kinds kCurrency = 4;
constexpr Kinds kSign = 8;        // of a number
constexpr Kinds kBehindDay = 16;  // no value of its own

/// The kinds by the first two bytes.
class KindsByStart {
 public:
  KindsByStart() {
    for (std::size_t a = 0; a <= kOther; ++a) {
      for (std::size_t b = 0; b <= kOther; ++b) {
        const auto has = [&](const WordStarts& starts, Kinds kind) {
          return starts.has(static_cast<char>('a' + a), b == kOther ? ' ' : static_cast<char>('a' + b)) ? kind : 0;
        };
        kinds_[a][b] =
            a == kOther
                ? kSign
                : static_cast<Kinds>(has(country_starts(), kCountry) | has(date_word_starts(), kDateWord) |
                                     has(currency_starts(), kCurrency) | has(day_follower_starts(), kBehindDay));
      }
    }
  }

  [[nodiscard]] Kinds of(char first, char second) const { return kinds_[index(first)][index(second)]; }

 private:
  static constexpr std::size_t kOther = 26;  // no letter
  static std::size_t index(char c) { return std::min<std::size_t>(static_cast<unsigned char>(c - 'a'), kOther); }

  std::array<std::array<Kinds, 32>, kOther + 1> kinds_{};
};

const KindsByStart kKinds;

/// An identifier at the start of `text`, which may run over cell gaps: printed boxes stand apart.
std::optional<ParsedIdentifier> find_identifier(std::string_view text, FoundType& type) {
  const auto is = [&](FoundType found, auto parsed) {
    type = found;
    return parsed;
  };
  if (is_lower(text[0])) {
    if (const auto iban = is(FoundType::iban, parse_iban(text))) return iban;
    return is(FoundType::vat_id, parse_vat_id(text));
  }
  const auto company = parse_siret_or_siren(text);
  if (company) type = company->value.size() == kSiretDigits ? FoundType::siret : FoundType::siren;
  return company;
}

/// True when the check digits fit, of identifiers that have some and are long enough for that to be no accident.
bool fits(FoundType type, std::string_view identifier) {
  return (type == FoundType::siret && siret_valid(identifier)) || (type == FoundType::iban && iban_valid(identifier)) ||
         (type == FoundType::vat_id && !siren_of_vat_id(identifier).empty() && vat_id_valid(identifier));
}

/// True for an identifier of `text` that the end of the line may cut in two: the check digits fit, and nothing follows
/// that makes the second part something else: a postcode has its town.
bool may_be_cut(std::string_view text, FoundType type, const ParsedIdentifier& found) {
  const std::size_t next = skip_spaces(text, found.length);
  return type != FoundType::vat_id && fits(type, found.value) &&
         !(next < text.size() && is_lower(text[next]) && type == FoundType::siret);
}

/// True for the `de` of "capital de 123 456 789 euros", which is no Germany: a country is printed in capitals.
bool is_article(const text::PageText& page, std::size_t at) {
  const auto from = static_cast<text::Index>(at);
  const std::string printed = page.printed({from, from + 2});
  return page.text()[at + 2] == ' ' && std::all_of(printed.begin(), printed.end(), is_lower);
}

/// True for a text that may be the first line of an identifier in a narrow column: two or three groups of three digits,
/// or a country and groups of letters and digits.
bool may_be_broken(std::string_view rest) {
  if (is_digit(rest[0])) {
    if ((rest.size() != 7 && rest.size() != 11) || rest[3] != ' ' || rest.back() == ' ') return false;
    return std::ranges::count_if(rest, is_digit) == static_cast<std::ptrdiff_t>(rest.size() - rest.size() / 4);
  }
  constexpr std::size_t kMost = 30;  // more are no narrow column
  const auto group = [](char c) { return is_alnum(c) || c == ' '; };
  return rest.size() <= kMost && may_begin_with_country(rest) && std::ranges::all_of(rest, group);
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
      : page_(page), text_(page.text()), values_(values), mark_(text_) {}

  void find() {
    // Before the digits of an amount there is less: "- euros (".
    constexpr unsigned kReach = first_digit_reach;
    std::uint64_t before = 0;  // 1 when the byte before the chunk belongs to a word
    Chunk next(text_, 0);
    for (std::size_t at = 0; at < text_.size(); at += kChunk) {
      const Chunk chunk = next;
      next = Chunk(text_, at + kChunk);
      const Bits digits{chunk.digits, next.digits};
      const Bits words{chunk.in_word, next.in_word};
      const Bits letters{chunk.in_word & ~chunk.digits, next.in_word & ~next.digits};
      const std::uint64_t starts = chunk.begins & ~(chunk.in_word << 1U | before) & digits.near<kReach>().here;
      before = chunk.in_word >> (kChunk - 1);
      const std::uint64_t numbered = digits.near<5>().from(2);  // all identifiers have a digit so close
      const std::uint64_t third_letters = letters.from(2);      // and names of months and days three letters or more
      // Most words are dropped, without a branch for each: which ones is hard to guess.
      std::array<Kinds, kChunk> kinds;
      std::uint64_t places = starts & chunk.digits;
      for (std::uint64_t others = starts & ~chunk.digits; others != 0; others &= others - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(others));
        // A newline ends the text, so that there is a second byte.
        const Kinds kind = kKinds.of(text_[at + place], text_[at + place + 1]);
        const auto possible = static_cast<Kinds>((numbered >> place & 1U) * kCountry |
                                                 (third_letters >> place & 1U) * kDateWord | kCurrency | kSign);
        kinds[place] = kind & possible;
        places |= static_cast<std::uint64_t>((kind & possible) != 0) << place;
      }
      const Bits joins{chunk.joins, next.joins};
      const Bits gaps{chunk.gaps, next.gaps};
      const text::Index first_cell = cell_;
      for (places &= not_taken(at); places != 0; places &= places - 1, places &= not_taken(at)) {
        const auto place = static_cast<unsigned>(std::countr_zero(places));
        const std::uint64_t behind = ~std::uint64_t{0} << place;
        cell_ = first_cell + static_cast<text::Index>(std::popcount(chunk.gaps & ~behind));
        if ((chunk.digits >> place & 1U) != 0) {
          look_at_number(at + place, {digits.from(place), joins.from(place), gaps.from(place)});
        } else {
          const auto word = static_cast<unsigned>(std::countr_zero(words.from(place)));
          look_at_word(at + place, kinds[place], at + place + word);
        }
      }
      cell_ = first_cell + static_cast<text::Index>(std::popcount(chunk.gaps));
    }
  }

 private:
  /// A bit for each place of the chunk at `at` that no value found has taken.
  [[nodiscard]] std::uint64_t not_taken(std::size_t at) const {
    const std::size_t taken = std::max(done_, at) - at;
    return taken < kChunk ? ~std::uint64_t{0} << taken : 0;
  }

  /// Adds the value that begins with the digit at `at`, if there is one.
  void look_at_number(std::size_t at, const NumberStart& start) {
    const std::string_view text = text_.substr(at);
    FoundValue value;
    std::size_t length = 0;
    if (start.may_be_siren() && may_begin_with_siren(text)) length = take_identifier(at, value);
    if (length == 0 && start.may_be_broken()) length = take_broken(at, value);
    if (length == 0 && start.may_be_date(goes_on_as_date(at + start.reach()))) length = take_date(at, value);
    if (length == 0 && !(may_end_glued_number(at, start.length()) && ends_glued_number(at))) {
      length = take_amount(at, value);
    }
    if (length != 0) add(at, length, value);
  }

  /// Adds the value of one of these kinds that begins with the letter or sign at `at`, if there is one; the first word
  /// from there on begins at `word`.
  void look_at_word(std::size_t at, Kinds kinds, std::size_t word) {
    if ((kinds & kSign) != 0 && !may_follow_sign(word)) return;
    FoundValue value;
    std::size_t length = 0;
    if ((kinds & kCountry) != 0 && may_begin_with_country(text_.substr(at))) {
      length = take_identifier(at, value);
      if (length == 0) length = take_broken(at, value);
    }
    if (length == 0 && (kinds & kDateWord) != 0 && begins_with_date_word(text_.substr(at))) {
      length = take_date(at, value);
    }
    if (length == 0 && (kinds & (kCurrency | kSign)) != 0) length = take_amount(at, value);
    if (length != 0) add(at, length, value);
  }

  /// False when the word at `at` is neither a number nor a currency.
  [[nodiscard]] bool may_follow_sign(std::size_t at) const {
    if (at + 1 >= text_.size()) return false;
    return is_digit(text_[at]) || (kKinds.of(text_[at], text_[at + 1]) & kCurrency) != 0;
  }

  /// True when a date may go on with what stands at `at`, behind its day.
  [[nodiscard]] bool goes_on_as_date(std::size_t at) const {
    const std::size_t second = std::min(at + 1, text_.size() - 1);
    return (kKinds.of(text_[at], text_[second]) & kBehindDay) != 0;
  }

  void add(std::size_t at, std::size_t length, FoundValue& value) {
    done_ = at + length;
    value.span = {static_cast<text::Index>(at), static_cast<text::Index>(done_)};
    value.cell = cell_;
    values_.push_back(value);
  }

  [[nodiscard]] std::string_view rest_of_cell(std::size_t at) const {
    return text_.substr(at, page_.cells()[cell_].text.to - at);
  }

  std::size_t take_identifier(std::size_t at, FoundValue& value) {
    const text::Line& line = page_.lines()[page_.cells()[cell_].line];
    const std::size_t line_end = page_.cells()[line.last_cell - 1].text.to;
    // A text that goes on behind the line's end holds the same identifiers up to there, as a newline ends words.
    const std::string_view text = text_.substr(at, reach_of(page_, line) - at);
    auto found = find_identifier(text, value.type);
    if (found && at + found->length > line_end && !may_be_cut(text, value.type, *found)) {
      found = find_identifier(text_.substr(at, line_end - at), value.type);
    }
    if (!found || (value.type == FoundType::vat_id && is_article(page_, at))) return 0;
    value.identifier = kept(found->value, values_.get_allocator().resource());
    return found->length;
  }

  /// An identifier that goes on in the cells right under its own, where its check digits fit: a narrow column breaks it
  /// after any group. It takes the rest of its cell; what stands below is read again, as what it is by itself.
  std::size_t take_broken(std::size_t at, FoundValue& value) {
    constexpr int kMostLines = 4;
    const std::string_view first = rest_of_cell(at);
    if (!may_be_broken(first)) return 0;
    std::array<char, 64> joined{};
    std::size_t size = first.copy(joined.data(), joined.size());
    text::Index cell = cell_;
    for (int line = 1; line < kMostLines; ++line) {
      cell = page_.cells()[cell].below;
      if (cell == text::none) return 0;
      const std::string_view part = page_.text(page_.cells()[cell].text);
      if (!is_alnum(part[0]) || size + 1 + part.size() > joined.size()) return 0;
      joined[size++] = ' ';
      size += part.copy(joined.data() + size, part.size());
      const std::string_view whole(joined.data(), size);
      const auto found = find_identifier(whole, value.type);
      if (!found || found->length != size || !fits(value.type, found->value)) continue;
      value.identifier = kept(found->value, values_.get_allocator().resource());
      return first.size();
    }
    return 0;
  }

  std::size_t take_date(std::size_t at, FoundValue& value) {
    const auto date = parse_date(text_.substr(at));
    if (!date) return 0;
    value.type = FoundType::date;
    value.date = date->date;
    value.bare = date->bare;
    return date->length;
  }

  static constexpr std::size_t kGroup = 3;
  static constexpr std::size_t kCents = 2;

  /// False when no number goes on with the `digits` at `at`. Without a branch: many numbers stand behind another.
  [[nodiscard]] bool may_end_glued_number(std::size_t at, std::size_t digits) const {
    const std::size_t before = std::max<std::size_t>(at, 2);
    const char sign = text_[before - 1];
    const bool point = (sign == ',') | (sign == '.');
    const bool joined = (point | (sign == ' ')) & is_digit(text_[before - 2]) & (before == at);
    return joined & ((digits == kGroup) | ((digits == kCents) & point));
  }

  /// "Total payable14 690.50": what begins at `at` is the end of a number whose first digits are glued to a word.
  [[nodiscard]] bool ends_glued_number(std::size_t at) const {
    std::size_t first = at;
    while (first > 1 && may_end_glued_number(first, digits_at(text_, first))) {
      --first;
      while (first > 0 && is_digit(text_[first - 1])) --first;
    }
    return first < at && first > 0 && is_lower(text_[first - 1]);
  }

  std::size_t take_amount(std::size_t at, FoundValue& value) {
    const auto amount = parse_amount(text_.substr(at), mark_);
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
  PageMark mark_;
  std::size_t done_ = 0;  // end of the last value; one that a line's end cut in two ends in the next line
  text::Index cell_ = 0;  // of the place looked at: each gap before it ends a cell
};

}  // namespace

void find_values(const text::PageText& page, ArenaVector<FoundValue>& values) {
  constexpr std::size_t kBytesPerValue = 32;  // on a page full of numbers
  values.reserve(values.size() + page.text().size() / kBytesPerValue);
  ValueFinder(page, values).find();
}

}  // namespace prefill
