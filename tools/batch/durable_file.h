// Files that are there as a whole or not at all, also after the power went.

#pragma once

#include <string>
#include <string_view>

#include "extractor/result.h"

namespace prefill::tools::batch {

/// Writes `content` to a file beside `path`, syncs it, gives it the name, and syncs the directory. When it fails
/// nothing is left beside and the old file stands. Errors: `io`, with a message that says when the disk is full.
[[nodiscard]] Result<void> write_durably(const std::string& path, std::string_view content);

/// Makes `directory` and those above it. Errors: `io`.
[[nodiscard]] Result<void> make_directory(const std::string& directory);

/// What is said of a write that failed with `error`, an errno.
[[nodiscard]] Error write_error(int error);

}  // namespace prefill::tools::batch
