// Compiled databases on disk, one file for everything that a rule pack compiles to.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "rules/compiled.h"

namespace prefill::rules {

/// Names what the databases were made of; 128 bits of XXH3.
using CacheKey = std::array<std::uint64_t, 2>;

/// Hashes inputs into a key, together with the format of the file, Hyperscan's version and the processor's features.
class CacheKeyMaker {
 public:
  CacheKeyMaker();
  ~CacheKeyMaker();
  CacheKeyMaker(const CacheKeyMaker&) = delete;
  CacheKeyMaker& operator=(const CacheKeyMaker&) = delete;

  void add(const std::vector<std::string>& texts);
  [[nodiscard]] CacheKey key() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Fills all of `slots` from the file of `key` in `directory`; false, and no slot touched, when there is no such file
/// or anything about it does not fit.
[[nodiscard]] bool load_cached(const std::filesystem::path& directory, const CacheKey& key,
                               const std::vector<DatabaseHandle*>& slots);

/// Writes `slots` under `key`, making the directory. The file appears complete or not at all. Failure is of no account.
void store_cached(const std::filesystem::path& directory, const CacheKey& key,
                  const std::vector<DatabaseHandle*>& slots);

}  // namespace prefill::rules
