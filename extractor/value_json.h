// Values and boxes as JSON, the same wherever they are printed.

#pragma once

#include "extractor/extraction.h"
#include "extractor/json_writer.h"

namespace prefill {

/// A text, an exact number, or a list of texts or of VAT lines.
void write_value(JsonWriter& json, const Value& value);

/// `[x0,y0,x1,y1]` in points, with one decimal.
void write_box(JsonWriter& json, const Rect& box);

}  // namespace prefill
