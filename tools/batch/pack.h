// `prefill batch pack`: many small files become few large ones, which any store holds and gives out by range.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "extractor/result.h"
#include "tools/batch/source.h"

namespace prefill::tools::batch {

struct PackOptions {
  std::string directory;                                 // made when it is not there
  std::uint64_t shard_bytes = std::uint64_t{256} << 20;  // a shard is ended behind the document that reaches this
};

struct Packed {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t shards = 0;
  std::uint64_t failed = 0;
};

/// Writes the documents of `sources` to shards, as `ShardWriter` makes them. `failed` is told of each document that
/// cannot be read, which is left out. Errors: `io` of a source or of what is written.
[[nodiscard]] Result<Packed> pack_documents(const std::vector<std::unique_ptr<Source>>& sources,
                                            const PackOptions& options,
                                            const std::function<void(const Entry&, const Error&)>& failed);

}  // namespace prefill::tools::batch
