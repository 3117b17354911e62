// The steps in the order that survives a crash at any point between them: fsync of the file before the rename, of the
// directory after it, as ext4 and xfs ask for.

#include "server/durable_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace prefill::server {
namespace {

/// A file that is open while this lives.
class Open {
 public:
  Open(const std::string& path, int flags, mode_t mode = 0) : file_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Open() {
    if (file_ >= 0) ::close(file_);
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;

  [[nodiscard]] bool ok() const { return file_ >= 0; }
  [[nodiscard]] int file() const { return file_; }

 private:
  int file_;
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

tl::unexpected<Error> io_failure(const std::string& path, std::string_view what) {
  const int error = errno;
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  return failure(ErrorCode::io, "`" + path + "`: " + std::string(what) + ": " + std::generic_category().message(error) +
                                    (full ? "; make room and try again" : ""));
}

Result<Done> write_synced(const std::string& path, std::string_view bytes, mode_t mode) {
  const Open out(path, O_WRONLY | O_CREAT | O_EXCL, mode);
  if (!out.ok()) return io_failure(path, "cannot create");
  if (!write_all(out.file(), bytes)) return io_failure(path, "cannot write");
  if (::fsync(out.file()) != 0) return io_failure(path, "cannot sync");
  return Done{};
}

Result<Done> sync_directory(const std::string& directory) {
  const Open opened(directory, O_RDONLY | O_DIRECTORY);
  if (!opened.ok()) return io_failure(directory, "cannot open");
  if (::fsync(opened.file()) != 0) return io_failure(directory, "cannot sync");
  return Done{};
}

Result<Done> rename_durably(const std::string& from, const std::string& path) {
  if (::rename(from.c_str(), path.c_str()) != 0) return io_failure(path, "cannot replace");
  const std::string parent = std::filesystem::path(path).parent_path().string();
  return sync_directory(parent.empty() ? "." : parent);
}

Result<Done> replace_durably(const std::string& path, std::string_view bytes, mode_t mode) {
  const std::string beside = path + ".part";
  ::unlink(beside.c_str());
  auto done = write_synced(beside, bytes, mode);
  if (done) done = rename_durably(beside, path);
  if (!done) ::unlink(beside.c_str());
  return done;
}

Result<std::string> read_whole(const std::string& path) {
  const Open in(path, O_RDONLY);
  if (!in.ok()) return io_failure(path, "cannot open");
  struct stat status {};
  if (::fstat(in.file(), &status) != 0) return io_failure(path, "cannot read");
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(in.file(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_failure(path, "cannot read");
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Result<std::string> read_private(const std::string& path, std::string_view what) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return io_failure(path, "cannot read " + std::string(what));
  if (!S_ISREG(status.st_mode)) return failure(ErrorCode::io, "`" + path + "`: is no file");
  if ((status.st_mode & 0077) != 0) {
    return failure(ErrorCode::io, "`" + path +
                                      "`: others than its owner may use it; `chmod 600` it, and renew what is secret "
                                      "in it if it was so for long");
  }
  return read_whole(path);
}

FileLock::FileLock(const std::string& path) {
  file_ = ::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (file_ >= 0 && ::flock(file_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    ::close(std::exchange(file_, -1));
  }
}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace prefill::server
