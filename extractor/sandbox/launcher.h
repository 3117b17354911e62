// The process that all confined processes come from.
//
// A process with threads cannot be forked safely, and one that has read secrets should not be. So a program begins a
// launcher while it is young: a process that holds nothing but one socket. From it come zygotes, one for each pool,
// which load the rules, and from them the workers. A pool for other rules can be had at any time.

#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "extractor/result.h"
#include "extractor/sandbox/worker_pool.h"
#include "rules/diagnostic.h"

namespace prefill::sandbox {

class LauncherLink;

/// Owns the launcher process, which ends with the last of it and its pools, or with the program, however that ends.
/// When the launcher is killed, pools live on; only what they would have asked of it fails.
class Launcher {
 public:
  /// Forks the launcher, which then runs `program`, a `prefill-workers` of this version: it has a few dozen mappings in
  /// place of the hundreds of a program with many shared libraries, and every fork copies them all. Without one the
  /// launcher goes on as a fork of the caller, which is slower and the same otherwise. To be called before the caller
  /// has any thread, opens any connection or reads any secret. Errors: `internal` (there are threads already; no
  /// process to be had; `program` does not run or is of another version).
  [[nodiscard]] static Result<std::unique_ptr<Launcher>> start(const std::filesystem::path& program = {});

  /// A pool whose workers have the rules of `packs`, read as one; the texts are copied. Waits until a
  /// worker has read the self-test document: some tenths of a second, so a server calls it from a thread of its own;
  /// safe for concurrent use, and the pool may then go to any one thread. Errors, all `internal`: the packs have
  /// mistakes (use `rules::parse_packs` before to tell them with their places), Hyperscan refuses them, the self-test
  /// fails, the kernel cannot confine, no memory, the launcher process is gone.
  [[nodiscard]] Result<std::unique_ptr<WorkerPool>> pool(std::span<const rules::SourceText> packs,
                                                         const PoolOptions& options);

  /// Number of the launcher process.
  [[nodiscard]] int process() const;

  ~Launcher();
  Launcher(const Launcher&) = delete;
  Launcher& operator=(const Launcher&) = delete;

 private:
  explicit Launcher(std::shared_ptr<LauncherLink> link);
  std::shared_ptr<LauncherLink> link_;  // shared with the pools, which ask for another zygote when theirs dies
};

}  // namespace prefill::sandbox
