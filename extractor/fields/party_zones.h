// Which part of a page speaks of whom: recipient, supplier, or somebody else.

#pragma once

#include <algorithm>
#include <array>

#include "extractor/fields/document_view.h"

namespace prefill {

enum class Role : std::uint8_t { unknown, recipient, supplier, other };

/// Whom a cell belongs to, and the cell whose words say so.
struct CellRole {
  Role role = Role::unknown;
  bool heading_cell = false;         // the cell that holds the heading itself
  text::Index heading = text::none;  // index of the match that begins the zone
};

/// The zones of a page, by index of its cells.
class PageZones {
 public:
  PageZones(std::size_t cells, Arena* arena) : cells_(cells, arena) {}

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] const CellRole& operator[](text::Index cell) const { return cells_[cell]; }
  /// Cells outside of which none has the role, which is known: most pages have few zones, and small ones.
  [[nodiscard]] text::Span reach(Role role) const { return reach_[static_cast<std::size_t>(role)]; }

  /// Says whom `cell` belongs to.
  void set(text::Index cell, const CellRole& role) {
    cells_[cell] = role;
    text::Span& reach = reach_[static_cast<std::size_t>(role.role)];
    reach = reach.from == reach.to ? text::Span{cell, cell + 1}
                                   : text::Span{std::min(reach.from, cell), std::max(reach.to, cell + 1)};
  }

 private:
  ArenaVector<CellRole> cells_;
  std::array<text::Span, 4> reach_{};  // by role
};

/// For each cell of the page, by index: the zone it lies in. A heading ("Facturé à", "Émetteur", "Livré à") owns the
/// rest of its cell, the cell right of it when nothing follows, and the block below it until the next heading.
[[nodiscard]] PageZones party_zones(const PageView& page, const DocumentView& document);

}  // namespace prefill
