// What every reader of pages does; the engine knows readers by this alone.

#pragma once

#include "extractor/pdf/document.h"
#include "extractor/pdf/glyph.h"

namespace prefill::pdf {

/// Budgets of one document. Going past one is the outcome `limit`, the same on every machine.
struct Limits {
  std::size_t memory_bytes = 512u << 20;       // held by MuPDF at once
  std::size_t glyphs_per_page = 400'000;       // a page of small print has about 10 000
  std::size_t operators_per_page = 5'000'000;  // painting operations that a page may run
};

/// Reads the text of pages. Not safe for concurrent use.
class PageReader {
 public:
  virtual ~PageReader() = default;

  /// Fills `page` with the glyphs of the 1-based page `number`, on the page as a person sees it (rotated, cut to the
  /// CropBox): page contents, form XObjects, and the appearances of form fields and printed annotations; without hidden
  /// optional content. A page that is damaged half-way gives its good beginning. Errors: `damaged` (the page object
  /// cannot be had), `limit`.
  [[nodiscard]] virtual Result<void> read(Document& document, int number, const Limits& limits, PageGlyphs& page) = 0;
};

}  // namespace prefill::pdf
