// How VAT is due on the invoice, and why none is.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in `typeTva` and `motifExoneration` from what the document states; the totals must be settled. Nothing follows
/// from an absence of VAT alone.
void resolve_taxation(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
