// Page numbers
//
// Problem: a fraction on a page may be a page number, a lot ("lot 1/2"), a date or the number of an invoice.
//
// Method: only the head and the foot of the page are read. Behind a word such as "page" a number is one of a page when
// nothing but the end of the cell follows, or when the word begins the cell and tells how many there are: "voir page 4"
// and "sous-total page 1, à reporter" are none. Without such a word it must close a cell of the outermost two lines and
// cannot count more pages than the file has: "26/0612" is none, nor is "3/2".
//
// Cost: a look at each cell of these lines.

#include "extractor/fields/page_number.h"

#include <tmmintrin.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

using text::Index;

constexpr std::array<std::string_view, 7> kWords = {"page", "seite", "p.", "folio", "feuillet", "feuille", "blatt"};
constexpr std::array<std::string_view, 6> kJoints = {"/", "sur", "of", "von", "de", "-"};
constexpr int kMostPages = 999;

/// Which of `kWords` may begin at a place, by the low and the high half of each of the first three bytes there: a bit a
/// word.
struct Beginnings {
  static constexpr std::size_t kLooked = 3;
  using Halves = std::array<std::uint8_t, 16>;
  alignas(16) std::array<Halves, kLooked> low{};
  alignas(16) std::array<Halves, kLooked> high{};
};
static_assert(kWords.size() <= 8);

constexpr Beginnings kBeginnings = [] {
  Beginnings found;
  for (std::size_t word = 0; word < kWords.size(); ++word) {
    const auto bit = static_cast<std::uint8_t>(1U << word);
    for (std::size_t i = 0; i < Beginnings::kLooked; ++i) {
      for (std::size_t half = 0; half < 16; ++half) {
        const bool ended = i >= kWords[word].size();
        if (ended || (kWords[word][i] & 15) == static_cast<int>(half)) found.low[i][half] |= bit;
        if (ended || kWords[word][i] >> 4 == static_cast<int>(half)) found.high[i][half] |= bit;
      }
    }
  }
  return found;
}();

/// Reads a whole number of at most three digits and moves `at` behind it; 0 when there is none.
int read_number(std::string_view text, std::size_t& at) {
  int number = 0;
  const std::size_t from = at;
  while (at < text.size() && is_digit(text[at]) && number <= kMostPages) number = 10 * number + (text[at++] - '0');
  const bool goes_on = at < text.size() && is_alnum(text[at]);
  return at == from || goes_on || number > kMostPages || text[from] == '0' ? 0 : number;
}

/// "2/5", "2 sur 5" or, without `of`, "2" at `at`, which is moved behind it.
std::optional<PageNumber> read_fraction(std::string_view text, std::size_t& at) {
  PageNumber found;
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  found.number = read_number(text.substr(0, end), at);
  if (found.number == 0) return std::nullopt;
  std::size_t next = skip_spaces(text, at);
  const auto* joint =
      std::find_if(kJoints.begin(), kJoints.end(), [&](std::string_view word) { return has_at(text, next, word); });
  if (joint == kJoints.end()) return found;
  next = skip_spaces(text, next + joint->size());
  found.of = read_number(text, next);
  if (found.of < found.number) found.of = 0;
  if (found.of != 0) at = next;
  return found;
}

/// What may stand behind a number that closes its cell.
constexpr std::string_view kClosing = " -.)|";

bool closes(std::string_view cell, std::size_t at) {
  return cell.find_first_not_of(kClosing, at) == std::string_view::npos;
}

/// "page 2/5", "page : 2", "p. 3 sur 4", where the word that begins at `at` is `word`.
std::optional<PageNumber> announced_by(std::string_view word, std::string_view cell, std::size_t at) {
  std::size_t next = at + word.size();
  if (next < cell.size() && is_lower(cell[next])) return std::nullopt;
  next = cell.find_first_not_of(" :", next);
  if (next == std::string_view::npos) return std::nullopt;
  if (has_at(cell, next, "n°")) next = skip_spaces(cell, next + std::string_view("n°").size());
  const auto found = read_fraction(cell, next);
  if (!found) return std::nullopt;
  const bool begins = at == 0 || cell.find_first_not_of(" -(|") == at;
  const bool counts = found->of != 0 ? begins || closes(cell, next) : begins && closes(cell, next);
  return counts ? found : std::nullopt;
}

/// The word of `kWords` that begins at `at`; the end of `kWords` when none does.
std::size_t word_at(std::string_view text, std::size_t at) {
  std::size_t word = 0;
  while (word < kWords.size() && !has_at(text, at, kWords[word])) ++word;
  return word;
}

