// fsync of the file before the rename, of the directory after it: the order that ext4 and xfs ask for.

#include "tools/batch/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace prefill::tools::batch {
namespace {

// Zero, or the errno of what failed. Takes over `file`.
int fill(int file, std::string_view content) {
  int error = 0;
  while (!content.empty() && error == 0) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written >= 0) {
      content.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && ::fsync(file) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

int sync_directory(const std::string& path) {
  const std::string directory = std::filesystem::path(path).parent_path().string();
  const int file = ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return errno;
  const int error = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return error;
}

}  // namespace

Error write_error(int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  return {ErrorCode::io,
          std::string("cannot be written: ") + std::strerror(error) + (full ? "; make room and run again" : ""), 0};
}

Result<void> write_durably(const std::string& path, std::string_view content) {
  const std::string beside = path + ".part";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  int error = file < 0 ? errno : fill(file, content);
  if (error == 0 && std::rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    std::remove(beside.c_str());
    return tl::unexpected(write_error(error));
  }
  error = sync_directory(path);
  if (error != 0) return tl::unexpected(write_error(error));
  return {};
}

Result<void> make_directory(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return failure(ErrorCode::io, "cannot be made: " + error.message());
  return {};
}

}  // namespace prefill::tools::batch
