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

#include <emmintrin.h>

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

constexpr WordStarts kStarts = [] {
  WordStarts starts;
  for (const std::string_view word : kWords) starts.add(word);
  return starts;
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

bool closes(std::string_view cell, std::size_t at) {
  return cell.find_first_not_of(" -.)|", at) == std::string_view::npos;
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
/// page has none: the initials that begin a word are found sixteen bytes at a time.
template <typename Wanted>
bool any_initial(std::string_view text, Wanted wanted) {
  constexpr std::size_t kBlock = 16;
  std::uint32_t before = 0;  // 1 when the byte before the block belongs to a word
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    std::array<char, kBlock> tail{};
    const bool whole = at + kBlock <= text.size();
    if (!whole) text.copy(tail.data(), kBlock, at);
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(whole ? text.data() + at : tail.data()));
    const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const auto between = [&](char first, char last) {
      return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(first - 1))),
                           _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(last + 1))));
    };
    const auto bits = [](__m128i set) { return static_cast<std::uint32_t>(_mm_movemask_epi8(set)); };
    const std::uint32_t in_word = bits(_mm_or_si128(between('a', 'z'), between('0', '9')));
    const std::uint32_t initials = bits(_mm_or_si128(_mm_or_si128(is('p'), is('s')), _mm_or_si128(is('f'), is('b'))));
    std::uint32_t starts = initials & ~(in_word << 1U | before);
    before = in_word >> (kBlock - 1);
    for (; starts != 0; starts &= starts - 1) {
      if (wanted(at + static_cast<std::size_t>(std::countr_zero(starts)))) return true;
    }
  }
  return false;
}

/// True when a word of `text` is one of `kWords`, or begins with one.
bool holds_word(std::string_view text) {
  return any_initial(text, [&](std::size_t at) {
    return kStarts.has(text[at], at + 1 < text.size() ? text[at + 1] : ' ') && word_at(text, at) < kWords.size();
  });
}

/// The number that the first of `kWords` announces that announces one.
std::optional<PageNumber> announced(std::string_view cell) {
  std::optional<PageNumber> number;
  std::size_t words = kWords.size();  // those before the one that announces `number`
  any_initial(cell, [&](std::size_t at) {
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
  std::optional<PageNumber> number;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (!at_edge(l)) continue;
    // Lines that follow each other are searched as one, which mostly finds nothing.
    const std::size_t first = l;
    while (l + 1 < lines.size() && at_edge(l + 1)) ++l;
    const bool words =
        holds_word(page.text({cells[lines[first].first_cell].text.from, cells[lines[l].last_cell - 1].text.to}));
    for (std::size_t line = first; line <= l; ++line) {
      if (!words && !outermost(line)) continue;
      for (Index c = lines[line].first_cell; c < lines[line].last_cell; ++c) {
        const std::string_view cell = page.text(cells[c].text);
        const auto found = words ? announced(cell) : std::nullopt;
        if (found) return found;
        if (outermost(line) && !number) number = bare(cell, pages);
      }
    }
  }
  return number;
}

}  // namespace prefill
