// What every reader of pages does; the engine knows readers by this alone.

#pragma once

#include "extractor/pdf/document.h"
#include "extractor/pdf/glyph.h"

namespace prefill::pdf {

/// Reads the text of pages. Not safe for concurrent use.
class PageReader {
 public:
  virtual ~PageReader() = default;

  /// Fills `page` with the glyphs of the 1-based page `number`, on the page as a person sees it (rotated, cut to the
  /// CropBox): page contents, form XObjects, and the appearances of form fields and printed annotations; without hidden
  /// optional content. A page that is damaged half-way gives its good beginning. Errors: `damaged` (the page object
  /// cannot be had), `limit` (of `Limits`, which the document was opened with).
  [[nodiscard]] virtual Result<void> read(Document& document, int number, PageGlyphs& page) = 0;
};

}  // namespace prefill::pdf
