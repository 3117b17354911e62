// The graphics state as far as text and what hides it depend on it (ISO 32000-1, 8.4 and 9.3).

#pragma once

#include "extractor/pdf/colour.h"
#include "extractor/pdf/font.h"
#include "extractor/pdf/matrix.h"
#include "extractor/pdf/paint_watch.h"

namespace prefill::pdf {

/// How a text is painted: the low values of `Tr`; from `fill_clip` on it also becomes part of the clip.
enum class RenderMode : std::uint8_t {
  fill,
  stroke,
  fill_stroke,
  invisible,
  fill_clip,
  stroke_clip,
  fill_stroke_clip,
  clip
};

struct TextState {
  Font* font = nullptr;  // none before the first `Tf`
  float size = 0;
  float character_space = 0;
  float word_space = 0;
  float scale = 1;  // horizontal; `Tz` divided by 100
  float leading = 0;
  float rise = 0;
  RenderMode mode = RenderMode::fill;
};

/// What is saved by `q` and brought back by `Q`.
struct GraphicsState {
  Matrix ctm;  // from user space to the page as a person sees it
  TextState text;
  Ink fill;
  Ink stroke;
  ColourSpace fill_space;
  ColourSpace stroke_space;
  float line_width = 1;
  bool dashed = false;
  bool blended = false;     // a blend mode other than Normal
  bool masked = false;      // a soft mask
  std::uint32_t clips = 0;  // begun since the `q`, to be ended with its `Q`
};

}  // namespace prefill::pdf