/// Asks `wanted` of the places of `text` at which words of `kWords` may begin, until it holds of one. Nearly all of a
/// page has none: the first three letters are looked up at sixteen places at once.
template <typename Wanted>
bool any_beginning(std::string_view text, Wanted wanted) {
  constexpr std::size_t kBlock = 16;
  constexpr std::size_t kSeen = kBlock + Beginnings::kLooked - 1;
  const auto table = [](const Beginnings::Halves& halves) {
    return _mm_load_si128(reinterpret_cast<const __m128i*>(halves.data()));
  };
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    std::array<char, kSeen> tail{};
    const bool whole = at + kSeen <= text.size();
    if (!whole) text.copy(tail.data(), kSeen, at);
    const char* from = whole ? text.data() + at : tail.data();
    __m128i words = _mm_set1_epi8(-1);
    for (std::size_t i = 0; i < Beginnings::kLooked; ++i) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
      const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
      words = _mm_and_si128(words, _mm_and_si128(_mm_shuffle_epi8(table(kBeginnings.low[i]), bytes),
                                                 _mm_shuffle_epi8(table(kBeginnings.high[i]), high)));
    }
    const auto none = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(words, _mm_setzero_si128())));
    for (std::uint32_t places = none ^ 0xFFFFU; places != 0; places &= places - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(places));
      const bool within_word = place > 0 && (is_lower(text[place - 1]) || is_digit(text[place - 1]));
      if (!within_word && wanted(place)) return true;
    }
  }
  return false;
}

/// True when a word of `text` is one of `kWords`, or begins with one.
bool holds_word(std::string_view text) {
  return any_beginning(text, [&](std::size_t at) { return word_at(text, at) < kWords.size(); });
}

/// The number that the first of `kWords` announces that announces one.
std::optional<PageNumber> announced(std::string_view cell) {
  std::optional<PageNumber> number;
  std::size_t words = kWords.size();  // those before the one that announces `number`
  any_beginning(cell, [&](std::size_t at) {
    for (std::size_t word = 0; word < words; ++word) {
      if (!has_at(cell, at, kWords[word])) continue;
      if (const auto found = announced_by(kWords[word], cell, at)) {
        number = found;
        words = word;
      }
    }
    return false;
  });
  return number;
}

/// "2/5" at the end of the cell.
std::optional<PageNumber> bare(std::string_view cell, int pages) {
  constexpr std::size_t kLongest = 10;  // "12 sur 345"
  const std::size_t last = cell.find_last_not_of(kClosing);
  if (last == std::string_view::npos || !is_digit(cell[last])) return std::nullopt;
  const std::size_t from = cell.size() > kLongest ? cell.size() - kLongest : 0;
  for (std::size_t at = from; at < cell.size(); ++at) {
    if (!is_digit(cell[at]) || (at > 0 && cell[at - 1] != ' ' && cell[at - 1] != '(')) continue;
    std::size_t end = at;
    const auto found = read_fraction(cell, end);
    if (found && found->of != 0 && found->of <= pages && closes(cell, end)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<PageNumber> find_page_number(const text::PageText& page, int pages) {
  constexpr float kHead = 0.3F;  // of the height
  constexpr float kFoot = 0.85F;
  constexpr std::size_t kOutermost = 2;
  const auto& lines = page.lines();
  const auto& cells = page.cells();
  const auto outermost = [&](std::size_t l) { return l < kOutermost || l + kOutermost >= lines.size(); };
  const auto at_edge = [&](std::size_t l) {
    return outermost(l) || lines[l].box.y0 <= kHead * page.height() || lines[l].box.y1 >= kFoot * page.height();
  };
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (!at_edge(l)) continue;
    // Lines that follow each other are searched as one, which mostly finds nothing.
    const std::size_t first = l;
    while (l + 1 < lines.size() && at_edge(l + 1)) ++l;
    const Index end = lines[l].last_cell;
    if (!holds_word(page.text({cells[lines[first].first_cell].text.from, cells[end - 1].text.to}))) continue;
    for (Index c = lines[first].first_cell; c < end; ++c) {
      if (const auto found = announced(page.text(cells[c].text))) return found;
    }
  }
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (!outermost(l)) continue;
    for (Index c = lines[l].first_cell; c < lines[l].last_cell; ++c) {
      if (const auto found = bare(page.text(cells[c].text), pages)) return found;
    }
  }
  return std::nullopt;
}

}  // namespace prefill
