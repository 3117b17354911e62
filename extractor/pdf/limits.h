// What a document may cost. Going past a limit is the outcome `limit`, the same on every machine.

#pragma once

#include <cstddef>

namespace prefill::pdf {

struct Limits {
  std::size_t memory_bytes = 512u << 20;       // of a document: held by MuPDF at once
  std::size_t inflated_bytes = 256u << 20;     // of a document: what its streams hold, decoded
  std::size_t objects = 1'000'000;             // of a document: objects looked up
  std::size_t glyphs_per_page = 400'000;       // a page of small print has about 10 000
  std::size_t operators_per_page = 5'000'000;  // of page contents, forms and annotations together
  std::size_t form_depth = 24;                 // forms within forms
};

}  // namespace prefill::pdf
