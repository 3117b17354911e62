// What lives in the arena goes before the arena begins anew, and pages of text before the glyphs they stand on.

#include "tools/laid_out_pages.h"

namespace prefill::tools {

Result<void> LaidOutPages::read(pdf::Bytes bytes) {
  close();
  Result<pdf::Document> opened = pdf::Document::open(context_, bytes, pdf::Limits(), arena_.get());
  if (!opened) return tl::unexpected(opened.error());
  document_.emplace(*std::move(opened));
  const std::vector<int> numbers = document_->pages_to_read();
  glyphs_.reserve(numbers.size());
  texts_.reserve(numbers.size());
  for (const int number : numbers) {
    glyphs_.emplace_back(arena_.get());
    if (Result<void> done = reader_->read(*document_, number, glyphs_.back()); !done) return done;
    texts_.emplace_back(glyphs_.back(), arena_.get());
  }
  return {};
}

void LaidOutPages::close() {
  texts_.clear();
  glyphs_.clear();
  document_.reset();
  arena_.restart();
}

}  // namespace prefill::tools
