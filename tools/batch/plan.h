// From sources to chunks: lists every document once, finds those with the same bytes, and cuts the rest into work.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tools/batch/source.h"
#include "tools/batch/state.h"

namespace prefill::tools::batch {

/// One of several runs that share a plan: number `index` (from 0) of `count`.
struct Part {
  std::uint64_t index = 0;
  std::uint64_t count = 1;
};

struct PlanOptions {
  std::uint64_t chunk_documents = 1000;
  Part part;            // takes the chunks whose number gives `index` when divided by `count`
  std::string scratch;  // an existing directory for files to sort in
};

/// Writes the plan of `sources` into `state`, in memory that does not grow with it. Every document has its place, also
/// those that cannot be read. A document with the bytes of an earlier one names it. `progress` is told now and then how
/// many are listed; chunks that are no longer what they were are told to `forgotten`. Errors: those of the sources and
/// of the state; then the old plan stands.
[[nodiscard]] Result<void> make_plan(const std::vector<std::unique_ptr<Source>>& sources, const PlanOptions& options,
                                     State& state, const std::function<void(std::uint64_t listed)>& progress,
                                     const std::function<void(std::uint64_t chunk)>& forgotten);

/// A text that changes when any of the sources does. Errors: those of the sources.
[[nodiscard]] Result<std::string> identity_of(const std::vector<std::unique_ptr<Source>>& sources);

}  // namespace prefill::tools::batch
