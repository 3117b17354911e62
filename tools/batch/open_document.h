// A document that is open and not yet read: what the thread that reads ahead hands to those that extract.
//
// A small file is read, into memory that is used again for the next one. A larger one is mapped into a window, since
// most of it is never looked at.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "extractor/result.h"
#include "tools/mapped_file.h"
#include "tools/mapping_window.h"
#include "tools/open_file.h"

namespace prefill::tools::batch {

/// Files of up to so many bytes are read, larger ones mapped.
inline constexpr std::size_t largest_read = std::size_t{128} << 10;
/// Of files of up to so many bytes, everything is fetched from the disk ahead; of larger ones both ends.
inline constexpr std::size_t largest_fetched = std::size_t{1} << 20;

/// Tells the system what will be wanted of the document of `length` bytes at `offset`.
void fetch_document_ahead(const OpenFile& file, std::uint64_t offset, std::uint64_t length);

/// Where a thread has its documents, one after the other. Costs `largest_read` and what `MappingWindow` does.
class ReadBuffer {
 public:
  /// `size` bytes, at most `largest_read`, of unspecified content; the same ones each time.
  [[nodiscard]] std::span<unsigned char> first(std::size_t size) { return {bytes_.get(), size}; }
  /// For what is mapped.
  [[nodiscard]] MappingWindow& window() { return window_; }

 private:
  // At once, so that its pages stay: memory that grew would be moved, and touched anew.
  std::unique_ptr<unsigned char[]> bytes_ = std::make_unique_for_overwrite<unsigned char[]>(largest_read);
  MappingWindow window_;
};

/// The bytes of one document: in a file, or taken out of an archive. Any one thread at a time.
class OpenDocument {
 public:
  /// The `length` bytes from `offset` of a regular file that held them when it was opened; other documents may stand in
  /// it too.
  OpenDocument(std::shared_ptr<const OpenFile> file, std::uint64_t offset, std::size_t length)
      : content_(InFile{std::move(file), offset, length}) {}
  /// Bytes that are there.
  explicit OpenDocument(std::vector<unsigned char> bytes) : content_(std::move(bytes)) {}

  [[nodiscard]] std::size_t size() const;
  /// All bytes, read into `buffer` or mapped into its window; valid while this object lives and `buffer` is not used
  /// again. `buffer` must outlive this object. Errors: `io`.
  [[nodiscard]] Result<std::span<const unsigned char>> bytes(ReadBuffer& buffer);
  /// Puts all bytes at the beginning of `to`, which has room for them; without a mapping. Errors: `io`.
  [[nodiscard]] Result<void> copy_to(std::span<unsigned char> to) const;
  /// Whether what was read is the document: `io` when its file changed its size, or lost bytes while they were read.
  [[nodiscard]] Result<void> unchanged() const;

 private:
  struct InFile {
    std::shared_ptr<const OpenFile> file;
    std::uint64_t offset;
    std::size_t length;
  };

  std::variant<InFile, MappedFile, std::vector<unsigned char>> content_;
};

}  // namespace prefill::tools::batch
