// What came of a run: the sums over its chunks, with what the machine took for it.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "extractor/pipeline.h"
#include "tools/batch/duplicates.h"
#include "tools/batch/run_directory.h"
#include "tools/batch/state.h"
#include "tools/batch/tally.h"

namespace prefill::tools::batch {

/// What was measured of one start of the run.
struct RunFigures {
  double seconds = 0;  // from the first document to the last
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;    // sizes of these documents
  std::uint64_t fetched = 0;  // bytes that came from a disk
  std::uint64_t peak_memory = 0;
  std::size_t threads = 1;
  std::string isolation;  // "none", "sandbox"
  PipelineTimes times{};
};

/// Documents done by a moment.
struct Milestone {
  std::int64_t time = 0;  // milliseconds since 1970
  std::uint64_t documents = 0;
};

struct Summary {
  std::string rules;
  std::string rules_hash;
  std::string engine;
  Progress progress;
  Tally tally;
  std::uint64_t result_bytes = 0;
  std::vector<std::string> parked;    // why chunks could not be done
  std::vector<Milestone> milestones;  // a chunk each, in order of time
  DuplicateCounts duplicates;
  RunFigures figures;  // of the last start
};

/// Adds up the chunks of a result set, of all its parts. Duplicates and figures are left to the caller. Errors: `io`,
/// `damaged`.
[[nodiscard]] Result<Summary> add_up(const ResultSet& set);

/// One JSON object and a line end: `summary.json`.
[[nodiscard]] std::string to_json(const Summary& summary);

/// Tables for a terminal.
[[nodiscard]] std::string to_text(const Summary& summary);

/// A line with the rate of the last minute before the last chunk was done, and, for a run that goes on, the time left;
/// empty when fewer than two chunks are done.
[[nodiscard]] std::string rate_text(const Summary& summary, bool running);

/// A page with charts that needs nothing else.
[[nodiscard]] std::string to_html(const Summary& summary);

/// "1.2 GB"; decimal, as disks are sold.
[[nodiscard]] std::string size_text(std::uint64_t bytes);
/// "1:02:03", "2:03".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace prefill::tools::batch
