// Which part of a page speaks of whom: recipient, supplier, or somebody else.

#pragma once

#include "extractor/fields/document_view.h"

namespace prefill {

enum class Role : std::uint8_t { unknown, recipient, supplier, other };

/// Whom a cell belongs to, and the cell whose words say so.
struct CellRole {
  Role role = Role::unknown;
  text::Index heading = text::none;  // index of the match that begins the zone
  bool heading_cell = false;         // the cell that holds the heading itself
};

/// The zones of a page, by index of its cells.
using PageZones = ArenaVector<CellRole>;

/// For each cell of the page, by index: the zone it lies in. A heading ("Facturé à", "Émetteur", "Livré à") owns the
/// rest of its cell, the cell right of it when nothing follows, and the block below it until the next heading.
[[nodiscard]] PageZones party_zones(const PageView& page, const DocumentView& document);

}  // namespace prefill
