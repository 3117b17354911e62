// A file that a command makes: whole, or not at all.

#pragma once

#include <string>
#include <string_view>

namespace prefill::tools {

/// Writes `content` to the file at `path`, in place of one that is there. False when that is not possible: then the
/// file is as it was, and why has been said on standard error.
[[nodiscard]] bool write_file(const std::string& path, std::string_view content);

}  // namespace prefill::tools
