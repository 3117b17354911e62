// Three kinds of bytes behind one face.

#include "tools/batch/open_document.h"

#include <algorithm>
#include <utility>

namespace prefill::tools::batch {

void fetch_document_ahead(const OpenFile& file, std::uint64_t offset, std::uint64_t length) {
  constexpr std::uint64_t end = std::uint64_t{64} << 10;
  file.fetch_ahead(offset, length > largest_fetched ? end : length);
  if (length > largest_fetched) file.fetch_ahead(offset + length - end, end);
}

std::size_t OpenDocument::size() const {
  if (const auto* part = std::get_if<InFile>(&content_)) return part->length;
  if (const auto* mapped = std::get_if<MappedFile>(&content_)) return mapped->bytes().size();
  return std::get<std::vector<unsigned char>>(content_).size();
}

Result<std::span<const unsigned char>> OpenDocument::bytes(ReadBuffer& buffer) {
  if (auto* part = std::get_if<InFile>(&content_)) {
    if (part->length <= largest_read) {
      const std::span<unsigned char> room = buffer.first(part->length);
      if (auto read = copy_to(room); !read) return tl::unexpected(read.error());
      return room;
    }
    Result<MappedFile> mapped = MappedFile::part_of(part->file, part->offset, part->length, &buffer.window());
    if (!mapped) return tl::unexpected(mapped.error());
    content_ = *std::move(mapped);
  }
  if (const auto* mapped = std::get_if<MappedFile>(&content_)) return mapped->bytes();
  return std::get<std::vector<unsigned char>>(content_);
}

Result<void> OpenDocument::copy_to(std::span<unsigned char> to) const {
  if (const auto* part = std::get_if<InFile>(&content_)) return part->file->read(part->offset, to.first(part->length));
  const auto* mapped = std::get_if<MappedFile>(&content_);
  const std::span<const unsigned char> there =
      mapped != nullptr ? mapped->bytes() : std::span(std::get<std::vector<unsigned char>>(content_));
  std::copy(there.begin(), there.end(), to.begin());
  return {};
}

Result<void> OpenDocument::unchanged() const {
  if (const auto* part = std::get_if<InFile>(&content_)) return part->file->unchanged();
  const auto* mapped = std::get_if<MappedFile>(&content_);
  return mapped == nullptr ? Result<void>() : mapped->unchanged();
}

}  // namespace prefill::tools::batch
