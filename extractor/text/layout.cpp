// How words and cells are found
//
// Producers write text in any order and cut it anywhere, so nothing is taken from the content stream but places. The
// lines are found first (runs.cpp). What stands in a line is told by the gaps between its glyphs (line_draft.h).
//
// Nearly all lines are straight: run follows run from left to right, no glyph lies on another, and no gap can be one
// inside a letter-spaced word. Such a line is written in one pass over its glyphs, each looked at once; the rest is for
// odd_line.cpp. A line is known to be odd only on the way, and then begun again.

#include "extractor/text/layout.h"

#include <algorithm>

#include "extractor/text/accents.h"
#include "extractor/text/hull.h"

namespace prefill::text {
namespace {

constexpr float kFar = 1e9F;
constexpr float kTightRatio = 2.2F;  // a cell gap against the line's usual space
// A little less than `kSpaceGap`: a narrower gap is none, whatever a division would round. Others are divided.
constexpr float kSurelyTouching = 0.149F;

/// The width of the narrower spaces in the line, in em; 0 when it has fewer than two. Not the median: in a row of
/// amounts with spaces between thousands, half the spaces may be gaps between columns.
float usual_space(std::span<const float> widths, ArenaVector<float>& spaces) {
  spaces.clear();
  for (const float width : widths) {
    if (width > kSpaceGap && width < kCellGap) spaces.push_back(width);
  }
  if (spaces.size() < 2) return 0;
  const auto quartile = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 4);
  std::nth_element(spaces.begin(), quartile, spaces.end());
  return *quartile;
}

}  // namespace

float cell_gap(std::span<const float> widths, ArenaVector<float>& spaces) {
  const float space = usual_space(widths, spaces);
  return space == 0 ? kCellGap : std::clamp(kTightRatio * space, kTightCellGap, kCellGap);
}

Layout::Layout(const pdf::PageGlyphs& page, Arena* arena, Care care)
    : care_(care),
      found_(find_lines(page, arena)),
      cells_(arena),
      widths_(arena),
      spaces_(arena),
      odd_(found_.glyphs, found_.longest, arena) {
  cells_.grow(found_.longest, 0);
  widths_.grow(found_.longest, 0);
}

const LineDraft* Layout::next(Characters out) {
  if (next_ == found_.lines.size()) return nullptr;
  const RunLine& line = found_.lines[next_++];
  const std::span runs = std::span(found_.runs).subspan(line.first_run, line.last_run - line.first_run);
  const auto by_x = [](const Run& a, const Run& b) { return ordered_bits(a.x0) < ordered_bits(b.x0); };
  if (!std::is_sorted(runs.begin(), runs.end(), by_x)) std::sort(runs.begin(), runs.end(), by_x);
  std::size_t cells = care_ == Care::usual ? write_straight(runs, out) : 0;
  if (cells == 0) cells = odd_.write(runs, out, cells_.data(), sizes_);
  line_ = {{cells_.data(), cells}, line.baseline, line.direction};
  return &line_;
}

/// Writes the line if it is straight; returns the number of its cells, 0 when it is odd.
std::size_t Layout::write_straight(std::span<const Run> runs, Characters out) {
  std::size_t cells = write_straight(runs, out, kCellGap);
  if (cells == 0) return 0;
  if (doubtful_gaps_) {
    const std::span<const float> widths(widths_.data(), gaps_);
    const float narrower = cell_gap(widths, spaces_);
    const auto ends_cell = [&](float width) { return width > narrower && width <= kCellGap; };
    if (std::any_of(widths.begin(), widths.end(), ends_cell)) cells = write_straight(runs, out, narrower);
  }
  for (const Run& run : runs) sizes_.add(run.size, run.count);
  return cells;
}

/// The same, a gap wider than `cell_gap` ending a cell.
std::size_t Layout::write_straight(std::span<const Run> runs, Characters out, float cell_gap) {
  CellDraft* cell = cells_.data();
  float* width = widths_.data();
  Hull hull;
  EmptyWatch empty;
  bool doubtful = false;
  Index at = 0;
  std::size_t apart = 0;      // glyphs in a row that stand apart from the one before, not too far for a word
  Index behind_apart = none;  // where the last of them ends
  float size = 0;             // of the largest run in the cell
  float last_size = kFar;
  float last_x0 = -kFar;
  float last_x1 = kFar;  // the first glyph touches the beginning of the line
  for (const Run& run : runs) {
    if (run.x0 - last_x0 < kRepeated * run.size) return 0;
    const float smaller = std::min(last_size, run.size);
    const float touching = kSurelyTouching * smaller;
    const pdf::Glyph* const first = &found_.glyphs[run.first];
    const pdf::Glyph* const end = first + run.count;
    Index source = run.first;
    for (const pdf::Glyph* glyph = first; glyph != end; ++glyph, ++source) {
      const float gap = glyph->box.x0 - last_x1;
      last_x1 = glyph->box.x1;
      if (gap > touching) [[unlikely]] {
        const float em = gap / (glyph == first ? smaller : run.size);
        if (em > kSpaceGap) {
          apart = em >= kWidestLetterSpace ? 0 : (at == behind_apart ? apart : 0) + 1;
          if (apart + 1 == kSpacedLetters) return 0;
          *width++ = em;
          if (em > cell_gap) {
            *cell++ = {at, hull.rect(), glyph == first ? size : std::max(size, run.size)};
            hull = Hull();
            size = 0;
          } else {
            doubtful |= em > kTightCellGap;
            out.codes[at] = U' ';
            out.glyphs[at] = out.glyphs[at - 1];
            ++at;
          }
          behind_apart = at + 1;
        }
      }
      if (is_accent(glyph->code)) return 0;
      hull.add_filled(glyph->box);
      empty.look_at(glyph->box);
      out.codes[at] = glyph->code;
      out.glyphs[at] = source;
      ++at;
    }
    size = std::max(size, run.size);
    last_size = run.size;
    last_x0 = run.last_x0;
  }
  if (empty.seen()) return 0;
  *cell++ = {at, hull.rect(), size};
  gaps_ = static_cast<std::size_t>(width - widths_.data());
  doubtful_gaps_ = doubtful;
  return static_cast<std::size_t>(cell - cells_.data());
}

}  // namespace prefill::text
