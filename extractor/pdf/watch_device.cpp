// Each callback is left by longjmp when MuPDF fails, and called from C: so MuPDF is called with trivial locals alone,
// and C++ exceptions are caught before they reach C and thrown on as MuPDF's own.

#include "extractor/pdf/watch_device.h"

#include <mupdf/fitz.h>

#include <algorithm>
#include <cmath>

#include "extractor/pdf/path_shape.h"

namespace prefill::pdf {

namespace {

struct WatchDevice {
  fz_device base;
  Recording* recording;
};

// So many comparisons of glyphs with shapes cost about as much as one operator.
constexpr std::size_t comparisons_an_operator = 64;

Rect to_rect(fz_rect r) {
  return {r.x0, r.y0, r.x1, r.y1};
}

// Walks a MuPDF path into a shape on the page.
struct ShapeWalk {
  PathShape shape;
  fz_matrix matrix;

  [[nodiscard]] Point seen(float x, float y) const {
    const fz_point point = fz_transform_point_xy(x, y, matrix);
    return {point.x, point.y};
  }
};

ShapeWalk& walk_of(void* arg) {
  return *static_cast<ShapeWalk*>(arg);
}

void on_move(fz_context* /*ctx*/, void* arg, float x, float y) {
  walk_of(arg).shape.move_to(walk_of(arg).seen(x, y));
}

void on_line(fz_context* /*ctx*/, void* arg, float x, float y) {
  walk_of(arg).shape.line_to(walk_of(arg).seen(x, y));
}

void on_curve(fz_context* /*ctx*/, void* arg, float x1, float y1, float x2, float y2, float x3, float y3) {
  const ShapeWalk& walk = walk_of(arg);
  walk_of(arg).shape.curve_to(walk.seen(x1, y1), walk.seen(x2, y2), walk.seen(x3, y3));
}

void on_close(fz_context* /*ctx*/, void* arg) {
  walk_of(arg).shape.close();
}

PathShape shape_of(fz_context* ctx, const fz_path* path, fz_matrix matrix) {
  const fz_path_walker walker = {on_move, on_line, on_curve, on_close, nullptr, nullptr, nullptr, nullptr};
  ShapeWalk walk{.shape = {}, .matrix = matrix};
  fz_walk_path(ctx, path, &walker, &walk);
  walk.shape.finish();
  return walk.shape;
}

[[noreturn]] void stop_page(fz_context* ctx, Recording& recording, Stop reason) {
  recording.stop = reason;
  *recording.abort = 1;
  fz_throw(ctx, FZ_ERROR_ABORT, "budget exceeded");
}

Recording& recording_of(fz_device* device) {
  return *reinterpret_cast<WatchDevice*>(device)->recording;
}

// Counts a painting operation and stops the page when it is one too many.
Recording& begin_operation(fz_context* ctx, fz_device* device) {
  Recording& recording = recording_of(device);
  ++recording.operations;
  const std::size_t work = recording.operations + recording.watch.comparisons() / comparisons_an_operator;
  if (work > recording.limits.operators_per_page) stop_page(ctx, recording, Stop::operators);
  if (recording.context.exceeded()) stop_page(ctx, recording, Stop::memory);
  recording.watch.next_operation();
  return recording;
}

template <typename Work>
bool succeeds(Work work) noexcept {
  try {
    work();
    return true;
  } catch (...) {
    return false;
  }
}

// Runs what may throw std::bad_alloc and does not call MuPDF.
template <typename Work>
void guarded(fz_context* ctx, Recording& recording, Work work) {
  if (!succeeds(work)) stop_page(ctx, recording, Stop::memory);
}

std::uint32_t channel(float share) {
  return share > 0 ? static_cast<std::uint32_t>(std::lround(std::min(share, 1.0F) * 255)) : 0;
}

Ink ink_of(fz_context* ctx, fz_colorspace* space, const float* color, float alpha) {
  float rgb[3] = {0, 0, 0};
  if (space && color) {
    fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb, nullptr, fz_default_color_params);
  }
  return {channel(rgb[0]) << 16 | channel(rgb[1]) << 8 | channel(rgb[2]), alpha};
}

// Lets structured text place the characters, then takes them over; also those before an error in the middle.
void add_text(fz_context* ctx, Recording& recording, const fz_text* text, fz_matrix ctm, Ink ink, bool shown) {
  bool added = false;
  recording.last_first = recording.glyphs.size();
  fz_var(added);
  // Structured text treats all kinds of text alike, but for the colour, which we know better.
  fz_try(ctx) {
    fz_ignore_text(ctx, recording.text_device, text, ctm);
  }
  fz_always(ctx) {
    added = succeeds([&] { add_new_glyphs(recording.characters, recording.watch, ink, shown); });
  }
  fz_catch(ctx) {
    fz_rethrow(ctx);
  }
  recording.last_text = text;
  recording.last_end = recording.glyphs.size();
  if (!added) stop_page(ctx, recording, Stop::memory);
  if (recording.glyphs.size() > recording.limits.glyphs_per_page) stop_page(ctx, recording, Stop::glyphs);
}

// Text filled and stroked comes twice, and structured text takes it once. So it stays the last text until another
// comes.
void paint_text(fz_context* ctx, Recording& recording, const fz_text* text, fz_matrix ctm, Ink ink) {
  if (text == recording.last_text) {
    recording.watch.repaint(recording.last_first, recording.last_end, ink);
  } else {
    add_text(ctx, recording, text, ctm, ink, true);
  }
}

void fill_text(fz_context* ctx, fz_device* device, const fz_text* text, fz_matrix ctm, fz_colorspace* space,
               const float* color, float alpha, fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  paint_text(ctx, recording, text, ctm, ink_of(ctx, space, color, alpha));
}

void stroke_text(fz_context* ctx, fz_device* device, const fz_text* text, const fz_stroke_state* /*stroke*/,
                 fz_matrix ctm, fz_colorspace* space, const float* color, float alpha, fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  paint_text(ctx, recording, text, ctm, ink_of(ctx, space, color, alpha));
}

// MuPDF draws the glyphs of some Type 3 fonts as pictures and then sends their text as one to ignore.
bool drawn_already(fz_context* ctx, const fz_text* text) {
  const fz_text_span* span = text->head;
  return span && span->len > 0 && fz_font_t3_procs(ctx, span->font) &&
         !fz_glyph_cacheable(ctx, span->font, span->items[0].gid);
}

void ignore_text(fz_context* ctx, fz_device* device, const fz_text* text, fz_matrix ctm) {
  Recording& recording = begin_operation(ctx, device);
  if (text != recording.last_text) add_text(ctx, recording, text, ctm, {}, drawn_already(ctx, text));
}

void begin_text_clip(fz_context* ctx, fz_device* device, const fz_text* text, fz_matrix ctm) {
  Recording& recording = begin_operation(ctx, device);
  const Rect bounds = to_rect(fz_device_current_scissor(ctx, device));
  const std::size_t first = recording.glyphs.size();
  if (text != recording.last_text) add_text(ctx, recording, text, ctm, {}, false);
  guarded(ctx, recording, [&] { recording.watch.push_text_clip(bounds, first); });
}

void clip_text(fz_context* ctx, fz_device* device, const fz_text* text, fz_matrix ctm, fz_rect /*scissor*/) {
  begin_text_clip(ctx, device, text, ctm);
}

void clip_stroke_text(fz_context* ctx, fz_device* device, const fz_text* text, const fz_stroke_state* /*stroke*/,
                      fz_matrix ctm, fz_rect /*scissor*/) {
  begin_text_clip(ctx, device, text, ctm);
}

void fill_path(fz_context* ctx, fz_device* device, const fz_path* path, int /*even_odd*/, fz_matrix ctm,
               fz_colorspace* space, const float* color, float alpha, fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  const Ink ink = ink_of(ctx, space, color, alpha);
  const PathShape shape = shape_of(ctx, path, ctm);
  guarded(ctx, recording, [&] { recording.watch.fill(shape, ink); });
}

void stroke_path(fz_context* ctx, fz_device* device, const fz_path* path, const fz_stroke_state* stroke, fz_matrix ctm,
                 fz_colorspace* space, const float* color, float alpha, fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  const Ink ink = ink_of(ctx, space, color, alpha);
  const float width = stroke->dash_len > 0 ? 0 : stroke->linewidth * fz_matrix_expansion(ctm);
  const PathShape shape = shape_of(ctx, path, ctm);
  guarded(ctx, recording, [&] { recording.watch.stroke(shape, width, ink); });
}

void fill_shade(fz_context* ctx, fz_device* device, fz_shade* shade, fz_matrix ctm, float /*alpha*/,
                fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  const Rect bounds =
      to_rect(fz_intersect_rect(fz_bound_shade(ctx, shade, ctm), fz_device_current_scissor(ctx, device)));
  guarded(ctx, recording, [&] { recording.watch.pattern(bounds); });
}

void fill_image(fz_context* ctx, fz_device* device, fz_image* image, fz_matrix ctm, float alpha,
                fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  const bool opaque = alpha >= 1 && !image->use_colorkey && !image->mask && fz_is_rectilinear(ctm);
  const Rect bounds = to_rect(fz_transform_rect(fz_unit_rect, ctm));
  guarded(ctx, recording, [&] { recording.watch.image(bounds, opaque); });
}

void fill_image_mask(fz_context* ctx, fz_device* device, fz_image* /*image*/, fz_matrix ctm, fz_colorspace* /*space*/,
                     const float* /*color*/, float /*alpha*/, fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  const Rect bounds = to_rect(fz_transform_rect(fz_unit_rect, ctm));
  guarded(ctx, recording, [&] { recording.watch.image(bounds, false); });
}

void begin_clip(fz_context* ctx, fz_device* device, bool exact) {
  Recording& recording = begin_operation(ctx, device);
  const Rect bounds = to_rect(fz_device_current_scissor(ctx, device));
  guarded(ctx, recording, [&] { recording.watch.push_clip(bounds, exact); });
}

void clip_path(fz_context* ctx, fz_device* device, const fz_path* path, int /*even_odd*/, fz_matrix ctm,
               fz_rect /*scissor*/) {
  begin_clip(ctx, device, shape_of(ctx, path, ctm).rectangles().size() == 1);
}

void clip_stroke_path(fz_context* ctx, fz_device* device, const fz_path* /*path*/, const fz_stroke_state* /*stroke*/,
                      fz_matrix /*ctm*/, fz_rect /*scissor*/) {
  begin_clip(ctx, device, false);
}

void clip_image_mask(fz_context* ctx, fz_device* device, fz_image* /*image*/, fz_matrix /*ctm*/, fz_rect /*scissor*/) {
  begin_clip(ctx, device, false);
}

void begin_mask(fz_context* ctx, fz_device* device, fz_rect /*area*/, int /*luminosity*/, fz_colorspace* /*space*/,
                const float* /*color*/, fz_color_params /*params*/) {
  Recording& recording = begin_operation(ctx, device);
  guarded(ctx, recording, [&] { recording.watch.push_offstage(); });
}

void end_mask(fz_context* ctx, fz_device* device) {
  Recording& recording = recording_of(device);
  guarded(ctx, recording, [&] { recording.watch.end_mask(); });
}

void begin_group(fz_context* ctx, fz_device* device, fz_rect /*area*/, fz_colorspace* /*space*/, int /*isolated*/,
                 int /*knockout*/, int blendmode, float alpha) {
  Recording& recording = begin_operation(ctx, device);
  guarded(ctx, recording, [&] { recording.watch.push_group(alpha, blendmode == FZ_BLEND_NORMAL); });
}

int begin_tile(fz_context* ctx, fz_device* device, fz_rect /*area*/, fz_rect /*view*/, float /*xstep*/, float /*ystep*/,
               fz_matrix /*ctm*/, int /*id*/) {
  Recording& recording = begin_operation(ctx, device);
  guarded(ctx, recording, [&] {
    recording.watch.pattern(to_rect(fz_infinite_rect));
    recording.watch.push_offstage();
  });
  return 0;
}

void end_layer_of_painting(fz_context* /*ctx*/, fz_device* device) {
  recording_of(device).watch.pop();
}

}  // namespace

fz_device* new_watch_device(fz_context* ctx, Recording& recording) {
  WatchDevice* device = fz_new_derived_device(ctx, WatchDevice);
  device->recording = &recording;
  fz_device& base = device->base;
  base.fill_text = fill_text;
  base.stroke_text = stroke_text;
  base.clip_text = clip_text;
  base.clip_stroke_text = clip_stroke_text;
  base.ignore_text = ignore_text;
  base.fill_path = fill_path;
  base.stroke_path = stroke_path;
  base.fill_shade = fill_shade;
  base.fill_image = fill_image;
  base.fill_image_mask = fill_image_mask;
  base.clip_path = clip_path;
  base.clip_stroke_path = clip_stroke_path;
  base.clip_image_mask = clip_image_mask;
  base.begin_mask = begin_mask;
  base.end_mask = end_mask;
  base.begin_group = begin_group;
  base.begin_tile = begin_tile;
  base.pop_clip = end_layer_of_painting;
  base.end_group = end_layer_of_painting;
  base.end_tile = end_layer_of_painting;
  return &base;
}

}  // namespace prefill::pdf
