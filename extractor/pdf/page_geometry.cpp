// Pages without a usable MediaBox are taken for Letter, and turned to the nearest right angle, as MuPDF does: both
// readers must see the same page.

#include "extractor/pdf/page_geometry.h"

#include <algorithm>
#include <array>

namespace prefill::pdf {

namespace {

constexpr Rect letter{0, 0, 612, 792};
constexpr Rect unit_square{0, 0, 1, 1};

template <std::size_t count>
bool read_numbers(ObjectTable& objects, ObjectView array, std::array<float, count>& numbers) {
  std::size_t i = 0;
  for (ArrayWalk element(array); i < count && element.next(); ++i) {
    numbers[i] = static_cast<float>(objects.resolve(element.value()).number());
  }
  return i == count;
}

Rect visible_box(ObjectTable& objects, const PageObject& page) {
  Rect box = rectangle_of(objects, page.media_box);
  if (box.empty()) box = letter;
  const Rect crop = rectangle_of(objects, page.crop_box);
  if (!crop.empty()) {
    box = {std::max(box.x0, crop.x0), std::max(box.y0, crop.y0), std::min(box.x1, crop.x1), std::min(box.y1, crop.y1)};
  }
  return box.width() < 1 || box.height() < 1 ? unit_square : box;
}

int right_angle(int degrees) {
  degrees = (degrees % 360 + 360) % 360;
  return (degrees + 45) / 90 * 90 % 360;
}

// Turned clockwise, with y downwards.
Matrix turned(int degrees, float unit) {
  switch (degrees) {
    case 90:
      return {0, unit, unit, 0, 0, 0};
    case 180:
      return {-unit, 0, 0, unit, 0, 0};
    case 270:
      return {0, -unit, -unit, 0, 0, 0};
    default:
      return {unit, 0, 0, -unit, 0, 0};
  }
}

}  // namespace

Rect rectangle_of(ObjectTable& objects, ObjectView array) {
  std::array<float, 4> sides{};
  if (!read_numbers(objects, array, sides)) return {};
  return spanned({sides[0], sides[1]}, {sides[2], sides[3]});
}

Matrix matrix_of(ObjectTable& objects, ObjectView array) {
  std::array<float, 6> m{};
  if (!read_numbers(objects, array, m)) return {};
  return {m[0], m[1], m[2], m[3], m[4], m[5]};
}

PageGeometry geometry_of(ObjectTable& objects, const PageObject& page) {
  const Rect box = visible_box(objects, page);
  const float unit = static_cast<float>(page.user_unit.number(1));
  PageGeometry geometry;
  geometry.rotation = right_angle(page.rotate.integer());
  geometry.to_page = turned(geometry.rotation, unit);
  const Rect seen = image_of(box, geometry.to_page);
  geometry.to_page.e = -seen.x0;
  geometry.to_page.f = -seen.y0;
  geometry.width = seen.width();
  geometry.height = seen.height();
  return geometry;
}

}  // namespace prefill::pdf
