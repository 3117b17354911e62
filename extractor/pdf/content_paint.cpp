// Paths, pictures, forms and colours, as far as they hide text or hold it.

#include <algorithm>

#include "extractor/pdf/content_interpreter.h"
#include "extractor/pdf/inline_image.h"
#include "extractor/pdf/page_geometry.h"

namespace prefill::pdf {

namespace {

constexpr Rect unit_square{0, 0, 1, 1};

}  // namespace

void ContentInterpreter::add_rectangle() {
  const Operands& o = operands_;
  const Matrix& ctm = state_.ctm;
  const Point corner = ctm.apply(o[0], o[1]);
  const Point opposite = ctm.apply(o[0] + o[2], o[1] + o[3]);
  if (ctm.rectilinear()) {
    path_.rectangle(spanned(corner, opposite));
    return;
  }
  path_.move_to(corner);
  path_.line_to(ctm.apply(o[0] + o[2], o[1]));
  path_.line_to(opposite);
  path_.line_to(ctm.apply(o[0], o[1] + o[3]));
  path_.close();
}

void ContentInterpreter::paint_path(bool fill, bool stroke) {
  path_.finish();
  if ((fill || stroke) && hidden_ == 0 && !path_.empty()) {
    watch_.next_operation();
    const bool plain = !state_.blended && !state_.masked;
    if (!plain) watch_.push_group(1, false);
    if (fill && state_.fill_space.family == ColourSpace::Family::pattern) {
      watch_.pattern(path_.bounds());
    } else if (fill) {
      watch_.fill(path_, state_.fill);
    }
    if (stroke) watch_.stroke(path_, state_.dashed ? 0 : state_.line_width * state_.ctm.expansion(), state_.stroke);
    if (!plain) watch_.pop();
  }
  if (clip_pending_) {
    begin_clip(path_.bounds(), path_.rectangles().size() == 1);
    clip_pending_ = false;
  }
  path_.clear();
}

// Until the state is restored.
void ContentInterpreter::begin_clip(const Rect& bounds, bool exact) {
  if (!watch_.cuts(bounds, exact)) return;
  watch_.push_clip(bounds, exact);
  ++state_.clips;
}

void ContentInterpreter::set_ink(bool stroke, ColourSpace space, std::uint32_t rgb) {
  (stroke ? state_.stroke_space : state_.fill_space) = space;
  (stroke ? state_.stroke : state_.fill).rgb = rgb;
}

void ContentInterpreter::set_space(bool stroke) {
  const ColourSpace space = colours_.find(operands_.name(), level_->resources->dictionary());
  set_ink(stroke, space, colours_.initial(space));
}

void ContentInterpreter::set_colour(bool stroke) {
  const ColourSpace space = stroke ? state_.stroke_space : state_.fill_space;
  set_ink(stroke, space, colours_.colour(space, operands_.numbers()));
}

void ContentInterpreter::paint_shading() {
  if (hidden_ > 0) return;
  watch_.next_operation();
  watch_.pattern(watch_.clip());
}

void ContentInterpreter::do_object() {
  const ObjectView entry = level_->resources->find("XObject", operands_.name());
  const ObjectView object = objects_->resolve(entry);
  if (!object.is_dictionary() || objects_->is_hidden(object.find("OC"))) return;
  const ObjectView kind = objects_->get(object, "Subtype");
  if (kind.is_name("Form")) {
    do_form(entry.reference(), object);
  } else if (kind.is_name("Image")) {
    const bool stencil = objects_->get(object, "ImageMask").boolean();
    const bool masked = !objects_->get(object, "SMask").is_null() || !objects_->get(object, "Mask").is_null();
    paint_image(!stencil && !masked);
  }
}

void ContentInterpreter::paint_image(bool fills_its_square) {
  if (hidden_ > 0) return;
  watch_.next_operation();
  const bool opaque = fills_its_square && state_.fill.alpha >= 1 && !state_.blended && !state_.masked;
  watch_.image(image_of(unit_square, state_.ctm), opaque && state_.ctm.rectilinear());
}

const Byte* ContentInterpreter::paint_inline_image(const Byte* at, const Byte* end) {
  const InlineImage image = read_inline_image(at, end);
  paint_image(!image.stencil);
  return image.end;
}

void ContentInterpreter::run_form(int number, const Matrix& placement, ObjectView resources) {
  save();
  state_.ctm = placement * state_.ctm;
  enter(resources);
  do_form(number, objects_->object(number));
  leave();
  restore();
}

void ContentInterpreter::do_form(int number, ObjectView form) {
  if (number <= 0 || std::find(running_.begin(), running_.end(), number) != running_.end()) return;
  if (running_.size() >= budget_->limits().form_depth) budget_->stop(Stop::form_depth);
  const ObjectView own_resources = objects_->get(form, "Resources");
  const ObjectView resources = own_resources.is_dictionary() ? own_resources : level_->resources->dictionary();
  const bool was_in_text = in_text_;

  save();
  state_.ctm = matrix_of(*objects_, objects_->get(form, "Matrix")) * state_.ctm;
  if (objects_->get(objects_->get(form, "Group"), "S").is_name("Transparency")) {
    watch_.push_group(state_.fill.alpha, !state_.blended && !state_.masked);
    ++state_.clips;
    state_.blended = state_.masked = false;
    state_.fill.alpha = state_.stroke.alpha = 1;
  }
  const Rect box = rectangle_of(*objects_, objects_->get(form, "BBox"));
  begin_clip(image_of(box, state_.ctm), state_.ctm.rectilinear());

  running_.push_back(number);
  Level& level = enter(resources);
  if (!stopped() && objects_->decode(number, level.form)) run(level.form);
  leave();
  running_.pop_back();
  restore();
  in_text_ = was_in_text;
}

}  // namespace prefill::pdf
