// How lines are found
//
// Glyphs sorted by baseline, then from left to right, fall into lines: one that lies within two fifths of its size of
// the line's baseline belongs to it. Sorting glyphs costs more than everything else in a page, and producers paint
// words or lines in a row; so what is sorted are runs, by one 64-bit key each. The result is that of sorting glyphs.
// The one case in which it could differ is looked after: on one baseline, small glyphs may begin a line while larger
// ones still belong to the line above; then a run that reaches across the beginning is cut there.
//
// Raised and lowered small print (the `er` of 1er) lies further away than that: a line of small glyphs that touch the
// glyphs of a neighbouring line joins that line.

#include "extractor/text/runs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace prefill::text {
namespace {

constexpr float kLeastSize = 0.5F;          // points; smaller text is not meant to be read
constexpr float kBaselineTolerance = 0.4F;  // of the smaller size
constexpr Index kLongestScript = 6;         // glyphs; an exponent is short, longer lines are lines

using Counts = std::array<std::size_t, 4>;

/// The place of a run in its direction: baseline, then x. Runs that agree keep the order of the page.
struct SortKey {
  std::uint64_t place = 0;
  Index run = 0;

  bool operator<(const SortKey& other) const { return place != other.place ? place < other.place : run < other.run; }
};

/// Bits that the glyphs of a run share, so that one comparison tells about several members.
struct Likeness {
  std::uint64_t place;  // baseline and size
  std::uint32_t state;  // direction, and what hides a glyph
  bool operator==(const Likeness&) const = default;
};

Likeness likeness(const pdf::Glyph& glyph) {
  using pdf::Glyph;
  constexpr std::size_t place = offsetof(Glyph, origin) + offsetof(Point, y);
  constexpr std::size_t state = offsetof(Glyph, direction);
  static_assert(offsetof(Glyph, size) == place + sizeof(float) && offsetof(Glyph, unlit) == state + 3);
  Likeness bits;
  const auto* const bytes = reinterpret_cast<const std::byte*>(&glyph);
  std::memcpy(&bits.place, bytes + place, sizeof bits.place);
  std::memcpy(&bits.state, bytes + state, sizeof bits.state);
  return bits;
}

bool seen(const pdf::Glyph& glyph) {
  return glyph.visible() && glyph.size > kLeastSize;
}

/// The glyph in the frame in which its text runs to the right.
pdf::Glyph turned(pdf::Glyph glyph, float width, float height) {
  const Rect box = glyph.box;
  const Point origin = glyph.origin;
  switch (glyph.direction) {
    case pdf::Direction::right:
      break;
    case pdf::Direction::down:
      glyph.box = {box.y0, width - box.x1, box.y1, width - box.x0};
      glyph.origin = {origin.y, width - origin.x};
      break;
    case pdf::Direction::left:
      glyph.box = {width - box.x1, height - box.y1, width - box.x0, height - box.y0};
      glyph.origin = {width - origin.x, height - origin.y};
      break;
    case pdf::Direction::up:
      glyph.box = {height - box.y1, box.x0, height - box.y0, box.x1};
      glyph.origin = {height - origin.y, origin.x};
      break;
  }
  return glyph;
}

class LineFinder {
 public:
  LineFinder(const pdf::PageGlyphs& page, Arena* arena) : page_(page), found_(arena), painted_(arena), order_(arena) {
    found_.glyphs = page.glyphs;
  }

