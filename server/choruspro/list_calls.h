// Calls that answer lists of values and of structures.

#pragma once

#include "server/choruspro/call.h"
#include "server/http/message.h"

namespace prefill::server {

// POST transverses/v1/recuperer/...
[[nodiscard]] Response list_vat_rates(Office& office, const Request& request);
[[nodiscard]] Response list_currencies(Office& office, const Request& request);
[[nodiscard]] Response list_payment_modes(Office& office, const Request& request);
[[nodiscard]] Response list_deposit_modes(Office& office, const Request& request);
[[nodiscard]] Response list_frames(Office& office, const Request& request);
[[nodiscard]] Response list_exemption_reasons(Office& office, const Request& request);
[[nodiscard]] Response list_identifier_types(Office& office, const Request& request);
[[nodiscard]] Response list_active_suppliers(Office& office, const Request& request);

// POST structures/v1/...
[[nodiscard]] Response search_structures(Office& office, const Request& request);
[[nodiscard]] Response show_structure(Office& office, const Request& request);
[[nodiscard]] Response search_services(Office& office, const Request& request);

/// GET transverses/v1/health-check.
[[nodiscard]] Response health_check(Office& office, const Request& request);

}  // namespace prefill::server
