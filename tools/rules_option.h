// The rules that a command works with: `--rules PACK`, or the ones built in.

#pragma once

#include <memory>
#include <string>

#include "rules/database.h"

namespace CLI {
class App;
}

namespace prefill::tools {

/// Adds `--rules PACK` to `command`; parsing sets `path`, which must live until then.
void add_rules_option(CLI::App& command, std::string& path);

/// The pack at `path` compiled, or the one built in when `path` is empty; the user's cache of compiled packs is used.
/// Null when the pack cannot be read or has mistakes; they have been written to standard error.
[[nodiscard]] std::shared_ptr<const rules::Database> load_rules(const std::string& path);

}  // namespace prefill::tools
