// What must agree in an invoice that is submitted.

#pragma once

#include <string>

#include "server/choruspro/envelope.h"
#include "server/choruspro/structures.h"
#include "server/choruspro/submission.h"

namespace prefill::server {

/// Notes what contradicts: number, frame and validator, type and origin, dates, VAT, totals, recipient and supplier.
/// `today` is the day in Paris, AAAA-MM-JJ. Looks at no store.
void check_submission(const Submission& submission, const Structures& structures, const std::string& today,
                      Mistakes& mistakes);

/// What the numbers of this supplier are unique under: its SIREN where the structure is known or its id is a SIRET,
/// else its id.
[[nodiscard]] std::string supplier_key(const Submission& submission, const Structures& structures);

}  // namespace prefill::server
