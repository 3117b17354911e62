// How a page lies in front of a person (ISO 32000-1, 7.7.3.3): cut to its CropBox, turned by Rotate, origin top left.

#pragma once

#include "extractor/pdf/matrix.h"
#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

struct PageGeometry {
  float width = 0;  // points
  float height = 0;
  int rotation = 0;  // 0, 90, 180 or 270 degrees clockwise
  Matrix to_page;    // from default user space to the page as seen
};

[[nodiscard]] PageGeometry geometry_of(ObjectTable& objects, const PageObject& page);

/// The four numbers of a rectangle, in whichever order its corners are given; empty when it is none.
[[nodiscard]] Rect rectangle_of(ObjectTable& objects, ObjectView array);
/// The six numbers of a matrix; the identity when it is none.
[[nodiscard]] Matrix matrix_of(ObjectTable& objects, ObjectView array);

}  // namespace prefill::pdf
