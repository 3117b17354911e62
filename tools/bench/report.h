// What a measurement found, for people and for programs.

#pragma once

#include <string>

#include "tools/bench/extraction_bench.h"
#include "tools/bench/text_bench.h"

namespace prefill::tools {

/// Several lines with tables.
[[nodiscard]] std::string to_text(const TextBench& bench);
[[nodiscard]] std::string to_text(const ExtractionBench& bench);

/// One JSON object and a line end. Times are in microseconds a document (`..._us`), memory in bytes; `ratio` is how
/// many times as long MuPDF's reader took in all, `ratio_median` the median over the documents.
[[nodiscard]] std::string to_json(const TextBench& bench);
[[nodiscard]] std::string to_json(const ExtractionBench& bench);

}  // namespace prefill::tools
