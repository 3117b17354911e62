// How words and cells are found
//
// Producers write text in any order and cut it anywhere, so nothing is taken from the content stream but places. The
// lines are found first (runs.cpp). Then, line by line:
// 1. Glyphs are put from left to right. Where the runs of the line do not overlap, that is one run after the other.
// 2. Fonts without accented letters print the accent over the letter; such an accent becomes a combining mark.
// 3. The gap to the left decides: above 0.15 em it is a space, above 1 em (or, where the words of the line stand
//    closely, above 0.6 em) the end of a cell.
// 4. Letter-spaced words (`F A C T U R E`), and the boxes of a form that hold a letter each, are runs of at least four
//    letters or five characters with even gaps; their gaps are no spaces.

#include "extractor/text/layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace prefill::text {
namespace {

constexpr float kRepeated = 0.12F;            // em; a glyph this close to its like is the same printed again
constexpr std::size_t kMostInOnePlace = 256;  // glyphs; further ones there are not looked at
constexpr float kSpaceGap = 0.15F;            // em
constexpr float kCellGap = 1.0F;              // em
constexpr float kTightCellGap = 0.6F;         // em, where words stand closely
constexpr float kTightRatio = 2.2F;           // a cell gap against the line's usual space
constexpr std::size_t kSpacedLetters = 4;     // letters that make a letter-spaced word
constexpr std::size_t kSpacedCharacters = 5;  // characters that do when there are digits among them

bool letter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
}

bool may_be_spaced(char32_t c) {
  return letter(c) || (c >= U'0' && c <= U'9') || c == U'-' || c == U'/' || c == U'_';
}

