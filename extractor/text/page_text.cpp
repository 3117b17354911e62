// Writes the text of laid-out lines and keeps the way back to the glyphs.

#include "extractor/text/page_text.h"

#include <algorithm>
#include <array>

#include "extractor/text/layout.h"

namespace prefill::text {
namespace {

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

/// The size that most glyphs have, to half a point.
float usual_size(const ArenaVector<GlyphLine>& lines) {
  std::array<Index, 128> counts{};
  for (const GlyphLine& line : lines) {
    for (const PlacedGlyph& glyph : line.glyphs) {
      ++counts[static_cast<std::size_t>(std::clamp(glyph.size * 2, 0.0F, 127.0F))];
    }
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? 0 : static_cast<float>(most - counts.begin()) / 2;
}

}  // namespace

PageText::PageText(const pdf::PageGlyphs& page, Arena* arena)
    : number_(page.number),
      width_(page.width),
      height_(page.height),
      glyphs_(page.glyphs),
      characters_(arena),
      cells_(arena),
      lines_(arena),
      blocks_(arena),
      normalised_(arena) {
  const ArenaVector<GlyphLine> lines = lay_out(page, arena);
  body_size_ = usual_size(lines);
  characters_.reserve(page.glyphs.size() * 5 / 4);
  ArenaVector<char32_t> codes(arena);

  for (const GlyphLine& source : lines) {
    Line line;
    line.first_cell = static_cast<Index>(cells_.size());
    line.baseline = source.baseline;
    line.direction = source.direction;
    std::size_t i = 0;
    while (i < source.glyphs.size()) {
      // One cell: its characters with a space where there is a gap, then its text in normal form.
      Cell cell;
      cell.line = static_cast<Index>(lines_.size());
      const auto base = static_cast<Index>(characters_.size());
      codes.clear();
      do {
        const PlacedGlyph& placed = source.glyphs[i];
        if (source.gaps[i] == Gap::space && !codes.empty()) {
          codes.push_back(U' ');
          characters_.push_back({U' ', characters_.back().glyph, false});
        }
        codes.push_back(placed.code);
        characters_.push_back({codes.back(), placed.glyph, characters_.size() == base});
        cell.box.extend(placed.box);
        cell.size = std::max(cell.size, placed.size);
        ++i;
      } while (i < source.glyphs.size() && source.gaps[i] != Gap::cell);
      cell.text.from = static_cast<Index>(normalised_.text.size());
      rules::normalise({codes.data(), codes.size()}, base, normalised_);
      cell.text.to = static_cast<Index>(normalised_.text.size());
      if (cell.text.from == cell.text.to) continue;
      normalised_.text.push_back('\t');
      normalised_.origin.push_back(static_cast<Index>(characters_.size()));
      line.box.extend(cell.box);
      cells_.push_back(cell);
    }
    line.last_cell = static_cast<Index>(cells_.size());
    if (line.first_cell == line.last_cell) continue;
    normalised_.text.back() = '\n';
    lines_.push_back(line);
  }
  blocks_ = find_blocks(cells_, lines_, arena);
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
  for (Index i = characters.from; i < characters.to && i < characters_.size(); ++i) {
    if (characters_[i].begins_cell && i != characters.from) out += ' ';
    append_utf8(out, characters_[i].code);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Rect PageText::box(Span span) const {
  Rect box;
  const Span characters = characters_of(span);
  for (Index i = characters.from; i < characters.to && i < characters_.size(); ++i) {
    const Character& character = characters_[i];
    if (character.code != U' ') box.extend(glyphs_[character.glyph].box);
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
