// Floods the zones of headings over the blocks of the page.

#include "extractor/fields/party_zones.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extractor/fields/ascii.h"
#include "extractor/fields/places.h"

namespace prefill {
namespace {

using text::Block;
using text::Cell;
using text::Index;

/// What begins the zone of a party.
struct Heading {
  rules::Mark mark;
  Role role;
};
constexpr std::array<Heading, 3> kHeadings = {{{rules::Mark::recipient, Role::recipient},
                                               {rules::Mark::supplier, Role::supplier},
                                               {rules::Mark::other_party, Role::other}}};

bool has_words(std::string_view text) {
  return std::count_if(text.begin(), text.end(), is_alnum) >= 2;
}

class Zones {
 public:
  Zones(const PageView& page, const DocumentView& document)
      : page_(page), text_(*page.text), roles_(text_.cells().size(), document.arena) {}

  PageZones find() {
    // Headings first, so that every zone knows where the next one begins.
    Index first = text::none;
    Index last = 0;
    for (const Heading& heading : kHeadings) {
      for (const rules::Match* match : page_.announcing(heading.mark)) {
        if (match->covered || !match->well_placed || heads_column(*match)) continue;
        const Index cell = page_.cell_of(*match);
        const auto number = static_cast<Index>(match - page_.matches.data());
        if (number < roles_[cell].heading) roles_.set(cell, {heading.role, true, number});
        first = std::min(first, cell);
        last = std::max(last, cell + 1);
      }
    }
    for (Index c = first; c < last; ++c) {
      if (roles_[c].heading_cell) flood(c);
    }
    return std::move(roles_);
  }

 private:
  /// "Client" as the head of a column of article numbers: it stands alone in its cell among other heads.
  [[nodiscard]] bool heads_column(const rules::Match& match) const {
    const std::string_view behind = text_.text({match.to, text_.cells()[page_.cell_of(match)].text.to});
    return behind.empty() && heads_items(page_, match);
  }

  void flood(Index heading_cell) {
    const Cell& cell = text_.cells()[heading_cell];
    const rules::Match& heading = page_.matches[roles_[heading_cell].heading];
    const std::string_view behind = text_.text({heading.to, cell.text.to});
    if (has_words(behind)) {
      flood_block(cell.block, heading_cell);
      return;
    }
    // "Émetteur :    Cuisines Marcellin" in a grid: the next row is another label, so the party stands to the right.
    const Index right = heading_cell + 1;
    const bool free_right = right < text_.lines()[cell.line].last_cell && !roles_[right].heading_cell &&
                            !page_.is_label_cell(right) && !text_.text(text_.cells()[right].text).ends_with(':');
    if (free_right) {
      const Index next = text_.cells()[heading_cell].below;
      const Index under = next != text::none ? next : first_below(cell);
      const bool grid = under != text::none && page_.is_label_cell(under);
      if (grid || behind.find(':') != std::string_view::npos) {
        take(right, heading_cell);
        if (!grid) flood_block(text_.cells()[right].block, heading_cell, right);
        return;
      }
    }
    if (flood_block(cell.block, heading_cell)) {
      flood_grid(cell, heading_cell);
      return;
    }
    if (const Index below = block_below(cell); below != text::none) {
      flood_block(below, heading_cell);
    } else if (free_right) {
      take(right, heading_cell);
      flood_block(text_.cells()[right].block, heading_cell, right);
    }
  }

  /// A grid of labels under the heading may be torn into several blocks by values of two lines: its rows go on as long
  /// as labels begin under the heading's left edge.
  void flood_grid(const Cell& heading, Index heading_cell) {
    constexpr float kRowGap = 3.2F;  // in sizes of the heading
    float bottom = text_.blocks()[heading.block].box.y1;
    for (Index c = heading_cell + 1; c < text_.cells().size(); ++c) {
      const Cell& cell = text_.cells()[c];
      if (cell.box.y0 < bottom - cell.size || std::abs(cell.box.x0 - heading.box.x0) > 1.5F * heading.size) continue;
      if (cell.box.y0 - bottom > kRowGap * heading.size || roles_[c].heading_cell) return;
      if (!page_.is_label_cell(c)) return;
      take(c, heading_cell);
      bottom = cell.box.y1;
    }
  }

  void take(Index cell, Index heading_cell) {
    if (roles_[cell].heading_cell || roles_[cell].role != Role::unknown) return;
    roles_.set(cell, {roles_[heading_cell].role, false, roles_[heading_cell].heading});
  }

  /// Takes the cells of the block that follow `after` (or all, when `after` is not in it); true when there were any.
  bool flood_block(Index block, Index heading_cell, Index after = text::none) {
    if (block == text::none) return false;
    const Index from = after == text::none ? heading_cell : after;
    bool any = false;
    for (const Index c : text_.blocks()[block].cells) {
      if (text_.cells()[c].line <= text_.cells()[from].line && c != from) continue;
      if (c == from) continue;
      if (roles_[c].heading_cell) break;
      take(c, heading_cell);
      any = true;
    }
    return any;
  }

  /// The first cell of the block below.
  [[nodiscard]] Index first_below(const Cell& cell) const {
    const Index block = block_below(cell);
    return block == text::none ? text::none : text_.blocks()[block].cells.front();
  }

  /// The nearest block that begins under the cell and is not a zone of its own.
  [[nodiscard]] Index block_below(const Cell& cell) const {
    constexpr float kReach = 3.5F;  // in sizes of the heading
    Index nearest = text::none;
    float distance = kReach * std::max(cell.size, 8.0F);
    for (Index b = 0; b < text_.blocks().size(); ++b) {
      const Block& block = text_.blocks()[b];
      const float gap = block.box.y0 - cell.box.y1;
      if (gap < -0.3F * cell.size || gap > distance) continue;
      if (overlap(block.box.x0, block.box.x1, cell.box.x0, cell.box.x1) <= 0) continue;
      if (roles_[block.cells.front()].heading_cell) continue;
      nearest = b;
      distance = gap;
    }
    return nearest;
  }

  const PageView& page_;
  const text::PageText& text_;
  PageZones roles_;
};

}  // namespace

PageZones party_zones(const PageView& page, const DocumentView& document) {
  return Zones(page, document).find();
}

}  // namespace prefill
