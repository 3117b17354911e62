// Advice as JSON, the same in every output that carries it.

#pragma once

#include <vector>

#include "extractor/extraction.h"
#include "extractor/json_writer.h"

namespace prefill {

/// Writes an array with an object for each piece of advice: its code, field, page, box and text, those that there are,
/// and the sentence in each language.
void write_advice(JsonWriter& json, const std::vector<Advice>& advice);

}  // namespace prefill
