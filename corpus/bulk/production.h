// Makes a corpus on several threads, chunk by chunk.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/bulk/maker.h"

namespace prefill::bulk {

struct Order {
  CorpusOptions corpus;
  std::string directory;       // is there and empty
  std::uint64_t chunk = 1000;  // invoices of a folder or a shard
  std::uint64_t first = 0;     // invoices from here on; a multiple of `chunk`
  std::uint64_t count = 0;
  std::size_t jobs = 1;
  bool shards = false;  // else folders
};

/// What was made.
struct Made {
  std::vector<std::uint64_t> sizes;        // of each file in bytes, in no order
  std::vector<std::uint64_t> page_counts;  // invoices of 1, 2, ... pages
};

/// Makes the invoices and `manifest.jsonl`, whose lines are in their order. `progress` is told, one call at a time, how
/// many invoices and bytes there are whenever a chunk is done. Throws std::runtime_error when a font is missing or
/// something cannot be written.
[[nodiscard]] Made produce(const Order& order,
                           const std::function<void(std::uint64_t invoices, std::uint64_t bytes)>& progress);

}  // namespace prefill::bulk
