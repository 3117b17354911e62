// An extraction as a table on the terminal: what was found, how sure, and what announced it.

#pragma once

#include <string>
#include <string_view>

#include "extractor/extraction.h"
#include "extractor/result.h"

namespace prefill::tools {

/// How much room there is, and whether it may be coloured.
struct TableStyle {
  int columns = 120;
  bool colours = false;
};

/// Appends the table of the document called `file`: a header, a row for each value, then warnings and checks. An error,
/// or why nothing was found, stands in the place of the rows.
void append_table(std::string& out, std::string_view file, const Result<Extraction>& result, TableStyle style);

/// Why there is no value at all: "no text layer: this is a scan; fields stay empty".
[[nodiscard]] std::string why_empty(const Extraction& extraction);

/// "not_pdf: page 3: why": an error as one line.
[[nodiscard]] std::string error_text(const Error& error);

}  // namespace prefill::tools
