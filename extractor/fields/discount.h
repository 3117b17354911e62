// The discount on the whole invoice, taxes included.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in `montantRemiseGlobaleTtc`; the totals must be settled. Discounts before tax are no such thing: they are in
/// the total already.
void resolve_discount(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
