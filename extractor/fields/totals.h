// The totals that agree with each other.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in the totals, what was paid, what is due, and the VAT lines, with the checks TOTALS_AGREE, VAT_LINES_AGREE
/// and DUE_AGREES. Amounts of a credit note are given without their sign. Values below their threshold are withheld.
void resolve_totals(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
