// What a document that has taken its worker over may try. Compiled into the tests alone.

#pragma once

#include <string>
#include <string_view>

#include "extractor/sandbox/worker.h"

namespace prefill::sandbox::test {

/// A document that makes a worker with the hook below do the attack called `name`.
[[nodiscard]] std::string attack(std::string_view name);

/// Does what such a document says, and nothing for any other.
[[nodiscard]] bool do_attack(HookContext& context);

/// What the attack "tell TEXT" gives as its answer, and "deny TEXT" as the message of an error.
[[nodiscard]] std::string extraction_with(std::string_view kind, std::string_view document, std::string_view fields,
                                          std::string_view rules_version);

}  // namespace prefill::sandbox::test
