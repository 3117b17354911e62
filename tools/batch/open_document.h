// A document that is open and not yet read: what the thread that reads ahead hands to those that extract.
//
// A file is read into memory that is used again for the next one. A mapping would save the copy, but taking one away
// interrupts every processor that runs a thread of the process, which costs two threads more than the copy. Of a large
// file most is never looked at: when the disk would have to bring it, it is mapped.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "extractor/result.h"
#include "tools/mapped_file.h"
#include "tools/open_file.h"

namespace prefill::tools::batch {

/// Files of up to so many bytes are read whole, wherever they are.
inline constexpr std::size_t largest_read = std::size_t{1} << 20;
/// Files of up to so many bytes are copied when the system has them in memory; others are mapped.
inline constexpr std::size_t largest_copied = std::size_t{4} << 20;

/// Where a thread reads its documents, one after the other. Costs the memory of the largest that was read.
class ReadBuffer {
 public:
  /// `size` bytes, at most `largest_copied`, of unspecified content; the same ones each time.
  [[nodiscard]] std::span<unsigned char> first(std::size_t size) const { return {bytes_.get(), size}; }

 private:
  // At once, so that its pages stay: memory that grew would be moved, and touched anew.
  std::unique_ptr<unsigned char[]> bytes_ = std::make_unique_for_overwrite<unsigned char[]>(largest_copied);
};

/// The bytes of one document: in a file, or taken out of an archive. Any one thread at a time.
class OpenDocument {
 public:
  /// The `length` bytes from `offset` of a regular file that held them when it was opened. Tells the system what will
  /// be wanted: all of what will be read, the two ends of what will be mapped.
  OpenDocument(OpenFile file, std::uint64_t offset, std::size_t length);
  /// Bytes that are there.
  explicit OpenDocument(std::vector<unsigned char> bytes) : content_(std::move(bytes)) {}

  [[nodiscard]] std::size_t size() const;
  /// All bytes, mapped or read into `buffer`; valid while this object lives and `buffer` is not used again. Errors:
  /// `io`.
  [[nodiscard]] Result<std::span<const unsigned char>> bytes(const ReadBuffer& buffer);
  /// Puts all bytes at the beginning of `to`, which has room for them; without a mapping. Errors: `io`.
  [[nodiscard]] Result<void> copy_to(std::span<unsigned char> to) const;
  /// Whether what was read is the document: `io` when its file changed its size, or lost bytes while they were read.
  [[nodiscard]] Result<void> unchanged() const;

 private:
  struct InFile {
    OpenFile file;
    std::uint64_t offset;
    std::size_t length;
  };

  std::variant<InFile, MappedFile, std::vector<unsigned char>> content_;
};

}  // namespace prefill::tools::batch
