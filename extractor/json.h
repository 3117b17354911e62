// An extraction as one line of JSON.

#pragma once

#include <string>
#include <string_view>

#include "extractor/extraction.h"
#include "extractor/result.h"

namespace prefill {

/// Appends the extraction of the document called `file` to `out`, as one JSON object without a line end. The form is
/// described in docs/design.md. Boxes have one decimal, confidences two, amounts are exact.
void append_json(std::string& out, std::string_view file, const Extraction& extraction);

/// Appends `{"file": ..., "error": {"code", "message", "page"}, "engine": ...}`; `page` is left out when there is none.
void append_json(std::string& out, std::string_view file, const Error& error, std::string_view rules_version);

}  // namespace prefill
