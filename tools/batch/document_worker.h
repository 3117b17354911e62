// Bytes in, a line of JSON out: in this process, or in a confined one. Both give the same line.

#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "extractor/extractor.h"
#include "rules/database.h"

namespace prefill::tools::batch {

/// Reads documents. One per thread of the pipeline.
class DocumentWorker {
 public:
  virtual ~DocumentWorker() = default;
  /// Appends the form of the document called `file` to `line`, without a line end; adds the time by stage to `times`.
  /// Errors: those of `Extractor::extract`, and what befell a confined process. Nothing is appended then.
  [[nodiscard]] virtual Result<void> extract(std::string_view file, std::span<const unsigned char> bytes,
                                             std::string& line, StageTimes& times) = 0;
};

using MakeWorker = std::function<std::unique_ptr<DocumentWorker>()>;

/// Workers of this process: for archives that can be trusted, and for measuring.
[[nodiscard]] MakeWorker workers_in_process(std::shared_ptr<const rules::Database> rules);

}  // namespace prefill::tools::batch
