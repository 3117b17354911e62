// How the invoice is paid.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in `modePaiement` when the document states one way of payment. An IBAN alone says nothing.
void resolve_payment(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
