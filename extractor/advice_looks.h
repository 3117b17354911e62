// The fourth golden rule, black on white: advice about the colours of values and about text that nobody sees.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"
#include "extractor/pdf/glyph.h"

namespace prefill {

/// Appends advice about values and labels in light colours, and about hidden text that could be taken for a value of
/// the form, of pages that are text.
void advise_on_looks(const ArenaVector<pdf::PageGlyphs>& glyphs, const DocumentView& document, Extraction& extraction);

/// True when a person sees at least a little text on the page.
[[nodiscard]] bool has_text(const pdf::PageGlyphs& page);

}  // namespace prefill
