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

#include <algorithm>
#include <array>
#include <string_view>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

using text::Index;

constexpr std::array<std::string_view, 7> kWords = {"page", "seite", "p.", "folio", "feuillet", "feuille", "blatt"};
constexpr std::array<std::string_view, 6> kJoints = {"/", "sur", "of", "von", "de", "-"};
constexpr int kMostPages = 999;

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

/// "page 2/5", "page : 2", "p. 3 sur 4".
std::optional<PageNumber> announced(std::string_view cell) {
  for (const std::string_view word : kWords) {
    for (std::size_t at = cell.find(word); at != std::string_view::npos; at = cell.find(word, at + 1)) {
      if (at > 0 && is_alnum(cell[at - 1])) continue;
      std::size_t next = at + word.size();
      if (next < cell.size() && is_lower(cell[next])) continue;
      next = cell.find_first_not_of(" :", next);
      if (next == std::string_view::npos) continue;
      if (has_at(cell, next, "n°")) next = skip_spaces(cell, next + std::string_view("n°").size());
      const auto found = read_fraction(cell, next);
      if (!found) continue;
      const bool begins = at == 0 || cell.find_first_not_of(" -(|") == at;
      if (found->of != 0 ? begins || closes(cell, next) : begins && closes(cell, next)) return found;
    }
  }
  return std::nullopt;
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
  std::optional<PageNumber> number;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const Rect& box = lines[l].box;
    const bool outermost = l < kOutermost || l + kOutermost >= lines.size();
    if (!outermost && box.y0 > kHead * page.height() && box.y1 < kFoot * page.height()) continue;
    for (Index c = lines[l].first_cell; c < lines[l].last_cell; ++c) {
      const std::string_view cell = page.text(page.cells()[c].text);
      if (const auto found = announced(cell)) return found;
      if (outermost && !number) number = bare(cell, pages);
    }
  }
  return number;
}

}  // namespace prefill
