// Where the program of confined processes lies.

#pragma once

#include <filesystem>

namespace prefill::tools {

/// `prefill-workers` in the folder of the running program, for `sandbox::Launcher::start`, which says when it is not
/// there.
[[nodiscard]] std::filesystem::path worker_program();

}  // namespace prefill::tools
