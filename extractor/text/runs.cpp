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

namespace prefill::text {
namespace {

constexpr float kLeastSize = 0.5F;          // points; smaller text is not meant to be read
constexpr float kBaselineTolerance = 0.4F;  // of the smaller size
constexpr Index kLongestScript = 6;         // glyphs; an exponent is short, longer lines are lines

using Counts = std::array<std::size_t, 4>;

/// The place of a run in its direction: baseline, then x. Runs that agree keep the order of the page.
struct SortKey {
  std::uint64_t place;
  Index run;

  bool operator<(const SortKey& other) const { return place != other.place ? place < other.place : run < other.run; }
};

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
      const Run run = run_at(i);
      painted_.push_back(run);
      counts[static_cast<std::size_t>(run.direction)] += run.count;
      i += run.count;
    }
    return counts;
  }

  [[nodiscard]] Run run_at(Index begin) const {
    const pdf::Glyph* const first = found_.glyphs.data() + begin;
    const pdf::Glyph* const end = found_.glyphs.data() + found_.glyphs.size();
    const float baseline = first->origin.y;
    const float size = first->size;
    const pdf::Direction direction = first->direction;
    float x0 = first->box.x0;
    const pdf::Glyph* glyph = first + 1;
    for (; glyph != end; ++glyph) {
      const bool goes_on = glyph->origin.y == baseline && glyph->size == size && glyph->box.x0 >= x0 &&
                           glyph->direction == direction && glyph->visible();
      if (!goes_on) break;
      x0 = glyph->box.x0;
    }
    return {begin, static_cast<Index>(glyph - first), baseline, size, first->box.x0, x0, 0, direction};
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
      order_.push_back({std::uint64_t{ordered_bits(run.baseline)} << 32U | ordered_bits(run.x0), i});
    }
    std::sort(order_.begin(), order_.end());
    first_line_ = found_.lines.size();
    for (const SortKey& key : order_) add(painted_[key.run]);
    join_scripts();
  }

  void add(const Run& run) {
    auto& lines = found_.lines;
    const bool first = lines.size() == first_line_;
    if (first || run.baseline - lines.back().baseline > kBaselineTolerance * std::min(run.size, lines.back().size)) {
      const auto at = static_cast<Index>(found_.runs.size());
      lines.push_back({at, at, 0, 0, run.baseline, run.size, run.direction});
      append(run);
      if (!first) cut_runs_at(run);
    } else {
      append(run);
    }
  }

  /// Appends a run to the last line.
  void append(Run run) {
    RunLine& line = found_.lines.back();
    if (line.ranks == 0 || run.baseline != found_.runs.back().baseline) ++line.ranks;
    run.rank = line.ranks - 1;
    line.glyphs += run.count;
    found_.runs.push_back(run);
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
