// Opening and reading of a whole document; the glyphs lie in the arena until the next one comes.

#include "tools/bench/pages_reader.h"

namespace prefill::tools {
namespace {

constexpr std::size_t first_block = 1 << 20;  // bytes; as the extractor's

}  // namespace

PagesReader::PagesReader(std::unique_ptr<pdf::PageReader> reader) : reader_(std::move(reader)), arena_(first_block) {}

Result<void> PagesReader::read(pdf::Bytes bytes) {
  pages_.clear();
  arena_.release();
  Result<pdf::Document> document = pdf::Document::open(context_, bytes, limits_, &arena_);
  if (!document) return tl::unexpected(document.error());
  for (const int number : document->pages_to_read()) {
    pages_.emplace_back(&arena_);
    if (Result<void> done = reader_->read(*document, number, pages_.back()); !done) return done;
  }
  return {};
}

}  // namespace prefill::tools
