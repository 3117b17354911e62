// `prefill batch`: many documents re-read on one machine, and what comes of it.

#pragma once

#include "tools/exit_code.h"

namespace CLI {
class App;
}

namespace prefill::tools {

/// Adds the command with its own commands to `app`. When one is asked for, it runs while `app` parses, and leaves its
/// answer in `code`.
void add_batch_command(CLI::App& app, ExitCode& code);

}  // namespace prefill::tools
