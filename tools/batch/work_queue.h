// Chunks of work, handed out so that each is done once and none is lost.
//
// Four calls, so that a queue between machines can stand where the table of one machine stands now: a broker delivers a
// chunk and takes it back when its worker dies, as a lease that runs out does here.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "extractor/result.h"
#include "tools/batch/entry.h"

namespace prefill::tools::batch {

/// What is kept of a chunk that is done, beside its results.
struct ChunkOutcome {
  std::uint64_t result_bytes = 0;  // of the result file
  std::string tally;               // `Tally::packed`
  std::string keys;                // invoices that may stand twice, see duplicates.h
};

/// Safe for concurrent use.
class WorkQueue {
 public:
  virtual ~WorkQueue() = default;

  /// The next chunk that nobody has, now leased to the caller; nothing when there is none. Errors: `io`.
  [[nodiscard]] virtual Result<std::optional<Chunk>> lease() = 0;
  /// Says that the chunk is still being worked on, so that nobody else gets it. Errors: `io`.
  [[nodiscard]] virtual Result<void> renew(std::uint64_t chunk) = 0;
  /// The results of the chunk are in place and synced. Errors: `io`; then the chunk is not done.
  [[nodiscard]] virtual Result<void> complete(std::uint64_t chunk, const ChunkOutcome& outcome) = 0;
  /// The chunk could not be done. It is handed out again, but not for ever. Errors: `io`.
  [[nodiscard]] virtual Result<void> fail(std::uint64_t chunk, const std::string& reason) = 0;
};

}  // namespace prefill::tools::batch
