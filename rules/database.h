// A rule pack compiled for Hyperscan: immutable, shared by all threads, cached on disk.

#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "rules/rule_pack.h"

namespace prefill::rules {

/// A compiled rule pack. Safe for concurrent use; a `Scanner` per thread does the scanning and must not outlive it.
class Database {
 public:
  /// Compiles `pack`, or reads the compiled form from `cache` when that directory is given and holds one that fits this
  /// pack, this Hyperscan and this processor; a file that does not fit is replaced in silence. A cache that cannot be
  /// written costs nothing but time. Throws std::runtime_error when Hyperscan refuses a pack that `parse_pack` accepted
  /// (a processor without SSSE3, no memory).
  [[nodiscard]] static std::shared_ptr<const Database> compile(RulePack pack,
                                                               const std::optional<std::filesystem::path>& cache);

  /// `$XDG_CACHE_HOME/prefill`, or `~/.cache/prefill`; nothing when neither is set.
  [[nodiscard]] static std::optional<std::filesystem::path> default_cache();

  [[nodiscard]] const RulePack& pack() const;
  /// "fr+en+de@3f9c01": name and the first six digits of the hash.
  [[nodiscard]] const std::string& version() const;
  /// True when the compiled form came from the cache.
  [[nodiscard]] bool from_cache() const;

  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

 private:
  friend class Scanner;
  struct Compiled;
  explicit Database(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace prefill::rules
