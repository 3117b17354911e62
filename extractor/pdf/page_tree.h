// The page tree, whose `Count` entries may lie. The number of pages decides which pages are read, so it is checked
// before it is believed, at a cost that does not grow with the document.

#pragma once

struct fz_context;
struct pdf_document;

namespace prefill::pdf {

/// Number of pages. Trusts the root's `Count` when the right edge of the tree bears it out, which costs a few objects
/// whatever the number of pages; else walks the tree and corrects its `Count` entries in memory, so that pages are
/// found by number. Throws as MuPDF does: call it inside `fz_try`.
[[nodiscard]] int count_pages(fz_context* ctx, pdf_document* document);

}  // namespace prefill::pdf
