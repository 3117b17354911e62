// Makes PDFs whose objects lie in a stream of objects, with a cross-reference stream, as most writers do today.

#pragma once

#include <string>
#include <vector>

#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill::pdf::test {

/// A stream of objects within a file.
struct BundledPdf {
  std::vector<std::string> objects;  // from number 1 on; 1 is the catalogue
  std::size_t shift = 0;             // added to the place of each object that the cross-reference says
  std::string index{};               // instead of the right one, when it is not empty
  bool deflate = true;
  std::string length{};  // instead of the right one, when it is not empty
  int damage = 0;        // bytes cut off the compressed data

  [[nodiscard]] Bytes build() const;
};

}  // namespace prefill::pdf::test
