// The directory of a run: what lies where, and who may write there.
//
//   DIR/run.json                         which rules the last run had
//   DIR/results/HASH/000017.jsonl.zst    the results of a chunk; HASH is that of the rules
//   DIR/results/HASH/state.db            plan and progress (state-2-of-8.db for a part)
//   DIR/summary.json, DIR/duplicates.jsonl, DIR/report.html
//
// Results of other rules stay beside each other, so that they can be compared.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/result.h"
#include "tools/batch/plan.h"

namespace prefill::tools::batch {

/// Makes `directory` and those above it. Errors: `io`.
[[nodiscard]] Result<void> make_directory(const std::string& directory);

/// Which run the directory holds last.
struct RunMark {
  std::string rules_hash;
  std::string rules_version;  // "fr+en+de@3f9c01"
  std::string engine;
};

/// Results of one set of rules: a directory under `DIR/results`.
struct ResultSet {
  std::string directory;

  [[nodiscard]] std::string chunk_path(std::uint64_t chunk) const;
  [[nodiscard]] std::string state_path(const Part& part) const;
  /// The state files there are, in order of name: one, or one for each part.
  [[nodiscard]] std::vector<std::string> state_paths() const;
};

/// The results of the rules with this hash under `directory`.
[[nodiscard]] ResultSet results_of(const std::string& directory, const std::string& rules_hash);

/// What the user means by `name`: a run's directory, for its last rules, or `DIR/results/HASH`. Errors: `io` (there is
/// no run).
[[nodiscard]] Result<ResultSet> find_results(const std::string& name);

/// Errors of both: `io`. Nothing when no run has been there.
[[nodiscard]] Result<std::optional<RunMark>> read_mark(const std::string& directory);
[[nodiscard]] Result<void> write_mark(const std::string& directory, const RunMark& mark);

/// The right to write into a part of a run, held by one process; given back with it, however it ends.
class RunLock {
 public:
  /// Errors: `io`, with the number of the process that has it.
  [[nodiscard]] static Result<RunLock> take(const std::string& directory, const Part& part);
  /// The process that holds the lock of any part; nothing when none does.
  [[nodiscard]] static std::optional<int> holder(const std::string& directory);

  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();

 private:
  explicit RunLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace prefill::tools::batch
