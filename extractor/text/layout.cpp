// How lines and cells are found
//
// Producers write text in any order and cut it anywhere, so nothing is taken from the content stream but places.
// 1. Each glyph is put into the frame in which its text runs to the right.
// 2. Glyphs are sorted by baseline; one that lies within two fifths of its size of the line's baseline belongs to it.
//    Raised and lowered small print (the `er` of 1er) lies further away: a line of small glyphs that touch the glyphs
//    of a neighbouring line joins that line.
// 3. Within a line, the gap to the left decides: above 0.15 em it is a space, above 1 em (or, where the words of the
//    line stand closely, above 0.6 em) the end of a cell.
// 4. Fonts without accented letters print the accent over the letter; such an accent becomes a combining mark.
// 5. Letter-spaced words (`F A C T U R E`), and the boxes of a form that hold a letter each, are runs of at least four
//    letters or five characters with even gaps; their gaps are no spaces.

#include "extractor/text/layout.h"

#include <algorithm>
#include <cmath>

namespace prefill::text {
namespace {

constexpr float kLeastSize = 0.5F;            // points; smaller text is not meant to be read
constexpr float kBaselineTolerance = 0.4F;    // of the smaller size
constexpr float kSpaceGap = 0.15F;            // em
constexpr float kCellGap = 1.0F;              // em
constexpr float kTightCellGap = 0.6F;         // em, where words stand closely
constexpr float kTightRatio = 2.2F;           // a cell gap against the line's usual space
constexpr std::size_t kSpacedLetters = 4;     // letters that make a letter-spaced word
constexpr std::size_t kSpacedCharacters = 5;  // characters that do when there are digits among them

Rect turned(const Rect& box, pdf::Direction direction, float width, float height) {
  switch (direction) {
    case pdf::Direction::right:
      return box;
    case pdf::Direction::down:
      return {box.y0, width - box.x1, box.y1, width - box.x0};
    case pdf::Direction::left:
      return {width - box.x1, height - box.y1, width - box.x0, height - box.y0};
    case pdf::Direction::up:
      return {height - box.y1, box.x0, height - box.y0, box.x1};
  }
  return box;
}

float turned_baseline(Point origin, pdf::Direction direction, float width, float height) {
  switch (direction) {
    case pdf::Direction::right:
      return origin.y;
    case pdf::Direction::down:
      return width - origin.x;
    case pdf::Direction::left:
      return height - origin.y;
    case pdf::Direction::up:
      return origin.x;
  }
  return origin.y;
}

bool letter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
}

bool may_be_spaced(char32_t c) {
  return letter(c) || (c >= U'0' && c <= U'9') || c == U'-' || c == U'/' || c == U'_';
}

/// Splits glyphs that are sorted by baseline into lines.
void split_lines(ArenaVector<PlacedGlyph>& placed, pdf::Direction direction, ArenaVector<GlyphLine>& lines,
                 std::size_t first_line, Arena* arena) {
  std::sort(placed.begin(), placed.end(), [](const PlacedGlyph& a, const PlacedGlyph& b) {
    if (a.baseline != b.baseline) return a.baseline < b.baseline;
    if (a.box.x0 != b.box.x0) return a.box.x0 < b.box.x0;
    return a.glyph < b.glyph;
  });
  for (const PlacedGlyph& glyph : placed) {
    const bool begins =
        lines.size() == first_line || glyph.baseline - lines.back().baseline >
                                          kBaselineTolerance * std::min(glyph.size, lines.back().glyphs.front().size);
    if (begins) {
      lines.emplace_back(arena);
      lines.back().baseline = glyph.baseline;
      lines.back().direction = direction;
    }
    lines.back().glyphs.push_back(glyph);
  }
}

float largest_size(const GlyphLine& line) {
  float size = 0;
  for (const PlacedGlyph& glyph : line.glyphs) size = std::max(size, glyph.size);
  return size;
}

/// True when every glyph of `small` touches a larger glyph of `line` from the side, as an exponent does.
bool hangs_on(const GlyphLine& small, const GlyphLine& line) {
  for (const PlacedGlyph& glyph : small.glyphs) {
    const bool touches = std::any_of(line.glyphs.begin(), line.glyphs.end(), [&](const PlacedGlyph& big) {
      const float gap = std::max(glyph.box.x0 - big.box.x1, big.box.x0 - glyph.box.x1);
      return glyph.size < 0.85F * big.size && gap < 2.5F * glyph.size && gap > -0.5F * glyph.size &&
             overlap(glyph.box.y0, glyph.box.y1, big.box.y0, big.box.y1) > 0.4F * glyph.box.height();
    });
    if (!touches) return false;
  }
  return true;
}

/// Puts raised and lowered small print into the line it belongs to.
void join_scripts(ArenaVector<GlyphLine>& lines, std::size_t first_line) {
  constexpr std::size_t kLongest = 6;  // an exponent is short; longer lines are lines
  for (std::size_t i = first_line; i < lines.size(); ++i) {
    if (lines[i].glyphs.empty() || lines[i].glyphs.size() > kLongest) continue;
    const float size = largest_size(lines[i]);
    for (const std::size_t j : {i + 1, i - 1}) {
      if (j < first_line || j >= lines.size() || lines[j].glyphs.empty()) continue;
      if (std::abs(lines[j].baseline - lines[i].baseline) > 1.2F * size) continue;
      if (!hangs_on(lines[i], lines[j])) continue;
      lines[j].glyphs.insert(lines[j].glyphs.end(), lines[i].glyphs.begin(), lines[i].glyphs.end());
      lines[i].glyphs.clear();
      break;
    }
  }
  remove_if(lines, [](const GlyphLine& line) { return line.glyphs.empty(); });
}

/// Drops a glyph that is printed again at its own place.
void drop_repeated(GlyphLine& line) {
  auto& placed = line.glyphs;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    bool repeated = false;
    for (std::size_t k = kept; k-- > 0 && placed[i].box.x0 - placed[k].box.x0 < 0.12F * placed[i].size;) {
      repeated = repeated || (placed[k].code == placed[i].code &&
                              std::abs(placed[k].box.x1 - placed[i].box.x1) < 0.12F * placed[i].size);
    }
    if (!repeated) placed[kept++] = placed[i];
  }
  placed.resize(kept);
}

