// What the dictionaries of a font say, ready to be asked about a code.

#pragma once

#include "extractor/pdf/cmap.h"
#include "extractor/pdf/encoding.h"
#include "extractor/pdf/metrics.h"
#include "extractor/pdf/standard_fonts.h"

namespace prefill::pdf {

/// Everything pointed at lives as long as the document. Lengths are in em unless they say otherwise.
struct FontSource {
  FontSource(ObjectTable& table, Arena* memory)
      : objects(&table), arena(memory), widths(memory, 1), vertical(memory, 3) {}

  ObjectTable* objects;
  Arena* arena;
  bool type3 = false;
  bool embedded = false;  // as far as the dictionary tells
  int truetype = 0;       // simple fonts: the number of their TrueType program; 0 when there is none
  float ascent = 0.8f;
  float descent = -0.2f;

  const CMap* encoding = nullptr;    // codes to CIDs; null when every byte is a code, as in simple fonts
  const CMap* to_unicode = nullptr;  // codes to characters; null when there is none
  const CMap* collection = nullptr;  // CIDs to characters; null in simple fonts and for unknown collections
  SimpleEncoding names{nullptr, {}};
  const StandardFont* standard = nullptr;  // simple fonts that are not embedded: stands in for the font

  bool has_widths = true;
  Metrics widths;
  float unit = 0.001f;      // of the widths
  float default_width = 0;  // in that unit
  bool is_vertical = false;
  Metrics vertical;            // advance, and place of the origin: in thousandths
  float default_rise = 880;    // of the origin, in thousandths
  float default_drop = -1000;  // vertical advance, in thousandths
};

}  // namespace prefill::pdf
