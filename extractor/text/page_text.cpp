// Writes the text of laid-out lines and keeps the way back to the glyphs.

#include "extractor/text/page_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractor/text/blocks.h"
#include "extractor/text/hull.h"
#include "extractor/text/layout.h"

namespace prefill::text {
namespace {

// Beside the index of a glyph.
constexpr Index kCellBit = 31;
constexpr Index kBeginsCell = Index{1} << kCellBit;

/// Writes a character and returns where it ends.
char* put_utf8(char* to, char32_t c) {
  const auto put = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return to;
}

}  // namespace

/// Fills the text, cells and lines of a page line by line.
class PageText::Writer {
 public:
  explicit Writer(PageText& page) : page_(page) {}

  /// Where the characters of the next line go.
  [[nodiscard]] Characters room() {
    return {page_.codes_.data() + page_.characters_, page_.sources_.data() + page_.characters_};
  }

  /// Adds the line whose characters were written there.
  void add(const LineDraft& draft) {
    const auto first_cell = static_cast<Index>(page_.cells_.size());
    const Index first = page_.characters_;
    Hull hull;
    for (const CellDraft& cell : draft.cells) {
      if (add(cell, first + cell.end)) hull.add(cell.box);
    }
    const auto last_cell = static_cast<Index>(page_.cells_.size());
    if (first_cell == last_cell) return;
    page_.normalised_.replace_back('\n');
    Line& line = page_.lines_.emplace_back();
    line.first_cell = first_cell;
    line.last_cell = last_cell;
    line.box = hull.rect();
    line.baseline = draft.baseline;
    line.direction = draft.direction;
  }

 private:
  /// Adds the cell of the characters up to `end`. False when nothing is left of them in normal form: then it is none.
  bool add(const CellDraft& draft, Index end) {
    rules::NormalisedText& text = page_.normalised_;
    const Index begin = std::exchange(page_.characters_, end);
    page_.sources_[begin] |= kBeginsCell;
    const auto from = static_cast<Index>(text.size());
    text.append({page_.codes_.data() + begin, end - begin}, begin);
    const auto to = static_cast<Index>(text.size());
    if (from == to) return false;
    text.push_back('\t', end);
    Cell& cell = page_.cells_.emplace_back();
    cell.text = {from, to};
    cell.box = draft.box;
    cell.size = draft.size;
    cell.line = static_cast<Index>(page_.lines_.size());
    return true;
  }

  PageText& page_;
};

PageText::PageText(const pdf::PageGlyphs& page, Arena* arena)
    : number_(page.number),
      width_(page.width),
      height_(page.height),
      glyphs_(page.glyphs),
      codes_(arena),
      sources_(arena),
      cells_(arena),
      lines_(arena),
      blocks_(arena),
      block_cells_(arena),
      normalised_(arena) {
  Layout layout(page, arena);
  const std::size_t characters = 2 * layout.glyphs();  // no more than a space before each glyph
  constexpr std::size_t kLongCell = 1024;              // bytes of room for its longest normal form
  codes_.grow(characters, 0);
  sources_.grow(characters, 0);
  normalised_.reserve(characters + kLongCell);
  lines_.reserve(layout.lines());
  cells_.reserve(2 * layout.lines());
  Writer writer(*this);
  while (const LineDraft* line = layout.next(writer.room())) writer.add(*line);
  body_size_ = layout.usual_size();
  blocks_ = find_blocks(cells_, lines_, block_cells_, arena);
}

Index PageText::cell_at(Index offset) const {
  const auto after = std::upper_bound(cells_.begin(), cells_.end(), offset,
                                      [](Index o, const Cell& cell) { return o < cell.text.from; });
  return after == cells_.begin() ? none : static_cast<Index>(after - cells_.begin() - 1);
}

Span PageText::characters_of(Span span) const {
  if (span.from >= span.to) return {};
  // What became `n°` spans several characters and points at the first: the range ends where the next byte's begins.
  const Index last = normalised_.origin(span.to - 1) + 1;
  const Index next = span.to < normalised_.size() ? normalised_.origin(span.to) : last;
  return {normalised_.origin(span.from), std::min(std::max(last, next), characters_)};
}

std::string PageText::printed(Span span) const {
  constexpr Index kPiece = 200;                    // characters
  constexpr Index kLongest = 5;                    // bytes of a space and a character
  std::array<char, kPiece * kLongest + 1> buffer;  // so that a string of the right length is made once
  const Span characters = characters_of(span);
  if (characters.from >= characters.to) return {};
  // Not the members, which the compiler would load again for each character.
  const Index* const sources = sources_.data();
  const char32_t* const codes = codes_.data();
  char* begin = buffer.data() + (sources[characters.from] >> kCellBit);  // no space before the first
  char* to = buffer.data();
  std::string out;
  for (Index i = characters.from;;) {
    for (const Index end = std::min(characters.to, i + kPiece); i < end; ++i) {
      *to = ' ';
      to += sources[i] >> kCellBit;  // where a cell begins
      to = put_utf8(to, codes[i]);
    }
    if (i == characters.to) break;
    out.append(begin, to);
    begin = to = buffer.data();
  }
  while (to != begin && to[-1] == ' ') --to;
  if (out.empty()) return {begin, to};  // the usual; appending takes several steps
  out.append(begin, to);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Rect PageText::box(Span span) const {
  Span characters = characters_of(span);
  // A space has the glyph before it, so that only the first could bring in a box from outside.
  while (characters.from < characters.to && codes_[characters.from] == U' ') ++characters.from;
  const Index* const sources = sources_.data();
  const pdf::Glyph* const glyphs = glyphs_.data();
  Hull hull;
  EmptyWatch empty;
  for (Index i = characters.from; i < characters.to; ++i) {
    const Rect& box = glyphs[sources[i] & ~kBeginsCell].box;
    hull.add_filled(box);
    empty.look_at(box);
  }
  if (!empty.seen()) return hull.rect();
  hull = Hull();
  for (Index i = characters.from; i < characters.to; ++i) hull.add(glyphs[sources[i] & ~kBeginsCell].box);
  return hull.rect();
}

std::string PageText::printed() const {
  std::string out;
  for (const Line& line : lines_) {
    for (Index c = line.first_cell; c < line.last_cell; ++c) {
      if (c != line.first_cell) out += '\t';
      out += printed(cells_[c].text);
    }
    out += '\n';
  }
  return out;
}

}  // namespace prefill::text
