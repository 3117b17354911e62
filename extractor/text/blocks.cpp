// How blocks are found
//
// Lines are gone through from top to bottom. A block that may still grow is known by its lowest cell, its *end*. The
// ends lie in one short array, since each cell is held against all of them; those too far above the line at hand to be
// followed are dropped before it. Of several blocks that a cell could join, the one that began last is taken.

#include "extractor/text/blocks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace prefill::text {
namespace {

constexpr float kBlockPitch = 1.85F;    // of the larger size, between baselines of a block
constexpr float kLargeSize = 40;        // points; text larger than this does not reach further up
constexpr std::size_t kMostEnds = 256;  // real pages have fewer than fifty

/// The lowest cell of a block.
struct End {
  Rect box;
  float size = 0;
  float baseline = 0;
  Index block = none;
  Index cell = none;
};

bool follows(const End& above, const Cell& below, float baseline) {
  const float size = std::max(above.size, below.size);
  const float pitch = baseline - above.baseline;
  if (pitch <= 0.3F * size || pitch > kBlockPitch * size) return false;
  const bool left = std::abs(above.box.x0 - below.box.x0) < size;
  const bool right = std::abs(above.box.x1 - below.box.x1) < 0.5F * size;
  const bool centre = std::abs(above.box.centre().x - below.box.centre().x) < 0.5F * size;
  return (left || right || centre) && overlap(above.box.x0, above.box.x1, below.box.x0, below.box.x1) > 0;
}

class BlockFinder {
 public:
  BlockFinder(ArenaVector<Cell>& cells, Arena* arena) : cells_(cells), blocks_(arena), ends_(arena) {
    blocks_.reserve(cells.size());
    ends_.reserve(cells.size());
    for (const Cell& cell : cells) largest_ = std::max(largest_, cell.size);
    largest_ = std::min(largest_, kLargeSize);
  }

  void add(const Line& line) {
    drop_ends(line);
    const std::size_t above = ends_.size();  // a cell never follows one of its own line
    for (Index c = line.first_cell; c < line.last_cell; ++c) {
      Cell& cell = cells_[c];
      std::size_t end = above;
      while (end > 0 && !follows(ends_[end - 1], cell, line.baseline)) --end;
      if (end == 0) {
        ends_.emplace_back().block = static_cast<Index>(blocks_.size());
        blocks_.emplace_back();
        end = ends_.size();
      } else {
        cells_[ends_[end - 1].cell].below = c;
      }
      End& own = ends_[end - 1];
      own.cell = c;
      own.box = cell.box;
      own.size = cell.size;
      own.baseline = line.baseline;
      cell.block = own.block;
      blocks_[own.block].box.extend(cell.box);
    }
  }

  /// Sorts the cells by block.
  ArenaVector<Block> finish(ArenaVector<Index>& members, Arena* arena) && {
    ArenaVector<Index> places(blocks_.size(), 0, arena);
    for (const Cell& cell : cells_) ++places[cell.block];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), Index{0});
    members.resize(cells_.size());
    for (Index c = 0; c < cells_.size(); ++c) members[places[cells_[c].block]++] = c;
    Index from = 0;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      blocks_[b].cells = std::span(members).subspan(from, places[b] - from);
      from = places[b];
    }
    return std::move(blocks_);
  }

 private:
  /// Drops the ends that nothing from `line` on can follow.
  void drop_ends(const Line& line) {
    if (line.direction != direction_) ends_.clear();
    direction_ = line.direction;
    remove_if(ends_, [&](const End& end) {
      return line.baseline - end.baseline > kBlockPitch * std::max(end.size, largest_);
    });
    if (ends_.size() > kMostEnds) ends_.erase(ends_.begin(), ends_.end() - kMostEnds);
  }

  ArenaVector<Cell>& cells_;
  ArenaVector<Block> blocks_;
  ArenaVector<End> ends_;  // in the order of their blocks
  float largest_ = 0;      // size of a cell of the page
  pdf::Direction direction_ = pdf::Direction::right;
};

}  // namespace

ArenaVector<Block> find_blocks(ArenaVector<Cell>& cells, const ArenaVector<Line>& lines, ArenaVector<Index>& members,
                               Arena* arena) {
  BlockFinder finder(cells, arena);
  for (const Line& line : lines) finder.add(line);
  return std::move(finder).finish(members, arena);
}

}  // namespace prefill::text
