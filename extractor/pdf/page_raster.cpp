// Functions that call MuPDF between `fz_try` and `fz_catch` have trivial locals alone, because an error leaves them by
// longjmp; what they make is owned by `Painting`. Each page has a device of its own: one that fails half-way leaves its
// clips and groups open.

#include "extractor/pdf/page_raster.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace prefill::pdf {

namespace {

constexpr float most_pixels = 16e6F;

// MuPDF's things of one picture. Dropping them never fails.
struct Painting {
  explicit Painting(fz_context* owner) : ctx(owner) {}
  ~Painting() {
    fz_drop_buffer(ctx, png);
    fz_drop_font(ctx, plain);
    fz_drop_font(ctx, bold);
    fz_drop_pixmap(ctx, pixmap);
  }
  Painting(const Painting&) = delete;
  Painting& operator=(const Painting&) = delete;

  fz_context* ctx;
  float scale = 1;
  fz_pixmap* pixmap = nullptr;
  fz_font* plain = nullptr;
  fz_font* bold = nullptr;
  fz_buffer* png = nullptr;
};

int pixels(float points, float scale) {
  return std::max(1, static_cast<int>(std::ceil(points * scale)));
}

float scale_for(const Sheet& sheet, float resolution) {
  const float area = std::max(sheet.width, 1.0F) * std::max(sheet.height, 1.0F);
  return std::min(resolution, std::sqrt(most_pixels / area));
}

bool prepare(Painting* painting, float width, float height, Tone tone) {
  fz_context* ctx = painting->ctx;
  const fz_irect area = {0, 0, pixels(width, painting->scale), pixels(height, painting->scale)};
  fz_try(ctx) {
    fz_colorspace* colours = tone == Tone::gray ? fz_device_gray(ctx) : fz_device_rgb(ctx);
    painting->pixmap = fz_new_pixmap_with_bbox(ctx, colours, area, nullptr, 0);
    fz_clear_pixmap_with_value(ctx, painting->pixmap, 255);
    painting->plain = fz_new_base14_font(ctx, "Helvetica");
    painting->bold = fz_new_base14_font(ctx, "Helvetica-Bold");
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

// Contents, annotations and fields as they are seen.
void paint_page(Painting* painting, pdf_document* document, const PlacedPage* placed) {
  fz_context* ctx = painting->ctx;
  pdf_page* page = nullptr;
  fz_device* device = nullptr;
  if (!document) return;
  fz_var(page);
  fz_var(device);
  fz_try(ctx) {
    const fz_rect part = {placed->at.x, placed->at.y, placed->at.x + placed->part.width(),
                          placed->at.y + placed->part.height()};
    const fz_matrix scale = fz_scale(painting->scale, painting->scale);
    const fz_irect clip = fz_round_rect(fz_transform_rect(part, scale));
    const fz_matrix move = fz_translate(placed->at.x - placed->part.x0, placed->at.y - placed->part.y0);
    page = pdf_load_page(ctx, document, placed->number - 1);
    device = fz_new_draw_device_with_bbox(ctx, fz_concat(move, scale), painting->pixmap, &clip);
    fz_run_page(ctx, &page->super, device, fz_identity, nullptr);
    fz_close_device(ctx, device);
  }
  fz_always(ctx) {
    fz_drop_device(ctx, device);
    fz_drop_page(ctx, page ? &page->super : nullptr);
  }
  fz_catch(ctx) {
    return;
  }
}

struct Colour {
  std::array<float, 3> parts;
};

Colour parts_of(std::uint32_t colour) {
  const auto part = [colour](int shift) { return static_cast<float>(colour >> shift & 0xFF) / 255; };
  return {{part(16), part(8), part(0)}};
}

void fill(fz_context* ctx, fz_device* device, const fz_path* path, std::uint32_t colour) {
  const Colour parts = parts_of(colour);
  fz_fill_path(ctx, device, path, 0, fz_identity, fz_device_rgb(ctx), parts.parts.data(), 1, fz_default_color_params);
}

void stroke(fz_context* ctx, fz_device* device, const fz_path* path, const Pen& pen) {
  const Colour parts = parts_of(pen.colour);
  fz_stroke_state* state = fz_new_stroke_state_with_dash_len(ctx, 2);
  fz_try(ctx) {
    state->linewidth = pen.width;
    state->dash_len = pen.dash > 0 ? 2 : 0;
    state->dash_list[0] = pen.dash;
    state->dash_list[1] = pen.gap;
    fz_stroke_path(ctx, device, path, state, fz_identity, fz_device_rgb(ctx), parts.parts.data(), 1,
                   fz_default_color_params);
  }
  fz_always(ctx) {
    fz_drop_stroke_state(ctx, state);
  }
  fz_catch(ctx) {
    fz_rethrow(ctx);
  }
}

void paint(fz_context* ctx, fz_device* device, const Outline& outline) {
  fz_path* path = fz_new_path(ctx);
  fz_try(ctx) {
    for (std::size_t i = 0; i < outline.corners.size(); ++i) {
      const Point corner = outline.corners[i];
      i == 0 ? fz_moveto(ctx, path, corner.x, corner.y) : fz_lineto(ctx, path, corner.x, corner.y);
    }
    if (outline.closed) fz_closepath(ctx, path);
    if (outline.fill) fill(ctx, device, path, *outline.fill);
    if (outline.pen) stroke(ctx, device, path, *outline.pen);
  }
  fz_always(ctx) {
    fz_drop_path(ctx, path);
  }
  fz_catch(ctx) {
    fz_rethrow(ctx);
  }
}

void paint(const Painting& painting, fz_device* device, const Words& words) {
  fz_context* ctx = painting.ctx;
  fz_font* font = words.bold ? painting.bold : painting.plain;
  const Colour parts = parts_of(words.colour);
  fz_matrix place = fz_scale(words.size, -words.size);
  fz_text* text = fz_new_text(ctx);
  fz_try(ctx) {
    const fz_matrix end = fz_measure_string(ctx, font, place, words.text.c_str(), 0, 0, FZ_BIDI_LTR, FZ_LANG_UNSET);
    place.e = words.centred ? words.at.x - end.e / 2 : words.at.x;
    place.f = words.at.y;
    fz_show_string(ctx, text, font, place, words.text.c_str(), 0, 0, FZ_BIDI_LTR, FZ_LANG_UNSET);
    fz_fill_text(ctx, device, text, fz_identity, fz_device_rgb(ctx), parts.parts.data(), 1, fz_default_color_params);
  }
  fz_always(ctx) {
    fz_drop_text(ctx, text);
  }
  fz_catch(ctx) {
    fz_rethrow(ctx);
  }
}

bool paint_figures(Painting* painting, const std::vector<Figure>* figures) {
  fz_context* ctx = painting->ctx;
  fz_device* device = nullptr;
  fz_var(device);
  fz_try(ctx) {
    device = fz_new_draw_device(ctx, fz_scale(painting->scale, painting->scale), painting->pixmap);
    for (const Figure& figure : *figures) {
      for (const Outline& outline : figure.outlines) paint(ctx, device, outline);
      for (const Words& words : figure.words) paint(*painting, device, words);
    }
    fz_close_device(ctx, device);
  }
  fz_always(ctx) {
    fz_drop_device(ctx, device);
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

bool encode(Painting* painting) {
  fz_context* ctx = painting->ctx;
  fz_try(ctx) {
    painting->png = fz_new_buffer_from_pixmap_as_png(ctx, painting->pixmap, fz_default_color_params);
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

bool bound(fz_context* ctx, pdf_document* document, int number, fz_rect* bounds) {
  pdf_page* page = nullptr;
  if (!document) return false;
  fz_var(page);
  fz_try(ctx) {
    page = pdf_load_page(ctx, document, number - 1);
    *bounds = pdf_bound_page(ctx, page);
  }
  fz_always(ctx) {
    fz_drop_page(ctx, page ? &page->super : nullptr);
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

// Empty when memory does not do.
std::string painted(Document& document, const Sheet& sheet, float resolution, Tone tone, Layer layer) {
  Painting painting(document.context().raw());
  painting.scale = scale_for(sheet, resolution);
  if (!prepare(&painting, sheet.width, sheet.height, tone)) return {};
  for (const PlacedPage& page : sheet.pages) paint_page(&painting, document.mupdf(), &page);
  if (layer == Layer::everything && !paint_figures(&painting, &sheet.figures)) return {};
  if (!encode(&painting)) return {};
  unsigned char* data = nullptr;
  const std::size_t size = fz_buffer_storage(painting.ctx, painting.png, &data);
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

std::optional<Rect> page_bounds(Document& document, int number) {
  fz_rect bounds{};
  if (!bound(document.context().raw(), document.mupdf(), number, &bounds)) return std::nullopt;
  return Rect{0, 0, bounds.x1 - bounds.x0, bounds.y1 - bounds.y0};
}

Result<std::string> draw_png(Document& document, const Sheet& sheet, float resolution, Tone tone, Layer layer) {
  std::string png = painted(document, sheet, resolution, tone, layer);
  const int page = sheet.pages.empty() ? 0 : sheet.pages.front().number;
  if (document.context().exceeded()) return tl::unexpected<Error>(limit_error(Stop::memory, page));
  if (png.empty()) return failure(ErrorCode::internal, "the picture cannot be made; report the file", page);
  return png;
}

}  // namespace prefill::pdf
