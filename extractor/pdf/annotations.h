// What is printed over a page's contents: stamps, notes, filled form fields (ISO 32000-1, 12.5.5).

#pragma once

#include "extractor/pdf/matrix.h"
#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

/// A form XObject and where it is placed in the default user space of the page.
struct Appearance {
  int form = 0;
  Matrix placement;
};

struct Appearances {
  ArenaVector<Appearance> list;  // in the order of painting
  bool made_up = false;          // some annotation has text and no appearance: a reader has to make one up
};

/// The appearances of those of `annotations`, the array of a page, that are printed and visible. `turned` when the page
/// is.
[[nodiscard]] Appearances printed_appearances(ObjectTable& objects, ObjectView annotations, bool turned);

}  // namespace prefill::pdf
