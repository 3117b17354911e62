// Which pages make one document: a file may hold an invoice and its order, terms of sale, or a second invoice.

#pragma once

#include <span>

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// For each page read, by index into DocumentView::pages, the document it belongs to, counted from 0 in the order in
/// which they begin.
using DocumentParts = ArenaVector<text::Index>;

/// Tells the documents of a file apart. A few looks at each page; a single page costs nothing.
[[nodiscard]] DocumentParts find_parts(const DocumentView& document);

/// The pages of document `number` alone, to be read as if there were no others; of other pages that bear the imprint of
/// its issuer, the imprint. They are copies in the arena.
[[nodiscard]] DocumentView pages_of(const DocumentView& document, const DocumentParts& parts, text::Index number);

/// Fills in `extraction` with what `invoices`, two or more, have in common; the totals, numbers and dates of each are
/// withheld, also where they are the same by chance.
void keep_agreement(std::span<const Extraction> invoices, Extraction& extraction);

}  // namespace prefill
