// Writes the text of laid-out lines and keeps the way back to the glyphs.

#include "extractor/text/page_text.h"

#include <xmmintrin.h>

#include <algorithm>
#include <array>
#include <limits>

#include "extractor/text/blocks.h"
#include "extractor/text/layout.h"

namespace prefill::text {
namespace {

constexpr Index kBeginsCell = Index{1} << 31U;  // beside the index of a glyph

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

/// The smallest rectangle around others, as `Rect::extend` makes it, all edges at once.
class Hull {
 public:
  void add(const Rect& rect) {
    const __m128 box = _mm_loadu_ps(&rect.x0);
    const __m128 empty = _mm_cmple_ps(_mm_movehl_ps(box, box), box);
    if ((_mm_movemask_ps(empty) & 3) != 0) return;
    least_ = _mm_min_ps(box, least_);
    most_ = _mm_max_ps(box, most_);
  }

  [[nodiscard]] Rect rect() const {
    std::array<float, 4> least;
    std::array<float, 4> most;
    _mm_storeu_ps(least.data(), least_);
    _mm_storeu_ps(most.data(), most_);
    return least[0] > most[2] ? Rect{} : Rect{least[0], least[1], most[2], most[3]};
  }

 private:
  static_assert(sizeof(Rect) == sizeof(__m128));
  static constexpr float kFar = std::numeric_limits<float>::max();
  __m128 least_ = _mm_set1_ps(kFar);
  __m128 most_ = _mm_set1_ps(-kFar);
};

}  // namespace

/// Fills the text, cells and lines of a page line by line.
class PageText::Writer {
 public:
  explicit Writer(PageText& page) : page_(page) {}

  void add(const GlyphLine& source) {
    Line line;
    line.baseline = source.baseline;
    line.direction = source.direction;
    line.first_cell = static_cast<Index>(page_.cells_.size());
    for (std::span<const PlacedGlyph> rest = source.glyphs; !rest.empty();) {
      Cell cell;
      rest = rest.subspan(write_characters(rest, cell));
      if (normalise(cell)) line.box.extend(cell.box);
    }
    line.last_cell = static_cast<Index>(page_.cells_.size());
    if (line.first_cell == line.last_cell) return;
    page_.normalised_.replace_back('\n');
    page_.lines_.push_back(line);
  }

 private:
  /// Writes the characters of the cell that `glyphs` begin with, with a space where there is a gap, and measures it;
  /// returns the number of its glyphs.
  std::size_t write_characters(std::span<const PlacedGlyph> glyphs, Cell& cell) {
    char32_t* code = page_.codes_.data() + page_.characters_;
    Index* source = page_.sources_.data() + page_.characters_;
    const char32_t* const first = code;
    Hull hull;
    float size = 0;
    std::size_t used = 0;
    do {
      const PlacedGlyph& placed = glyphs[used];
      if (placed.gap == Gap::space) {
        *code++ = U' ';
        *source = source[-1];
        ++source;
      }
      *code++ = placed.code;
      *source++ = placed.glyph;
      size = std::max(size, placed.size);
      hull.add(*placed.box);
    } while (++used < glyphs.size() && glyphs[used].gap != Gap::cell);
    cell.size = size;
    cell.box = hull.rect();
    page_.sources_[page_.characters_] |= kBeginsCell;
    characters_ = {first, static_cast<std::size_t>(code - first)};
    return used;
  }

  /// Adds the cell whose characters were written last. False when nothing is left of them in normal form: then it is
  /// none.
  bool normalise(Cell& cell) {
    rules::NormalisedText& text = page_.normalised_;
    cell.text.from = static_cast<Index>(text.size());
    text.append(characters_, page_.characters_);
    page_.characters_ += static_cast<Index>(characters_.size());
    cell.text.to = static_cast<Index>(text.size());
    if (cell.text.from == cell.text.to) return false;
    text.push_back('\t', page_.characters_);
    cell.line = static_cast<Index>(page_.lines_.size());
    page_.cells_.push_back(cell);
    return true;
  }

  PageText& page_;
  std::u32string_view characters_;
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
  while (const GlyphLine* line = layout.next()) writer.add(*line);
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
  constexpr std::size_t kLongest = 5;  // a space and a character
  std::array<char, 1024> buffer;       // so that a string of the right length is made once
  std::string out;
  char* to = buffer.data();
  const Span characters = characters_of(span);
  for (Index i = characters.from; i < characters.to; ++i) {
    if (buffer.data() + buffer.size() - to < static_cast<std::ptrdiff_t>(kLongest)) {
      out.append(buffer.data(), to);
      to = buffer.data();
    }
    if ((sources_[i] & kBeginsCell) != 0 && i != characters.from) *to++ = ' ';
    to = put_utf8(to, codes_[i]);
  }
  while (to != buffer.data() && to[-1] == ' ') --to;
  out.append(buffer.data(), to);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Rect PageText::box(Span span) const {
  Hull hull;
  const Span characters = characters_of(span);
  for (Index i = characters.from; i < characters.to; ++i) {
    if (codes_[i] != U' ') hull.add(glyphs_[sources_[i] & ~kBeginsCell].box);
  }
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
