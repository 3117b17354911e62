// A line of results, read back: for counting, comparing and tables.

#pragma once

#include <array>
#include <bitset>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/extraction.h"
#include "extractor/result.h"

namespace prefill::tools::batch {

struct GivenField {
  double confidence = 0;
  std::string_view rule;
};

/// What a line says. Views live until the reader reads the next line.
struct Record {
  std::string_view file;
  std::string_view same_as;                 // the earlier file with the same bytes; empty when there is none
  std::optional<ErrorCode> error;           // the document could not be read
  std::string_view error_message;           // then why
  DocumentKind kind = DocumentKind::other;  // of one that was
  int pages = 0;
  std::array<std::optional<GivenField>, rules::field_count> fields;
  std::bitset<rules::field_count> withheld;
};

/// Reads lines, one at a time. One per thread.
class RecordReader {
 public:
  RecordReader();
  ~RecordReader();
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;

  /// What `line` says; null when it is no line of results. Valid until the next call.
  [[nodiscard]] const Record* read(std::string_view line);

  /// The value of a field in the last line: its JSON, without spaces; nothing when it is not given.
  [[nodiscard]] std::optional<std::string> json(Field field) const;
  /// The same as text: of a string what it says, of anything else its JSON. Empty when it is not given.
  [[nodiscard]] std::string text(Field field) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::tools::batch
