// What kind of document it is, before any value is believed.

#pragma once

#include <optional>

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill {

/// The kind, how sure it is, and the words that say so.
struct FoundKind {
  DocumentKind kind = DocumentKind::other;
  double confidence = 0;
  text::Index page = 0;
  text::Span span;
  std::string_view rule;
};

/// Weighs the words that name a kind of document by their size, their place on the page and their place in the line.
/// Without any, the document is `other`.
[[nodiscard]] FoundKind find_kind(const DocumentView& document);

/// The same of one page alone, as if it were the first. Without any such word its `rule` is empty.
[[nodiscard]] FoundKind kind_of_page(const DocumentView& document, text::Index page);

}  // namespace prefill
