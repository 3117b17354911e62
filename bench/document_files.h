// What benchmarks over documents have in common: the documents, and the rules.

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "extractor/extractor.h"
#include "rules/database.h"

namespace prefill::bench {

/// The built-in packs compiled as one.
[[nodiscard]] std::shared_ptr<const rules::Database> builtin_rules();

/// The bytes of every PDF below `directory` that the engine can read, in order of name.
[[nodiscard]] std::vector<std::vector<unsigned char>> readable_files(const std::filesystem::path& directory,
                                                                     Extractor& extractor);

/// Takes `--dir=DIR` out of the arguments. Nothing when there is no such directory, which is said.
[[nodiscard]] std::optional<std::filesystem::path> take_directory(int& argc, char** argv);

}  // namespace prefill::bench
