// Writes the text of laid-out lines and keeps the way back to the glyphs.

#include "extractor/text/page_text.h"

#include <algorithm>
#include <array>

#include "extractor/text/blocks.h"
#include "extractor/text/layout.h"

namespace prefill::text {
namespace {

constexpr Index kBeginsCell = Index{1} << 31U;  // beside the index of a glyph

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

/// The number of glyphs up to the end of the first cell.
std::size_t cell_length(std::span<const PlacedGlyph> glyphs) {
  std::size_t length = 1;
  while (length < glyphs.size() && glyphs[length].gap != Gap::cell) ++length;
  return length;
}

/// Sets box and size of a cell.
void measure(std::span<const PlacedGlyph> glyphs, Cell& cell) {
  float size = 0;
  Rect box;
  for (const PlacedGlyph& glyph : glyphs) {
    size = std::max(size, glyph.size);
    box.extend(glyph.box);
  }
  cell.size = size;
  cell.box = box;
}

}  // namespace

/// Fills the text, cells and lines of a page line by line.
class PageText::Writer {
 public:
  /// There will be `glyphs` glyphs, and no more than a space before each.
  Writer(PageText& page, std::size_t glyphs) : page_(page) {
    page_.codes_.resize(2 * glyphs);
    page_.sources_.resize(2 * glyphs);
    page_.normalised_.text.reserve(2 * glyphs);
    page_.normalised_.origin.reserve(2 * glyphs);
  }

  void add(const GlyphLine& source) {
    Line line;
    line.baseline = source.baseline;
    line.direction = source.direction;
    line.first_cell = static_cast<Index>(page_.cells_.size());
    for (std::span<const PlacedGlyph> rest = source.glyphs; !rest.empty();) {
      const std::size_t length = cell_length(rest);
      if (add_cell(rest.first(length))) line.box.extend(page_.cells_.back().box);
      rest = rest.subspan(length);
    }
    line.last_cell = static_cast<Index>(page_.cells_.size());
    if (line.first_cell == line.last_cell) return;
    page_.normalised_.text.back() = '\n';
    page_.lines_.push_back(line);
  }

  void finish() {
    page_.codes_.resize(written_);
    page_.sources_.resize(written_);
  }

 private:
  /// False when nothing is left of the cell in normal form: then it is none.
  bool add_cell(std::span<const PlacedGlyph> glyphs) {
    auto& text = page_.normalised_.text;
    const std::u32string_view characters = write_characters(glyphs);
    const auto end = static_cast<Index>(written_);
    Cell cell;
    cell.text.from = static_cast<Index>(text.size());
    rules::normalise(characters, end - static_cast<Index>(characters.size()), page_.normalised_);
    cell.text.to = static_cast<Index>(text.size());
    if (cell.text.from == cell.text.to) return false;
    text.push_back('\t');
    page_.normalised_.origin.push_back(end);
    cell.line = static_cast<Index>(page_.lines_.size());
    measure(glyphs, cell);
    page_.cells_.push_back(cell);
    return true;
  }

  /// Writes the characters of a cell, with a space where there is a gap; returns them.
  std::u32string_view write_characters(std::span<const PlacedGlyph> glyphs) {
    char32_t* const code = page_.codes_.data() + written_;
    Index* const source = page_.sources_.data() + written_;
    std::size_t length = 0;
    for (const PlacedGlyph& placed : glyphs) {
      if (placed.gap == Gap::space) {
        code[length] = U' ';
        source[length] = source[length - 1];
        ++length;
      }
      code[length] = placed.code;
      source[length] = placed.glyph;
      ++length;
    }
    source[0] |= kBeginsCell;
    written_ += length;
    return {code, length};
  }

  PageText& page_;
  std::size_t written_ = 0;
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
  Writer writer(*this, layout.glyphs());
  while (const GlyphLine* line = layout.next()) writer.add(*line);
  writer.finish();
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
  const Index last = normalised_.origin[span.to - 1] + 1;
  const Index next = span.to < normalised_.origin.size() ? normalised_.origin[span.to] : last;
  return {normalised_.origin[span.from], std::max(last, next)};
}

std::string PageText::printed(Span span) const {
  std::string out;
  const Span characters = characters_of(span);
  for (Index i = characters.from; i < characters.to && i < codes_.size(); ++i) {
    if ((sources_[i] & kBeginsCell) != 0 && i != characters.from) out += ' ';
    append_utf8(out, codes_[i]);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Rect PageText::box(Span span) const {
  Rect box;
  const Span characters = characters_of(span);
  for (Index i = characters.from; i < characters.to && i < codes_.size(); ++i) {
    if (codes_[i] != U' ') box.extend(glyphs_[sources_[i] & ~kBeginsCell].box);
  }
  return box;
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
