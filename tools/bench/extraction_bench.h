// Whole extractions, from bytes to JSON, beside MuPDF's reader alone on the same pages, in one run.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "tools/bench/rounds.h"

namespace prefill::tools {

struct ExtractionBench {
  std::vector<BenchDocument> documents;  // those that can be read
  std::size_t left_out = 0;              // that cannot
  std::size_t pages = 0;
  std::size_t document_bytes = 0;  // held in memory by the measurement itself
  std::size_t peak_memory = 0;     // of the process after a first extraction of each document, in bytes

  std::size_t rounds = 0;
  std::vector<std::string> unsteady;         // files that gave different answers in different rounds
  Timing extraction;                         // JSON included
  Timing reference;                          // reading by MuPDF's reader, opening included
  std::array<double, stage_count> stages{};  // microseconds, summed over the fastest extraction of each document
  double json = 0;                           // the same for writing JSON
};

/// Measures for about `seconds`. No documents are left when none can be read.
[[nodiscard]] ExtractionBench bench_extraction(std::vector<BenchDocument> documents,
                                               const std::shared_ptr<const rules::Database>& rules, double seconds);

}  // namespace prefill::tools
