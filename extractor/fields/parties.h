// Who sells and who buys: SIRET, SIREN, VAT id and name of supplier and recipient.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in the identifiers and names of both parties, with the checks SUPPLIER_SIRET_LUHN, RECIPIENT_SIRET_LUHN and
/// SUPPLIER_VAT_KEY where there is something to check. Supplier and recipient never share a SIREN.
void resolve_parties(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
