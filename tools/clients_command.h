// `prefill clients`: who may call the service.

#pragma once

#include "tools/exit_code.h"

namespace CLI {
class App;
}

namespace prefill::tools {

/// Adds the command to `app`. When it is asked for, it runs while `app` parses, and leaves its answer in `code`.
void add_clients_command(CLI::App& app, ExitCode& code);

}  // namespace prefill::tools
