// The rule packs that are compiled into the program: rules/packs/*.json.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "rules/diagnostic.h"

namespace prefill::rules {

/// The built-in packs in the order in which they are read together, the base first. `file` is the path in the source
/// tree. Live as long as the program.
[[nodiscard]] std::span<const SourceText> builtin_packs();

/// The built-in pack called `name`: "fr", "en", "de".
[[nodiscard]] std::optional<SourceText> builtin_pack(std::string_view name);

}  // namespace prefill::rules
