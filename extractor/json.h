// An extraction as one line of JSON.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/page_words.h"
#include "extractor/result.h"

namespace prefill {

/// Appends the extraction of the document called `file` to `out`, as one JSON object without a line end. The form is
/// described in docs/design.md. Boxes have one decimal, confidences two, amounts are exact.
void append_json(std::string& out, std::string_view file, const Extraction& extraction);

/// Appends `{"file": ..., "error": {"code", "message", "page"}, "engine": ...}`; `page` is left out when there is none.
void append_json(std::string& out, std::string_view file, const Error& error, std::string_view rules_version);

/// Appends `{"file": ..., "pages": [{"page", "width", "height", "text", "words": [{"text", "box"}]}]}`. Lengths are
/// points with one decimal; in `text` a tab parts cells and a newline ends a line.
void append_json(std::string& out, std::string_view file, const std::vector<PageWords>& pages);

}  // namespace prefill
