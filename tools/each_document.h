// A run over files: one document after the other, in the order given. A document that fails is a record like any other;
// only an output that takes nothing more ends the run.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "tools/exit_code.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/progress.h"

namespace prefill::tools {

/// Extracts each of `files`, and writes to standard output what `append(text, file, result)` appends for it.
template <typename Append>
ExitCode write_each(const std::vector<std::string>& files, const std::shared_ptr<const rules::Database>& rules,
                    Append append) {
  Extractor extractor(rules);
  Progress progress(files.size());
  ExitCode code = ExitCode::done;
  std::string text;
  for (const std::string& file : files) {
    const Result<Extraction> result =
        read_document(file, [&](std::span<const unsigned char> bytes) { return extractor.extract(bytes); });
    if (!result) code = ExitCode::some_failed;
    text.clear();
    append(text, file, result);
    if (!write_output(text)) return ExitCode::could_not_run;
    progress.advance();
  }
  return code;
}

}  // namespace prefill::tools
