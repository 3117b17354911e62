// The lines of a run, in the order of its sources.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"
#include "tools/batch/compression.h"
#include "tools/batch/run_directory.h"

namespace prefill::tools::batch {

/// The line for a document that was not read because an earlier one has the same bytes, without a line end.
void append_same_json(std::string& out, std::string_view file, std::string_view same_as, std::string_view sha256);

/// Streams all lines of a result set, chunk by chunk, in memory that does not grow with it. One thread.
class ResultLines {
 public:
  /// Errors: `io`.
  [[nodiscard]] static Result<ResultLines> open(const ResultSet& set);

  /// The next line, without its end; nothing behind the last. Valid until the next call. Errors: `io`, `damaged`, with
  /// the name of the file.
  [[nodiscard]] Result<std::optional<std::string_view>> next();

  /// Chunks that are done, and all that are planned.
  [[nodiscard]] std::uint64_t chunks() const { return chunks_.size(); }
  [[nodiscard]] std::uint64_t planned() const { return planned_; }

 private:
  explicit ResultLines(ResultSet set) : set_(std::move(set)) {}

  ResultSet set_;
  std::vector<std::uint64_t> chunks_;  // done, ascending
  std::uint64_t planned_ = 0;
  std::size_t at_ = 0;
  std::optional<CompressedLines> lines_;
};

}  // namespace prefill::tools::batch
