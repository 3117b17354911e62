// Measuring several ways of doing one job fairly, on a machine that others use too.
//
// A contestant goes over all documents before it is the turn of the next one, as it would in a batch: what the
// processor keeps close is what it left there itself. Turns are A B and in the next round B A, and there are many short
// rounds, so that a slow spell of the machine hits all. Of each contestant and document the fastest round counts: noise
// only ever adds. Each answer must be that of the first round, or the figures are void.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tools/bench/documents.h"

namespace prefill::tools {

/// One way of doing the job.
class Contestant {
 public:
  virtual ~Contestant() = default;

  /// Does the job on the bytes of a document; this is what is timed. False when it cannot.
  virtual bool run(std::span<const unsigned char> bytes) = 0;
  /// A digest of all that the last run gave. Not timed.
  [[nodiscard]] virtual std::uint64_t answer() const = 0;
  /// Called when the last run is the fastest of the document with this index up to now. Not timed.
  virtual void keep([[maybe_unused]] std::size_t document) {}
};

/// What one contestant took, by document.
struct Timing {
  std::vector<double> best;         // microseconds
  std::vector<double> rounds;       // by round and not by document: microseconds a document in it, on average
  std::vector<double> allocations;  // of the heap, see heap_count.h; the fewest of all rounds
};

struct Rounds {
  std::size_t count = 0;
  std::vector<Timing> timings;         // of each contestant
  std::vector<std::string> different;  // names of documents on which a contestant gave different answers
};

/// Rounds over all documents until about `seconds` have passed, and never less than three. The contestants can do all
/// documents.
[[nodiscard]] Rounds run_rounds(const std::vector<BenchDocument>& documents, std::span<Contestant* const> contestants,
                                double seconds);

}  // namespace prefill::tools
