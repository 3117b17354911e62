// The pages of one document after the other, read as the extractor reads them: one MuPDF context and one arena that
// stay, the pages that Chorus Pro reads, the document closed before its pages are looked at.

#pragma once

#include <memory>
#include <vector>

#include "extractor/arena.h"
#include "extractor/pdf/page_reader.h"

namespace prefill::tools {

/// Not safe for concurrent use.
class PagesReader {
 public:
  explicit PagesReader(std::unique_ptr<pdf::PageReader> reader);

  /// Opens the document and reads its pages; those of the one before are gone. Errors: those of `pdf::Document::open`
  /// and `pdf::PageReader::read`.
  [[nodiscard]] Result<void> read(pdf::Bytes bytes);

  /// The pages of the last document, as far as they could be read.
  [[nodiscard]] const std::vector<pdf::PageGlyphs>& pages() const { return pages_; }
  /// The most memory that MuPDF held for the last document, in bytes.
  [[nodiscard]] std::size_t mupdf_peak() const { return context_.peak(); }

 private:
  pdf::Limits limits_;
  pdf::Context context_;
  std::unique_ptr<pdf::PageReader> reader_;
  DocumentArena arena_;
  std::vector<pdf::PageGlyphs> pages_;
};

}  // namespace prefill::tools
