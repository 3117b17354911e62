// Invoices that stand twice in a run: the same supplier, year and number, or the same bytes.
//
// A supplier numbers his invoices once a year (article 242 nonies A of annexe II of the CGI asks for unique numbers),
// so that two documents with one number are one invoice sent twice, or a number used twice.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "extractor/result.h"
#include "tools/batch/record.h"
#include "tools/batch/run_directory.h"

namespace prefill::tools::batch {

/// Appends what tells this invoice from others - SIREN, year, number - and `file`; nothing for a document that lacks
/// one of them. From a line that `reader` has just read, or from the form itself: both give the same.
void append_invoice_key(std::string& keys, const RecordReader& reader, std::string_view file);
void append_invoice_key(std::string& keys, const Extraction& form, std::string_view file);

struct DuplicateCounts {
  std::uint64_t files = 0;              // documents with the bytes of an earlier one
  std::uint64_t invoices = 0;           // supplier, year and number that stand on more than one document
  std::uint64_t invoice_documents = 0;  // documents that carry these
};

/// Finds both in a result set and tells `write` of each group, as a line of JSON with its end:
/// `{"duplicate": "invoice", "siren", "year", "number", "documents", "files": [...]}` or
/// `{"duplicate": "file", "sha256", "documents", "files": [...]}`. Of a group of more than 1 000 the first are named.
/// Sorts in files in `scratch`, in memory that does not grow. False from `write` ends it. Errors: `io`.
[[nodiscard]] Result<DuplicateCounts> find_duplicates(const ResultSet& set, const std::string& scratch,
                                                      const std::function<bool(std::string_view line)>& write);

}  // namespace prefill::tools::batch
