// Files that are there, whole and on the disk, when a call returns: written beside, synced, renamed, and the directory
// synced as well. After a crash there is the old file or the new one.

#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "extractor/result.h"

namespace prefill::server {

/// Nothing, where a Result needs a value.
struct Done {};

/// Makes `bytes` the content of `path`, with the rights `mode`. The new content is written as `path` + ".new-" and
/// random letters first; a crash may leave that behind. Code `io` when it cannot be done; the old content stays then.
[[nodiscard]] Result<Done> replace_durably(const std::string& path, std::string_view bytes, mode_t mode);

/// Writes `bytes` to the new file `path` and syncs it, but not its directory.
[[nodiscard]] Result<Done> write_synced(const std::string& path, std::string_view bytes, mode_t mode);

/// Syncs the names in `directory`.
[[nodiscard]] Result<Done> sync_directory(const std::string& directory);

/// All of the file. Code `io` when it cannot be read.
[[nodiscard]] Result<std::string> read_whole(const std::string& path);

/// All of a file with secrets in it; `what` is what it is called in messages. Code `io` also when it is no plain file
/// or others than its owner have a right to it.
[[nodiscard]] Result<std::string> read_private(const std::string& path, std::string_view what);

/// A lock on `path` + ".lock" that other processes see, held while this lives. Waits for it.
class FileLock {
 public:
  explicit FileLock(const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// False when the lock could not be had.
  [[nodiscard]] bool held() const { return file_ >= 0; }

 private:
  int file_ = -1;
};

/// "`path`: cannot do it: No such file", from errno.
[[nodiscard]] tl::unexpected<Error> io_failure(const std::string& path, std::string_view what);

}  // namespace prefill::server
