// The labels that a command works with, read from a file.

#pragma once

#include <optional>
#include <string>

#include "tools/labels.h"

namespace prefill::tools {

/// The labels in the file `path`, or in standard input for `-`. Nothing when it cannot be read or has a mistake, which
/// has been said on standard error.
[[nodiscard]] std::optional<Labels> load_labels(const std::string& path);

/// The same, with the documents of `language` and `split` alone; empty texts take all. Nothing also when no document is
/// left.
[[nodiscard]] std::optional<Labels> load_labels(const std::string& path, const std::string& language,
                                                const std::string& split);

}  // namespace prefill::tools