/// The combining mark of an accent that is a character of its own; 0 for other characters.
char32_t combining(char32_t accent) {
  switch (accent) {
    case 0x60:
    case 0x2CB:
      return 0x300;
    case 0xB4:
    case 0x2CA:
      return 0x301;
    case 0x5E:
    case 0x2C6:
      return 0x302;
    case 0x7E:
    case 0x2DC:
      return 0x303;
    case 0xA8:
      return 0x308;
    case 0xB8:
      return 0x327;
    default:
      return 0;
  }
}

/// Turns accents that are printed over a letter into combining marks behind it.
void join_accents(GlyphLine& line) {
  auto& placed = line.glyphs;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const char32_t mark = combining(placed[i].code);
    if (mark == 0) continue;
    const auto over = [&](std::size_t j) {
      return letter(placed[j].code) && overlap(placed[i].box.x0, placed[i].box.x1, placed[j].box.x0, placed[j].box.x1) >
                                           0.5F * placed[i].box.width();
    };
    if (i > 0 && over(i - 1)) {
      placed[i].code = mark;
    } else if (i + 1 < placed.size() && over(i + 1)) {
      placed[i].code = mark;
      std::swap(placed[i], placed[i + 1]);
      ++i;
    } else {
      continue;
    }
    placed[i].box = placed[i - 1].box;  // it takes no room of its own
  }
}

/// The width of the narrower spaces in the line, in em; 0 when it has fewer than two. Not the median: in a row of
/// amounts with spaces between thousands, half the spaces may be gaps between columns.
float usual_space(const ArenaVector<float>& gaps, Arena* arena) {
  ArenaVector<float> spaces(arena);
  for (const float gap : gaps) {
    if (gap > kSpaceGap && gap < kCellGap) spaces.push_back(gap);
  }
  if (spaces.size() < 2) return 0;
  const auto quartile = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 4);
  std::nth_element(spaces.begin(), quartile, spaces.end());
  return *quartile;
}

/// Takes back the gaps inside letter-spaced words. `widths[i]` is the gap before glyph i, in em.
void join_spaced_letters(GlyphLine& line, const ArenaVector<float>& widths) {
  const std::size_t count = line.glyphs.size();
  const auto code = [&](std::size_t i) { return line.glyphs[i].code; };
  for (std::size_t first = 0; first + 1 < count;) {
    // The run of characters that starts here and in which each stands apart from the next.
    std::size_t last = first;
    bool letters = letter(code(first));
    float narrowest = 1e9F;
    while (last + 1 < count && may_be_spaced(code(last)) && may_be_spaced(code(last + 1)) &&
           widths[last + 1] > kSpaceGap && widths[last + 1] < 3.0F) {
      narrowest = std::min(narrowest, widths[last + 1]);
      ++last;
      letters = letters && letter(code(last));
    }
    if (last - first + 1 >= (letters ? kSpacedLetters : kSpacedCharacters)) {
      for (std::size_t i = first + 1; i <= last; ++i) {
        line.gaps[i] = widths[i] <= 1.6F * narrowest ? Gap::touching : std::min(line.gaps[i], Gap::space);
      }
    }
    first = last + 1;
  }
}

