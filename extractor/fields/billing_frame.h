// The cadre de facturation: whether the document is paid already, comes from a subcontractor, or belongs to works.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// Fills in `cadreFacturation` when the document names it, by its title or outright, and `siretValideur` for the frames
/// that a titulaire or mandataire has to validate. Parties and totals must be settled.
void resolve_billing_frame(const DocumentView& document, Extraction& extraction);

}  // namespace prefill
