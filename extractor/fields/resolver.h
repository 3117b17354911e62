// From what was found on the pages to the form filled in.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in kind, fields and checks of `extraction`. A document that is no invoice gets its kind and no fields.
void resolve(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
