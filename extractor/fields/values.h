// Finds everything on a page that has the shape of a value.

#pragma once

#include "extractor/fields/document_view.h"

namespace prefill {

/// Appends the values of the page's text in order of place. A place gives one value only, the most telling: an IBAN is
/// not read as amounts, nor a SIRET as a SIREN. Linear in the length of the text.
void find_values(const text::PageText& page, ArenaVector<FoundValue>& values);

}  // namespace prefill
