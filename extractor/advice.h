// What a supplier could change so that the form fills itself: the four golden rules of the portal, applied to one
// document. Text and no scan; values announced by keywords; a space between values; black on white.

#pragma once

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"
#include "extractor/pdf/glyph.h"

namespace prefill {

/// Appends to `extraction.advice` what its document, with these glyphs and this text, could do better. `extraction` is
/// complete but for that. A document that is no invoice gets none, unless it has no text to tell. An invoice that is
/// filled in and easy to read gets none and costs a look at every eighth glyph; text that nobody sees is read as a page
/// of its own.
void advise(const ArenaVector<pdf::PageGlyphs>& glyphs, const DocumentView& document, Extraction& extraction);

}  // namespace prefill
