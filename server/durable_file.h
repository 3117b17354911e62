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

/// Makes `bytes` the content of `path`, with the rights that the mask of the process leaves of `mode`. The new content
/// is written as `path` + ".part" first; a crash may leave that behind, and the next call takes it away. One writer of
/// a path at a time: whoever has no lock of its own takes a `FileLock`. Code `io` when it cannot be done; the old
/// content stays then.
[[nodiscard]] Result<Done> replace_durably(const std::string& path, std::string_view bytes, mode_t mode);

/// Writes `bytes` to the new file `path`, with rights as above, and syncs it, but not its directory.
[[nodiscard]] Result<Done> write_synced(const std::string& path, std::string_view bytes, mode_t mode);

/// Gives the file `from`, which is synced, the name `path` in place of what had it, and syncs the directory.
[[nodiscard]] Result<Done> rename_durably(const std::string& from, const std::string& path);

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

/// "`path`: cannot do it: No such file", from errno; says that room is to be made when that is what is missing.
[[nodiscard]] tl::unexpected<Error> io_failure(const std::string& path, std::string_view what);

}  // namespace prefill::server
