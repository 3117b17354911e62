// Results as a table for spreadsheets.

#pragma once

#include <string>

#include "tools/batch/record.h"

namespace prefill::tools::batch {

/// The names of the columns, with a line end (RFC 4180): file, kind, error, message, sameAs, then each field.
[[nodiscard]] std::string csv_head();

/// A document: values as they are in JSON, strings without quotes. `reader` has just read it.
void append_csv(std::string& out, const RecordReader& reader, const Record& record);

}  // namespace prefill::tools::batch
