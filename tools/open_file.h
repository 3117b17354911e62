// A file that is open to be read: how large it was then, whether it still is.
//
// The content is read with `pread` into memory of the caller's, or mapped by `MappedFile`. A batch opens files ahead of
// the threads that read them, so opening, advising the system and reading are calls of their own.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "extractor/result.h"

namespace prefill::tools {

/// Owns the descriptor. Reading and advising do not change it; any thread.
class OpenFile {
 public:
  /// Opens the file at `path`, or standard input for `-`. Errors: `io` (missing, no permission, a directory).
  [[nodiscard]] static Result<OpenFile> open(const std::string& path);

  /// A regular file, whose bytes can be read by their place; anything else is a stream. Standard input is a stream
  /// whatever it is: what is left of it comes by reading.
  [[nodiscard]] bool regular() const { return regular_; }
  /// Bytes of a regular file when it was opened.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Whether a regular file had `length` bytes from `offset` when it was opened.
  [[nodiscard]] bool holds(std::uint64_t offset, std::uint64_t length) const {
    return regular_ && offset <= size_ && length <= size_ - offset;
  }
  /// Stays with this object.
  [[nodiscard]] int descriptor() const { return file_; }

  /// Has the system bring `length` bytes from `offset` into memory meanwhile, where they are not there already; they
  /// are when both ends are. Returns at once. Advice: nothing is said when it is not taken.
  void fetch_ahead(std::uint64_t offset, std::uint64_t length) const;

  /// Fills `to` with the bytes of a regular file from `offset`. Errors: `io`, also when the file now ends before.
  [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<unsigned char> to) const;

  /// `io` when a regular file has another size than it was opened with.
  [[nodiscard]] Result<void> unchanged() const;

  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

 private:
  explicit OpenFile(int file) : file_(file) {}
  [[nodiscard]] bool in_memory(std::uint64_t offset) const;

  int file_;
  bool regular_ = false;
  std::uint64_t size_ = 0;
};

/// What is said of a file that is not what it was when it was opened.
[[nodiscard]] tl::unexpected<Error> changed_meanwhile();

/// What is said of a read that failed with `error`, an errno.
[[nodiscard]] tl::unexpected<Error> read_failure(int error);

}  // namespace prefill::tools
