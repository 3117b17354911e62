// The claim sold or assigned: to whom, and by which mention.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in `affactureur`, the factor or the bank that the claim was assigned to, and `mentionSubrogative`, the text
/// of a subrogation. A cession (Dailly) gives the name alone: it is notified to the accountant and needs no mention on
/// the deposit.
void resolve_factoring(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
