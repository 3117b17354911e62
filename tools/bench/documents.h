// The documents of a measurement, in memory before the clock starts.

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace prefill::tools {

struct BenchDocument {
  std::string name;  // the path it was read from
  std::vector<unsigned char> bytes;
};

/// Which documents to measure.
struct DocumentChoice {
  std::vector<std::string> paths;  // PDF files, and directories of which every `*.pdf` below is taken
  std::string truth;               // labels (see labels.h); empty when `language` is
  std::string language;            // only documents that the labels say are in this language; empty for all
};

/// The documents in order of name, unopened. Nothing, after the reason was said on standard error, when a path or the
/// labels cannot be read or no file is left.
[[nodiscard]] std::optional<std::vector<BenchDocument>> load_documents(const DocumentChoice& choice);

}  // namespace prefill::tools