/// The combining mark of an accent that is a character of its own; 0 for other characters.
constexpr char32_t combining(char32_t c) {
  switch (c) {
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

constexpr auto accents = [] {
  std::array<bool, 0x300> table{};
  for (char32_t c = 0; c < table.size(); ++c) table[c] = combining(c) != 0;
  return table;
}();

bool is_accent(char32_t c) {
  return c < accents.size() && accents[c];
}

/// Member by member: a compiler that puts the parts together on the stack first waits for them to come back.
void place(PlacedGlyph& placed, const pdf::Glyph& glyph, Index index) {
  placed.glyph = index;
  placed.code = glyph.code;
  placed.box = &glyph.box;
  placed.size = glyph.size;
}

/// Goes over the glyphs of a line from left to right and tells what stands before each.
class GapFinder {
 public:
  /// Writes the width of the gap before each glyph to `widths`, in em; the first has none.
  explicit GapFinder(float* widths) : widths_(widths) {}

  Gap before(const Rect& box, float size) {
    const float width = (box.x0 - last_x1_) / std::min(last_size_, size);
    last_x0_ = box.x0;
    last_x1_ = box.x1;
    last_size_ = size;
    *widths_++ = width;
    if (width <= kSpaceGap) {
      apart_ = 0;
      return Gap::touching;
    }
    found_.most_apart = std::max(found_.most_apart, ++apart_);
    if (width > kCellGap) return Gap::cell;
    found_.doubtful |= width > kTightCellGap;
    return Gap::space;
  }

  [[nodiscard]] float last_x0() const { return last_x0_; }
  [[nodiscard]] const Gaps& found() const { return found_; }

 private:
  static constexpr float kFar = 1e9F;
  float* widths_;
  float last_x0_ = -kFar;
  float last_x1_ = kFar;  // the first glyph touches the beginning of the line
  float last_size_ = kFar;
  std::size_t apart_ = 0;
  Gaps found_;
};

/// True when the runs, one behind the other, are in order from left to right.
bool in_turn(std::span<const Run> runs) {
  for (std::size_t i = 1; i < runs.size(); ++i) {
    if (!(runs[i - 1].last_x0 < runs[i].x0)) return false;
  }
  return true;
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

/// Takes back the gaps inside letter-spaced words. `widths[i]` is the gap before glyph i, in em.
void join_spaced_letters(std::span<PlacedGlyph> placed, const float* widths) {
  const std::size_t count = placed.size();
  for (std::size_t first = 0; first + 1 < count;) {
    // The run of characters that starts here and in which each stands apart from the next.
    std::size_t last = first;
    bool letters = letter(placed[first].code);
    float narrowest = 1e9F;
    while (last + 1 < count && widths[last + 1] > kSpaceGap && widths[last + 1] < 3.0F &&
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

}  // namespace

Layout::Layout(const pdf::PageGlyphs& page, Arena* arena)
    : found_(find_lines(page, arena)), placed_(arena), widths_(arena), places_(arena), spaces_(arena) {
  for (const RunLine& line : found_.lines) {
    glyphs_ += line.glyphs;
    longest_ = std::max<std::size_t>(longest_, line.glyphs);
  }
  placed_.grow(longest_, 0);
  widths_.grow(longest_, 0);
}

const GlyphLine* Layout::next() {
  if (next_ == found_.lines.size()) return nullptr;
  const RunLine& line = found_.lines[next_++];
  line_ = {std::span(placed_.data(), line.glyphs), line.baseline, line.direction};
  const std::span runs = std::span(found_.runs).subspan(line.first_run, line.last_run - line.first_run);
  const auto by_x = [](const Run& a, const Run& b) { return ordered_bits(a.x0) < ordered_bits(b.x0); };
  if (!std::is_sorted(runs.begin(), runs.end(), by_x)) std::sort(runs.begin(), runs.end(), by_x);
  const Oddities odd = in_turn(runs) ? place_in_turn(runs) : place_sorted(runs);
  if (odd.crowded) {
    line_.glyphs = drop_repeated(line_.glyphs);
    for (const PlacedGlyph& glyph : line_.glyphs) sizes_.add(glyph.size, 1);
  } else {
    for (const Run& run : runs) sizes_.add(run.size, run.count);
  }
  if (odd.accented) join_accents(line_.glyphs);
  if (odd.crowded || odd.accented) find_gaps();
  judge_gaps();
  return &line_;
}

Layout::Oddities Layout::place_in_turn(std::span<const Run> runs) {
  Oddities odd;
  PlacedGlyph* out = placed_.data();
  GapFinder gaps(widths_.data());
  for (const Run& run : runs) {
    const float near = kRepeated * run.size;
    const pdf::Glyph* glyph = &found_.glyphs[run.first];
    for (Index i = run.first; i < run.first + run.count; ++i, ++glyph, ++out) {
      odd.crowded |= glyph->box.x0 - gaps.last_x0() < near;
      odd.accented |= is_accent(glyph->code);
      place(*out, *glyph, i);
      out->gap = gaps.before(glyph->box, glyph->size);
    }
  }
  gaps_ = gaps.found();
  return odd;
}

Layout::Oddities Layout::place_sorted(std::span<const Run> runs) {
  places_.clear();
  places_.reserve(longest_);
  for (const Run& run : runs) {
    for (Index i = run.first; i < run.first + run.count; ++i) {
      places_.push_back({std::uint64_t{ordered_bits(found_.glyphs[i].box.x0)} << 32U | run.rank, i});
    }
  }
  std::sort(places_.begin(), places_.end(),
            [](const Place& a, const Place& b) { return a.order != b.order ? a.order < b.order : a.glyph < b.glyph; });
  PlacedGlyph* out = placed_.data();
  bool accented = false;
  for (const Place& at : places_) {
    const pdf::Glyph& glyph = found_.glyphs[at.glyph];
    place(*out++, glyph, at.glyph);
    accented |= is_accent(glyph.code);
  }
  return {true, accented};
}

void Layout::find_gaps() {
  GapFinder gaps(widths_.data());
  for (PlacedGlyph& placed : line_.glyphs) placed.gap = gaps.before(*placed.box, placed.size);
  gaps_ = gaps.found();
}

void Layout::judge_gaps() {
  if (gaps_.doubtful) end_cells_closely();
  if (gaps_.most_apart + 1 >= kSpacedLetters) join_spaced_letters(line_.glyphs, widths_.data());
}

void Layout::end_cells_closely() {
  const std::span widths = std::span(std::as_const(widths_).data(), line_.glyphs.size());
  spaces_.reserve(longest_);
  const float space = usual_space(widths, spaces_);
  if (space == 0) return;
  for (std::size_t i = 1; i < widths.size(); ++i) {
    if (widths[i] > kTightCellGap && widths[i] > kTightRatio * space) line_.glyphs[i].gap = Gap::cell;
  }
}

}  // namespace prefill::text
