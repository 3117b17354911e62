// The bytes of a file, without a copy where the system can map it.
//
// A mapping has one danger: when somebody cuts the file short, reading behind its new end is a SIGBUS, which kills the
// process. So the first mapping installs a handler that puts zeros under the reader instead and marks the mapping;
// whoever reads asks `unchanged()` afterwards and throws the result away. One hurried upload must not end a run.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extractor/result.h"
#include "tools/mapping_window.h"
#include "tools/open_file.h"

namespace prefill::tools {

/// Bytes that cannot be mapped (a pipe, a terminal) are read into memory, up to this many.
inline constexpr std::size_t stream_limit = std::size_t{1} << 30;

/// The bytes of a file, mapped read-only or read. Owns the mapping and the open file. May be used by one thread at a
/// time, whichever; different files by different threads.
class MappedFile {
 public:
  /// Opens the file at `path`, or standard input for `-`. Errors: `io` (missing, no permission, a directory, a failed
  /// read) and `limit` (a stream of more than `limit` bytes). Waits for a pipe to end.
  [[nodiscard]] static Result<MappedFile> open(const std::string& path, std::size_t limit = stream_limit);

  /// The `length` bytes from `offset` of a regular file, which it must have held when it was opened. Mapped into
  /// `window`, if one is given and large enough; it must outlive the result, and the next file mapped there ends this
  /// one. Errors: `io`.
  [[nodiscard]] static Result<MappedFile> part_of(std::shared_ptr<const OpenFile> file, std::uint64_t offset,
                                                  std::size_t length, MappingWindow* window = nullptr);

  /// Valid while this object lives.
  [[nodiscard]] std::span<const unsigned char> bytes() const { return bytes_; }

  /// Whether what was read through `bytes()` up to now is the file's content: `io` when the file changed its size since
  /// it was opened, or lost pages while they were read.
  [[nodiscard]] Result<void> unchanged() const;

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

 private:
  explicit MappedFile(std::shared_ptr<const OpenFile> file) : file_(std::move(file)) {}
  [[nodiscard]] bool map(std::uint64_t offset, std::size_t size, MappingWindow* window);
  [[nodiscard]] Result<void> read_stream(std::size_t limit);

  std::shared_ptr<const OpenFile> file_;  // open as long as the mapping, to ask for the size again
  std::size_t before_ = 0;                // bytes between the beginning of the mapping, which is a page's, and `bytes_`
  int slot_ = -1;                         // in the table of live mappings; -1 when the bytes are our own
  bool in_window_ = false;                // which takes the mapping away
  std::vector<unsigned char> owned_;      // the bytes of a stream
  std::span<const unsigned char> bytes_;
};

/// What `read` makes of the bytes of the file at `path`. `read` takes a span of bytes and returns a `Result`; its
/// result counts only when the file did not change under it. Errors: those of `open`, of `read`, of `unchanged`.
template <typename Read>
[[nodiscard]] auto read_document(const std::string& path, Read read) -> decltype(read({})) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  auto result = read(file->bytes());
  if (const Result<void> unchanged = file->unchanged(); !unchanged) return tl::unexpected(unchanged.error());
  return result;
}

/// A copy of the bytes of the file at `path`. Errors: those of `read_document`.
[[nodiscard]] Result<std::string> read_text(const std::string& path);

}  // namespace prefill::tools
