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

}  // namespace prefill
