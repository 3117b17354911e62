// What changes over a whole run from one set of rules, or one engine, to another.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "tools/batch/run_directory.h"
#include "tools/rules_diff.h"

namespace prefill::tools::batch {

struct ResultsDiff {
  RulesDiff fields;                     // its list holds the first changes only
  std::uint64_t changed_documents = 0;  // with any field that differs
  std::uint64_t outcomes = 0;           // read in one and not in the other, or failed otherwise
  std::uint64_t only_a = 0;             // documents that only A has
  std::uint64_t only_b = 0;

  [[nodiscard]] bool any() const;
};

/// Compares the results `a` and `b`, document by document. Runs over the same documents go side by side; others are
/// sorted by name, in files in `scratch`. The first `listed` changes are kept; `take` is told of each as a line of JSON
/// without its end. Memory does not grow. Errors: `io`, `damaged`.
[[nodiscard]] Result<ResultsDiff> compare_results(const ResultSet& a, const ResultSet& b, std::size_t listed,
                                                  const std::string& scratch,
                                                  const std::function<void(std::string_view line)>& take);

}  // namespace prefill::tools::batch
