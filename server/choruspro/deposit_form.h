// The deposit form filled in: what the engine found, as `deposer/pdf` answers it.

#pragma once

#include <string>
#include <string_view>

#include "server/store/store.h"

namespace prefill::server {

/// The answer of deposerPdfFacture for `extraction`, the engine's JSON: every key is there, `null` where nothing was
/// found or where the portal could not hold it; `typeTva` alone is left out then. docs/chorus-pro-api.md has the table.
[[nodiscard]] std::string deposit_answer(std::string_view extraction, Id file);

}  // namespace prefill::server
