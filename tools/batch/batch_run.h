// `prefill batch run` from its options to its exit code.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/batch/plan.h"
#include "tools/exit_code.h"

namespace prefill::tools::batch {

struct BatchOptions {
  std::vector<std::string> sources;
  std::string out;
  std::vector<std::string> rules;
  std::string isolation = "sandbox";
  std::size_t threads = 0;  // 0: as many as there are processors
  std::size_t chunk_documents = 1000;
  std::size_t largest_megabytes = 64;
  std::size_t deadline_seconds = 10;
  std::string shard;  // "2/8"; empty for all
  bool retry = false;
  bool yes = false;
  bool quiet = false;
  bool report = false;
};

/// Plans what is not planned, works off what is not done, writes the summary. Says on standard error what went wrong.
[[nodiscard]] ExitCode run(const BatchOptions& options);

}  // namespace prefill::tools::batch
