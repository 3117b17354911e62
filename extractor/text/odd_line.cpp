// How any line is written
//
// 1. Its glyphs are put from left to right, and a glyph that is printed again at its own place is dropped.
// 2. An accent that is printed over a letter becomes a combining mark.
// 3. The gap to the left decides: a space, the end of a cell, or nothing (line_draft.h).
// 4. Letter-spaced words (`F A C T U R E`), and the boxes of a form that hold a letter each, are runs of at least four
//    letters or five characters with even gaps; their gaps are no spaces.

#include "extractor/text/odd_line.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extractor/text/accents.h"
#include "extractor/text/hull.h"

namespace prefill::text {
namespace {

constexpr std::size_t kMostInOnePlace = 256;  // glyphs; further ones there are not looked at
constexpr std::size_t kSpacedCharacters = 5;  // that make a letter-spaced word when there are digits among them

bool letter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
}

bool may_be_spaced(char32_t c) {
  return letter(c) || (c >= U'0' && c <= U'9') || c == U'-' || c == U'/' || c == U'_';
}

/// Drops a glyph that is printed again at its own place; returns those that stay.
std::span<PlacedGlyph> drop_repeated(std::span<PlacedGlyph> placed) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const PlacedGlyph& glyph = placed[i];
    const float near = kRepeated * glyph.size;
    const std::size_t end = kept > kMostInOnePlace ? kept - kMostInOnePlace : 0;
    bool repeated = false;
    for (std::size_t k = kept; !repeated && k-- > end && glyph.box->x0 - placed[k].box->x0 < near;) {
      repeated = placed[k].code == glyph.code && std::abs(placed[k].box->x1 - glyph.box->x1) < near;
    }
    if (!repeated) placed[kept++] = glyph;
  }
  return placed.first(kept);
}

/// Turns accents that are printed over a letter into combining marks behind it.
void join_accents(std::span<PlacedGlyph> placed) {
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const char32_t mark = combining(placed[i].code);
    if (mark == 0) continue;
    const auto over = [&](std::size_t j) {
      return letter(placed[j].code) && overlap(placed[i].box->x0, placed[i].box->x1, placed[j].box->x0,
                                               placed[j].box->x1) > 0.5F * placed[i].box->width();
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

/// Writes the width of the gap before each glyph to `widths`, in em. The first touches the beginning of the line.
void measure_gaps(std::span<const PlacedGlyph> placed, float* widths) {
  widths[0] = 0;
  for (std::size_t i = 1; i < placed.size(); ++i) {
    widths[i] = (placed[i].box->x0 - placed[i - 1].box->x1) / std::min(placed[i - 1].size, placed[i].size);
  }
}

/// Takes back the gaps inside letter-spaced words. `widths[i]` is the gap before glyph i, in em.
void join_spaced_letters(std::span<PlacedGlyph> placed, const float* widths) {
  const std::size_t count = placed.size();
  for (std::size_t first = 0; first + 1 < count;) {
    // The run of characters that starts here and in which each stands apart from the next.
    std::size_t last = first;
    bool letters = letter(placed[first].code);
    float narrowest = 1e9F;
    while (last + 1 < count && widths[last + 1] > kSpaceGap && widths[last + 1] < kWidestLetterSpace &&
           may_be_spaced(placed[last].code) && may_be_spaced(placed[last + 1].code)) {
      narrowest = std::min(narrowest, widths[last + 1]);
      ++last;
      letters = letters && letter(placed[last].code);
    }
    if (last - first + 1 >= (letters ? kSpacedLetters : kSpacedCharacters)) {
      for (std::size_t i = first + 1; i <= last; ++i) {
        placed[i].gap = widths[i] <= 1.6F * narrowest ? Gap::touching : std::min(placed[i].gap, Gap::space);
      }
    }
    first = last + 1;
  }
}

/// Writes glyphs whose gaps are judged; returns the number of cells.
std::size_t write_characters(std::span<const PlacedGlyph> placed, Characters out, CellDraft* cells) {
  std::size_t count = 0;
  Index at = 0;
  Hull hull;
  float size = 0;
  for (const PlacedGlyph& glyph : placed) {
    if (glyph.gap == Gap::space) {
      out.codes[at] = U' ';
      out.glyphs[at] = out.glyphs[at - 1];
      ++at;
    } else if (glyph.gap == Gap::cell) {
      cells[count++] = {at, hull.rect(), size};
      hull = Hull();
      size = 0;
    }
    out.codes[at] = glyph.code;
    out.glyphs[at++] = glyph.glyph;
    hull.add(*glyph.box);
    size = std::max(size, glyph.size);
  }
  cells[count++] = {at, hull.rect(), size};
  return count;
}

}  // namespace

OddLine::OddLine(std::span<const pdf::Glyph> glyphs, std::size_t longest, Arena* arena)
    : glyphs_(glyphs), longest_(longest), placed_(arena), widths_(arena), places_(arena), spaces_(arena) {}

std::size_t OddLine::write(std::span<const Run> runs, Characters out, CellDraft* cells, SizeCensus& sizes) {
  place(runs);
  line_ = drop_repeated(line_);
  for (const PlacedGlyph& glyph : line_) sizes.add(glyph.size, 1);
  join_accents(line_);
  measure_gaps(line_, widths_.data());
  judge_gaps();
  join_spaced_letters(line_, widths_.data());
  return write_characters(line_, out, cells);
}

void OddLine::place(std::span<const Run> runs) {
  places_.clear();
  places_.reserve(longest_);
  placed_.grow(longest_, 0);
  widths_.grow(longest_, 0);
  for (const Run& run : runs) {
    for (Index i = run.first; i < run.first + run.count; ++i) {
      places_.push_back({std::uint64_t{ordered_bits(glyphs_[i].box.x0)} << 32U | run.rank, i});
    }
  }
  if (!std::is_sorted(places_.begin(), places_.end())) std::sort(places_.begin(), places_.end());
  PlacedGlyph* placed = placed_.data();
  for (const Place& at : places_) {
    // Member by member: a compiler that puts the parts together on the stack first waits for them to come back.
    const pdf::Glyph& glyph = glyphs_[at.glyph];
    placed->box = &glyph.box;
    placed->glyph = at.glyph;
    placed->code = glyph.code;
    placed->size = glyph.size;
    ++placed;
  }
  line_ = {placed_.data(), places_.size()};
}

void OddLine::judge_gaps() {
  const std::span<const float> widths(widths_.data(), line_.size());
  spaces_.reserve(longest_);
  const float cell = cell_gap(widths, spaces_);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    line_[i].gap = widths[i] > cell ? Gap::cell : widths[i] > kSpaceGap ? Gap::space : Gap::touching;
  }
}

}  // namespace prefill::text
