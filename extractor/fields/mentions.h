// The fields that sentences and mentions state, after the form's numbers are settled.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in how VAT is due, how the invoice is paid, the cadre de facturation and who validates, the factor, and the
/// global discount. Totals and parties must be settled; none of their values changes.
void resolve_mentions(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
