// Names of the output format.

#include "extractor/extraction.h"

namespace prefill {

std::string_view kind_name(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::invoice:
      return "invoice";
    case DocumentKind::credit_note:
      return "credit_note";
    case DocumentKind::decompte:
      return "decompte";
    case DocumentKind::memoire:
      return "memoire";
    case DocumentKind::several:
      return "several";
    case DocumentKind::other:
      return "other";
  }
  return "other";
}

std::string_view text_layer_name(TextLayer layer) {
  switch (layer) {
    case TextLayer::text:
      return "text";
    case TextLayer::scan:
      return "scan";
    case TextLayer::mixed:
      return "mixed";
    case TextLayer::none:
      return "none";
  }
  return "none";
}

}  // namespace prefill
