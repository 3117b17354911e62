// Characters are matched through a grid whose cells are as wide as the distance that is looked for: what is near a
// place lies in its cell or in one of the eight around it.

#include "tools/bench/glyph_comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>

namespace prefill::tools {
namespace {

using pdf::Glyph;
using Glyphs = std::vector<const Glyph*>;

// Of a heap of characters at one place, no more than this are looked at: time stays in proportion.
constexpr std::size_t most_looked_at = 256;

float distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// Characters by place, to be taken out one by one.
class Grid {
 public:
  Grid(float cell, const Glyphs& glyphs) : cell_(cell) {
    for (const Glyph* glyph : glyphs) cells_[key(column(glyph->origin.x), column(glyph->origin.y))].push_back(glyph);
  }

  /// Takes out the nearest one no further away than a cell is wide; null when there is none.
  const Glyph* take(const Glyph& wanted, bool same_code) {
    Glyphs* found_in = nullptr;
    std::size_t found_at = 0;
    float nearest = cell_;
    for (int dx = -1; dx <= 1; ++dx) {
      for (int dy = -1; dy <= 1; ++dy) {
        const auto cell = cells_.find(key(column(wanted.origin.x) + dx, column(wanted.origin.y) + dy));
        if (cell == cells_.end()) continue;
        Glyphs& here = cell->second;
        for (std::size_t i = 0; i < std::min(here.size(), most_looked_at); ++i) {
          if (same_code && here[i]->code != wanted.code) continue;
          const float away = distance(here[i]->origin, wanted.origin);
          if (away > nearest || (found_in != nullptr && away == nearest)) continue;
          nearest = away;
          found_in = &here;
          found_at = i;
        }
      }
    }
    if (found_in == nullptr) return nullptr;
    std::swap((*found_in)[found_at], found_in->back());
    const Glyph* taken = found_in->back();
    found_in->pop_back();
    return taken;
  }

  /// What was not taken out.
  [[nodiscard]] Glyphs rest() const {
    Glyphs left;
    for (const auto& [place, glyphs] : cells_) left.insert(left.end(), glyphs.begin(), glyphs.end());
    std::sort(left.begin(), left.end());
    return left;
  }

 private:
  [[nodiscard]] int column(float coordinate) const {
    constexpr float far = 1e6F;
    const float column = coordinate / cell_;
    return std::isfinite(column) ? static_cast<int>(std::floor(std::clamp(column, -far, far))) : 0;
  }

  static std::uint64_t key(int x, int y) {
    return (std::uint64_t{static_cast<std::uint32_t>(x)} << 32) | static_cast<std::uint32_t>(y);
  }

  float cell_;
  std::unordered_map<std::uint64_t, Glyphs> cells_;
};

Glyphs glyphs_of(const pdf::PageGlyphs& page, bool visible) {
  Glyphs found;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.visible() == visible) found.push_back(&glyph);
  }
  return found;
}

/// Takes partners out of `others` for `mine`; what has none is left in `mine`, in its order.
template <typename Note>
void match(Glyphs& mine, Glyphs& others, float within, bool same_code, Note note) {
  Grid grid(within, others);
  Glyphs left;
  for (const Glyph* glyph : mine) {
    if (const Glyph* partner = grid.take(*glyph, same_code)) {
      note(glyph, partner);
    } else {
      left.push_back(glyph);
    }
  }
  mine = std::move(left);
  others = grid.rest();
}

// By our order of painting; what we do not have comes last, in the reference's.
bool painted_before(const Difference& a, const Difference& b) {
  if ((a.ours == nullptr) != (b.ours == nullptr)) return b.ours == nullptr;
  return a.ours != b.ours ? std::less<>()(a.ours, b.ours) : std::less<>()(a.reference, b.reference);
}

}  // namespace

Comparison compare(const pdf::PageGlyphs& ours, const pdf::PageGlyphs& reference) {
  Comparison comparison;
  Glyphs mine = glyphs_of(ours, true);
  Glyphs theirs = glyphs_of(reference, true);
  match(mine, theirs, same_place, true, [&](const Glyph*, const Glyph*) { ++comparison.equal; });
  if (mine.empty() && theirs.empty()) return comparison;

  std::vector<Difference>& differences = comparison.differences;
  const auto note = [&](const Glyph* our, const Glyph* their) { differences.push_back({our, their}); };
  match(mine, theirs, same_place, false, note);
  match(mine, theirs, moved_at_most, true, note);

  Glyphs hidden = glyphs_of(reference, false);
  match(mine, hidden, same_place, true, note);
  for (const Glyph* glyph : mine) note(glyph, nullptr);
  hidden = glyphs_of(ours, false);
  match(theirs, hidden, same_place, true, [&](const Glyph* their, const Glyph* our) { note(our, their); });
  for (const Glyph* glyph : theirs) note(nullptr, glyph);
  std::sort(differences.begin(), differences.end(), painted_before);
  return comparison;
}

}  // namespace prefill::tools
