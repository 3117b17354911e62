// The text of the pages read with the place of every word, and the document still open, so that its pages can be drawn.

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "extractor/arena.h"
#include "extractor/pdf/document.h"
#include "extractor/pdf/page_reader.h"
#include "extractor/pdf/text_reader.h"
#include "extractor/text/page_text.h"

namespace prefill::tools {

/// One document at a time. Not safe for concurrent use.
class LaidOutPages {
 public:
  /// Opens the document and lays out its pages; the one before is gone. `bytes` must stay unchanged as long as it is
  /// used. Errors: those of `pdf::Document::open` and `pdf::PageReader::read`.
  [[nodiscard]] Result<void> read(pdf::Bytes bytes);
  /// Closes the document: its bytes may go.
  void close();

  /// The document that was read last; it was read without an error.
  [[nodiscard]] pdf::Document& document() { return *document_; }
  /// In order.
  [[nodiscard]] const std::vector<text::PageText>& texts() const { return texts_; }
  [[nodiscard]] Arena* arena() { return arena_.get(); }

 private:
  pdf::Context context_;
  std::unique_ptr<pdf::PageReader> reader_ = pdf::make_text_reader();
  DocumentArena arena_;
  std::optional<pdf::Document> document_;
  std::vector<pdf::PageGlyphs> glyphs_;
  std::vector<text::PageText> texts_;
};

}  // namespace prefill::tools
