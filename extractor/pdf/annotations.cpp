// Form fields come after all other annotations, as they lie above them.

#include "extractor/pdf/annotations.h"

#include "extractor/pdf/page_geometry.h"

namespace prefill::pdf {

namespace {

// Bits of F (ISO 32000-1, table 165).
constexpr int flag_invisible = 1;
constexpr int flag_hidden = 2;
constexpr int flag_print = 4;
constexpr int flag_no_rotate = 16;
constexpr int flag_no_view = 32;

constexpr int deepest_field = 32;

// The value of a key of a form field, its own or inherited.
ObjectView inherited(ObjectTable& objects, ObjectView field, std::string_view key) {
  for (int depth = 0; depth < deepest_field && field.is_dictionary(); ++depth) {
    const ObjectView value = objects.get(field, key);
    if (!value.is_null()) return value;
    field = objects.get(field, "Parent");
  }
  return {};
}

bool is_printed(ObjectTable& objects, ObjectView annotation) {
  const int flags = objects.get(annotation, "F").integer();
  if ((flags & flag_print) == 0 || (flags & (flag_invisible | flag_hidden | flag_no_view)) != 0) return false;
  return !objects.is_hidden(annotation.find("OC"));
}

// The number of the form that is the normal appearance; 0 when there is none.
int normal_appearance(ObjectTable& objects, ObjectView annotation) {
  const ObjectView entry = objects.get(annotation, "AP").find("N");
  const ObjectView normal = objects.resolve(entry);
  if (!normal.find("BBox").is_null()) return entry.reference();
  // One for each state.
  return normal.find(objects.get(annotation, "AS").name()).reference();
}

bool has_text_of_its_own(ObjectTable& objects, ObjectView annotation, std::string_view subtype) {
  if (subtype == "FreeText") return objects.get(annotation, "Contents").kind() == Kind::string;
  if (subtype != "Widget") return subtype == "Stamp";
  const ObjectView value = inherited(objects, annotation, "V");
  const std::string_view type = inherited(objects, annotation, "FT").name();
  if (type == "Btn") return !objects.get(objects.get(annotation, "MK"), "CA").is_null() && value.is_null();
  return type != "Sig" && (value.kind() == Kind::string || value.is_array());
}

// The map that fits the box of the form into the rectangle of the annotation (12.5.5, algorithm 8.1).
Matrix placement_of(ObjectTable& objects, ObjectView annotation, int form) {
  const Rect place = rectangle_of(objects, objects.get(annotation, "Rect"));
  const ObjectView dictionary = objects.object(form);
  const Rect box = image_of(rectangle_of(objects, objects.get(dictionary, "BBox")),
                            matrix_of(objects, objects.get(dictionary, "Matrix")));
  const float x = box.width() == 0 ? 0 : place.width() / box.width();
  const float y = box.height() == 0 ? 0 : place.height() / box.height();
  return {x, 0, 0, y, place.x0 - box.x0 * x, place.y0 - box.y0 * y};
}

bool is_shown_field(ObjectTable& objects, ObjectView widget) {
  return !inherited(objects, widget, "FT").is_null() && !inherited(objects, widget, "T").is_null();
}

void add(ObjectTable& objects, ObjectView annotation, std::string_view subtype, bool turned, Appearances& appearances) {
  if (!is_printed(objects, annotation)) return;
  if (subtype == "Widget" && !is_shown_field(objects, annotation)) return;
  const int form = normal_appearance(objects, annotation);
  if (form == 0) {
    appearances.made_up = appearances.made_up || has_text_of_its_own(objects, annotation, subtype);
    return;
  }
  if (turned && (objects.get(annotation, "F").integer() & flag_no_rotate) != 0) appearances.made_up = true;
  appearances.list.push_back({form, placement_of(objects, annotation, form)});
}

}  // namespace

Appearances printed_appearances(ObjectTable& objects, ObjectView annotations, bool turned) {
  Appearances appearances{.list = ArenaVector<Appearance>(objects.arena())};
  for (const bool widgets : {false, true}) {
    for (ArrayWalk element(annotations); element.next() && !objects.budget().exceeded();) {
      const ObjectView annotation = objects.resolve(element.value());
      const std::string_view subtype = objects.get(annotation, "Subtype").name();
      if (subtype == "Link" || subtype == "Popup" || (subtype == "Widget") != widgets) continue;
      add(objects, annotation, subtype, turned, appearances);
    }
  }
  return appearances;
}

}  // namespace prefill::pdf
