// What is due and what was paid, as they agree with the total.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/candidates.h"
#include "extractor/fields/document_view.h"
#include "extractor/fields/printed_amounts.h"

namespace prefill {

/// What words announce as paid and as due; best first.
struct Dues {
  Candidates& paid;
  Candidates& due;
};

/// Fills in what was paid and what is due, with the check DUE_AGREES, from the total that `extraction` has. Without
/// payment the total is due; where neither a total nor, by `base_known`, a base was found, what is due is the total.
/// `printed` adds to what was paid. A few dozen pairs are weighed.
void give_dues(const DocumentView& document, Extraction& extraction, Dues dues, const PrintedAmounts& printed,
               bool base_known);

}  // namespace prefill
