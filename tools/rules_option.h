// The rules that a command works with: `--rules PACK`, or the ones built in.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/database.h"
#include "rules/diagnostic.h"

namespace CLI {
class App;
}

namespace prefill::tools {

/// Adds `--rules PACK` to `command`, which may be given several times; parsing fills `packs`, which must live until
/// then.
void add_rules_option(CLI::App& command, std::vector<std::string>& packs);

/// Packs as they were read. Owns the texts.
struct PackTexts {
  std::vector<std::string> texts;
  std::vector<rules::SourceText>
      sources;  // in the order asked for; views of `texts`, of the names and of built-in packs
};

/// Reads `packs`, each a file, `-` or the name of a built-in pack; the built-in packs when there are none. The result
/// is valid while `packs` is. Nothing when one cannot be read; that has been said on standard error.
[[nodiscard]] std::optional<PackTexts> read_packs(const std::vector<std::string>& packs);

/// `pack` compiled; the user's cache of compiled packs is used. Null when that fails, which has been said on standard
/// error.
[[nodiscard]] std::shared_ptr<const rules::Database> compile_rules(rules::RulePack pack);

/// The rules of `texts`, compiled as one. Null when they have mistakes, which have been written to standard error.
[[nodiscard]] std::shared_ptr<const rules::Database> compile_texts(const PackTexts& texts);

/// The rules of `packs` as in `read_packs`, compiled as one. Null when they cannot be read or have mistakes, which have
/// been written to standard error.
[[nodiscard]] std::shared_ptr<const rules::Database> load_rules(const std::vector<std::string>& packs);

}  // namespace prefill::tools
