// A MuPDF device that stands in front of the structured text device. Structured text tells neither how a character is
// painted nor what is painted over it; both pass by here.

#pragma once

#include "extractor/pdf/page_reader.h"
#include "extractor/pdf/stext_glyphs.h"

struct fz_context;
struct fz_device;

namespace prefill::pdf {

/// What the devices of one page share.
struct Recording {
  const Context& context;
  const Limits& limits;
  const ArenaVector<Glyph>& glyphs;  // filled by `watch`
  PaintWatch watch;
  StextCursor characters;
  fz_device* text_device = nullptr;  // appends to the page that `characters` walks
  int* abort = nullptr;              // tells MuPDF to stop when set to 1

  Stop stop = Stop::none;
  std::size_t operations = 0;
  const void* last_text = nullptr;  // the text object whose glyphs are those from `last_first` to `last_end`
  std::size_t last_first = 0;
  std::size_t last_end = 0;
};

/// A device that records into `recording`, which must outlive it. Make a new one for each run, since an error in the
/// middle leaves a device useless. Throws as MuPDF does.
[[nodiscard]] fz_device* new_watch_device(fz_context* ctx, Recording& recording);

}  // namespace prefill::pdf
