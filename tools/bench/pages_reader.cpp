// Opening and reading of a whole document; the glyphs lie in the arena until the next one comes.

#include "tools/bench/pages_reader.h"

namespace prefill::tools {

PagesReader::PagesReader(std::unique_ptr<pdf::PageReader> reader) : reader_(std::move(reader)) {}

Result<void> PagesReader::read(pdf::Bytes bytes) {
  pages_.clear();
  arena_.restart();
  Result<pdf::Document> document = pdf::Document::open(context_, bytes, limits_, arena_.get());
  if (!document) return tl::unexpected(document.error());
  for (const int number : document->pages_to_read()) {
    pages_.emplace_back(arena_.get());
    if (Result<void> done = reader_->read(*document, number, pages_.back()); !done) return done;
  }
  return {};
}

}  // namespace prefill::tools
