// Calls of the system, and what is said when they fail.

#include "tools/open_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace prefill::tools {
namespace {

std::string why_not_opened(int error) {
  switch (error) {
    case ENOENT:
      return "does not exist; check the name";
    case EACCES:
      return "may not be read; ask for permission to read it";
    default:
      return std::string("cannot be opened: ") + std::strerror(error);
  }
}

}  // namespace

tl::unexpected<Error> changed_meanwhile() {
  return failure(ErrorCode::io, "changed while it was being read; run again when it is complete");
}

tl::unexpected<Error> read_failure(int error) {
  return failure(ErrorCode::io, std::string("cannot be read: ") + std::strerror(error));
}

Result<OpenFile> OpenFile::open(const std::string& path) {
  OpenFile file(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.file_ < 0) return failure(ErrorCode::io, why_not_opened(errno));
  struct stat status {};
  if (::fstat(file.file_, &status) != 0) return read_failure(errno);
  if (S_ISDIR(status.st_mode)) return failure(ErrorCode::io, "is a directory; name a PDF file");
  file.regular_ = S_ISREG(status.st_mode) && path != "-";
  file.size_ = static_cast<std::uint64_t>(status.st_size);
  return file;
}

// Whether the system can give the byte at `offset` without waiting for the disk; false where it does not tell.
bool OpenFile::in_memory(std::uint64_t offset) const {
  char byte = 0;
  const iovec to{&byte, 1};
  return ::preadv2(file_, &to, 1, static_cast<off_t>(offset), RWF_NOWAIT) == 1;
}

void OpenFile::fetch_ahead(std::uint64_t offset, std::uint64_t length) const {
  // Of one call Linux takes no more than the disk reads ahead, 128 KiB where nobody set another size.
  constexpr std::uint64_t step = std::uint64_t{128} << 10;
  // A look at one byte costs a tenth of advice, for which the system looks at every page.
  if (length == 0 || (in_memory(offset) && in_memory(offset + length - 1))) return;
  for (std::uint64_t done = 0; done < length; done += step) {
    static_cast<void>(::posix_fadvise(file_, static_cast<off_t>(offset + done),
                                      static_cast<off_t>(std::min(step, length - done)), POSIX_FADV_WILLNEED));
  }
}

Result<void> OpenFile::read(std::uint64_t offset, std::span<unsigned char> to) const {
  while (!to.empty()) {
    const ssize_t got = ::pread(file_, to.data(), to.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_failure(errno);
    if (got == 0) return changed_meanwhile();
    to = to.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return {};
}

Result<void> OpenFile::unchanged() const {
  if (!regular_) return {};
  struct stat status {};
  if (::fstat(file_, &status) == 0 && static_cast<std::uint64_t>(status.st_size) == size_) return {};
  return changed_meanwhile();
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), regular_(other.regular_), size_(other.size_) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(regular_, other.regular_);
  std::swap(size_, other.size_);
  return *this;
}

OpenFile::~OpenFile() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace prefill::tools
