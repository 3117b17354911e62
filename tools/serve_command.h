// `prefill serve`: the engine as a service over HTTP.

#pragma once

#include "tools/exit_code.h"

namespace CLI {
class App;
}

namespace prefill::tools {

/// Adds the command to `app`. When it is asked for, it runs while `app` parses, and leaves its answer in `code`. Forks
/// before it begins any thread: nothing else may have begun one.
void add_serve_command(CLI::App& app, ExitCode& code);

}  // namespace prefill::tools
