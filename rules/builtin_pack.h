// The rule pack that is compiled into the program: rules/packs/fr.json.

#pragma once

#include <string_view>

namespace prefill::rules {

/// The JSON text of `packs/fr.json`. Lives as long as the program.
[[nodiscard]] std::string_view builtin_pack();

}  // namespace prefill::rules
