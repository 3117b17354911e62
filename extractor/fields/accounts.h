// IBAN and BIC of the account to be paid.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in `ibans` (every IBAN that a label announces or whose check digits fit, in order of place) and `bic`, with
/// the check IBAN_KEY.
void resolve_accounts(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