  RunLines find() && {
    const Counts counts = find_runs();
    std::array<std::size_t, 4> directions = {0, 1, 2, 3};
    std::sort(directions.begin(), directions.end(),
              [&](std::size_t a, std::size_t b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
    found_.runs.reserve(painted_.size());
    found_.lines.reserve(painted_.size());
    order_.reserve(painted_.size());
    for (const std::size_t direction : directions) {
      if (counts[direction] > 0) find_lines(static_cast<pdf::Direction>(direction));
    }
    for (const RunLine& line : found_.lines) {
      found_.visible += line.glyphs;
      found_.longest = std::max<std::size_t>(found_.longest, line.glyphs);
    }
    return std::move(found_);
  }

 private:
  /// Fills `painted_`; returns the number of visible glyphs in each direction.
  Counts find_runs() {
    Counts counts{};
    constexpr std::size_t kGlyphsInRun = 8;  // where producers paint words
    painted_.reserve(page_.glyphs.size() / kGlyphsInRun);
    for (Index i = 0; i < page_.glyphs.size();) {
      if (!seen(page_.glyphs[i])) {
        ++i;
        continue;
      }
      if (page_.glyphs[i].direction != pdf::Direction::right && found_.turned.empty()) turn_glyphs();
      const Run& run = add_run(i);
      counts[static_cast<std::size_t>(run.direction)] += run.count;
      i += run.count;
    }
    return counts;
  }

  // Here and below, elements are filled in where they stay: the processor waits when parts just written to a copy are
  // read from it as a whole.

  const Run& add_run(Index begin) {
    const pdf::Glyph* const first = found_.glyphs.data() + begin;
    const pdf::Glyph* const end = found_.glyphs.data() + found_.glyphs.size();
    const Likeness like = likeness(*first);
    const float step = kRepeated * first->size;
    const pdf::Glyph* glyph = first + 1;
    while (glyph != end && likeness(*glyph) == like && glyph->box.x0 - glyph[-1].box.x0 >= step) ++glyph;
    Run& run = painted_.emplace_back();
    run.first = begin;
    run.count = static_cast<Index>(glyph - first);
    run.baseline = first->origin.y;
    run.size = first->size;
    run.x0 = first->box.x0;
    run.last_x0 = glyph[-1].box.x0;
    run.direction = first->direction;
    return run;
  }

  void turn_glyphs() {
    found_.turned.reserve(page_.glyphs.size());
    for (const pdf::Glyph& glyph : page_.glyphs) found_.turned.push_back(turned(glyph, page_.width, page_.height));
    found_.glyphs = found_.turned;
  }

  void find_lines(pdf::Direction direction) {
    order_.clear();
    for (Index i = 0; i < painted_.size(); ++i) {
      const Run& run = painted_[i];
      if (run.direction != direction) continue;
      SortKey& key = order_.emplace_back();
      key.place = std::uint64_t{ordered_bits(run.baseline)} << 32U | ordered_bits(run.x0);
      key.run = i;
    }
    if (!std::is_sorted(order_.begin(), order_.end())) std::sort(order_.begin(), order_.end());
    first_line_ = found_.lines.size();
    for (const SortKey& key : order_) add(painted_[key.run]);
    join_scripts();
  }

  void add(const Run& run) {
    auto& lines = found_.lines;
    const bool first = lines.size() == first_line_;
    if (first || run.baseline - lines.back().baseline > kBaselineTolerance * std::min(run.size, lines.back().size)) {
      RunLine& line = lines.emplace_back();
      line.first_run = static_cast<Index>(found_.runs.size());
      line.last_run = line.first_run;
      line.baseline = run.baseline;
      line.size = run.size;
      line.direction = run.direction;
      append(run);
      if (!first) cut_runs_at(run);
    } else {
      append(run);
    }
  }

  /// Appends a run to the last line.
  void append(const Run& run) {
    RunLine& line = found_.lines.back();
    if (line.ranks == 0 || run.baseline != found_.runs.back().baseline) ++line.ranks;
    line.glyphs += run.count;
    found_.runs.push_back(run);
    found_.runs.back().rank = line.ranks - 1;
    ++line.last_run;
  }

  /// Takes from the line before the last what is on the baseline of `run` and behind its first glyph.
  void cut_runs_at(Run run) {
    RunLine& before = found_.lines[found_.lines.size() - 2];
    for (Index i = before.last_run; i-- > before.first_run && found_.runs[i].baseline == run.baseline;) {
      Run head = found_.runs[i];
      const auto behind = [&](float x0) { return head.first < run.first ? x0 > run.x0 : x0 >= run.x0; };
      Run tail = head;
      while (behind(head.last_x0)) {
        --head.count;
        tail.x0 = head.last_x0;
        head.last_x0 = box(head, head.count - 1).x0;
      }
      if (head.count == tail.count) continue;
      tail.first += head.count;
      tail.count -= head.count;
      before.glyphs -= tail.count;
      found_.runs[i] = head;
      append(tail);
    }
  }

  /// Puts raised and lowered small print into the line it belongs to.
  void join_scripts() {
    auto& lines = found_.lines;
    for (std::size_t i = first_line_; i < lines.size(); ++i) {
      if (lines[i].glyphs == 0 || lines[i].glyphs > kLongestScript) continue;
      const float size = largest_size(lines[i]);
      for (const std::size_t j : {i + 1, i - 1}) {
        if (j < first_line_ || j >= lines.size() || lines[j].glyphs == 0) continue;
        if (std::abs(lines[j].baseline - lines[i].baseline) > 1.2F * size) continue;
        if (!hangs_on(lines[i], lines[j])) continue;
        join(lines[i], lines[j]);
        break;
      }
    }
    remove_if(lines, [](const RunLine& line) { return line.glyphs == 0; });
  }

  /// Puts the runs of `small` behind those of `line`, its neighbour: what lies between the two is joined already.
  void join(RunLine& small, RunLine& line) {
    for (Index r = small.first_run; r < small.last_run; ++r) found_.runs[r].rank += line.ranks;
    line.ranks += small.ranks;
    line.glyphs += small.glyphs;
    line.first_run = std::min(line.first_run, small.first_run);
    line.last_run = std::max(line.last_run, small.last_run);
    small.glyphs = 0;
  }

  [[nodiscard]] float largest_size(const RunLine& line) const {
    float size = 0;
    for (Index r = line.first_run; r < line.last_run; ++r) size = std::max(size, found_.runs[r].size);
    return size;
  }

  /// True when every glyph of `small` touches a larger glyph of `line` from the side, as an exponent does.
  [[nodiscard]] bool hangs_on(const RunLine& small, const RunLine& line) const {
    for (Index r = small.first_run; r < small.last_run; ++r) {
      const Run& run = found_.runs[r];
      for (Index i = 0; i < run.count; ++i) {
        if (!touches(box(run, i), run.size, line)) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool touches(const Rect& glyph, float size, const RunLine& line) const {
    for (Index r = line.first_run; r < line.last_run; ++r) {
      const Run& run = found_.runs[r];
      if (size >= 0.85F * run.size) continue;
      for (Index i = 0; i < run.count; ++i) {
        const Rect& big = box(run, i);
        const float gap = std::max(glyph.x0 - big.x1, big.x0 - glyph.x1);
        if (gap < 2.5F * size && gap > -0.5F * size &&
            overlap(glyph.y0, glyph.y1, big.y0, big.y1) > 0.4F * glyph.height()) {
          return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] const Rect& box(const Run& run, Index i) const { return found_.glyphs[run.first + i].box; }

  const pdf::PageGlyphs& page_;
  RunLines found_;
  ArenaVector<Run> painted_;  // in the order of the page
  ArenaVector<SortKey> order_;
  std::size_t first_line_ = 0;  // of the direction at hand
};

}  // namespace

RunLines find_lines(const pdf::PageGlyphs& page, Arena* arena) {
  return LineFinder(page, arena).find();
}

}  // namespace prefill::text