void find_gaps(GlyphLine& line, Arena* arena) {
  ArenaVector<float> widths(arena);
  widths.reserve(line.glyphs.size());
  widths.push_back(0);
  for (std::size_t i = 1; i < line.glyphs.size(); ++i) {
    const PlacedGlyph& a = line.glyphs[i - 1];
    const PlacedGlyph& b = line.glyphs[i];
    widths.push_back((b.box.x0 - a.box.x1) / std::min(a.size, b.size));
  }
  const float space = usual_space(widths, arena);
  line.gaps.reserve(widths.size());
  for (const float width : widths) {
    const bool cell = width > kCellGap || (space > 0 && width > kTightCellGap && width > kTightRatio * space);
    line.gaps.push_back(cell ? Gap::cell : width > kSpaceGap ? Gap::space : Gap::touching);
  }
  join_spaced_letters(line, widths);
}

}  // namespace

ArenaVector<GlyphLine> lay_out(const pdf::PageGlyphs& page, Arena* arena) {
  std::array<ArenaVector<PlacedGlyph>, 4> placed{ArenaVector<PlacedGlyph>(arena), ArenaVector<PlacedGlyph>(arena),
                                                 ArenaVector<PlacedGlyph>(arena), ArenaVector<PlacedGlyph>(arena)};
  for (Index i = 0; i < page.glyphs.size(); ++i) {
    const pdf::Glyph& glyph = page.glyphs[i];
    if (!glyph.visible() || glyph.size <= kLeastSize) continue;
    placed[static_cast<std::size_t>(glyph.direction)].push_back(
        {i, glyph.code, turned(glyph.box, glyph.direction, page.width, page.height),
         turned_baseline(glyph.origin, glyph.direction, page.width, page.height), glyph.size});
  }
  std::array<std::size_t, 4> directions = {0, 1, 2, 3};
  std::stable_sort(directions.begin(), directions.end(),
                   [&](std::size_t a, std::size_t b) { return placed[a].size() > placed[b].size(); });

  ArenaVector<GlyphLine> lines(arena);
  for (const std::size_t direction : directions) {
    const std::size_t first_line = lines.size();
    split_lines(placed[direction], static_cast<pdf::Direction>(direction), lines, first_line, arena);
    join_scripts(lines, first_line);
  }
  for (GlyphLine& line : lines) {
    std::stable_sort(line.glyphs.begin(), line.glyphs.end(),
                     [](const PlacedGlyph& a, const PlacedGlyph& b) { return a.box.x0 < b.box.x0; });
    drop_repeated(line);
    join_accents(line);
    find_gaps(line, arena);
  }
  return lines;
}

namespace {

constexpr float kBlockPitch = 1.85F;  // of the larger size, between baselines of a block

bool follows(const Cell& above, float baseline_above, const Cell& below, float baseline_below) {
  const float size = std::max(above.size, below.size);
  const float pitch = baseline_below - baseline_above;
  if (pitch <= 0.3F * size || pitch > kBlockPitch * size) return false;
  const bool left = std::abs(above.box.x0 - below.box.x0) < size;
  const bool right = std::abs(above.box.x1 - below.box.x1) < 0.5F * size;
  const bool centre = std::abs(above.box.centre().x - below.box.centre().x) < 0.5F * size;
  return (left || right || centre) && overlap(above.box.x0, above.box.x1, below.box.x0, below.box.x1) > 0;
}

}  // namespace

ArenaVector<Block> find_blocks(ArenaVector<Cell>& cells, const ArenaVector<Line>& lines, Arena* arena) {
  ArenaVector<Block> blocks(arena);
  ArenaVector<Index> open(arena);  // blocks whose last cell may still be followed
  for (Index c = 0; c < cells.size(); ++c) {
    Cell& cell = cells[c];
    const float baseline = lines[cell.line].baseline;
    remove_if(open, [&](Index b) {
      const Cell& last = cells[blocks[b].cells.back()];
      const float pitch = baseline - lines[last.line].baseline;
      return pitch < -1.0F || pitch > kBlockPitch * std::max(last.size, 40.0F);
    });
    Index joined = none;
    for (const Index b : open) {
      const Cell& last = cells[blocks[b].cells.back()];
      const bool same_frame = lines[last.line].direction == lines[cell.line].direction;
      if (same_frame && last.line != cell.line && follows(last, lines[last.line].baseline, cell, baseline)) joined = b;
    }
    if (joined == none) {
      joined = static_cast<Index>(blocks.size());
      blocks.emplace_back(arena);
      open.push_back(joined);
    }
    blocks[joined].cells.push_back(c);
    blocks[joined].box.extend(cell.box);
    cell.block = joined;
  }
  return blocks;
}

}  // namespace prefill::text
