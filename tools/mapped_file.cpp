// Opening, mapping and reading of files, and what is said when it fails.

#include "tools/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "tools/bus_guard.h"

namespace prefill::tools {
namespace {

constexpr std::size_t read_step = std::size_t{1} << 20;

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

tl::unexpected<Error> read_failure(int error) {
  return failure(ErrorCode::io, std::string("cannot be read: ") + std::strerror(error));
}

std::string too_long(std::size_t limit) {
  return "is longer than " + std::to_string(limit >> 20) + " MiB, the limit for a stream; name a file instead";
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path, std::size_t limit) {
  MappedFile file;
  file.file_ = path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.file_ < 0) return failure(ErrorCode::io, why_not_opened(errno));
  struct stat status {};
  if (::fstat(file.file_, &status) != 0) return read_failure(errno);
  if (S_ISDIR(status.st_mode)) return failure(ErrorCode::io, "is a directory; name a PDF file");
  // Standard input may be a file that was read in part before: what is left of it comes by reading.
  file.has_size_ = S_ISREG(status.st_mode) && path != "-";
  const Result<void> filled =
      file.has_size_ ? file.map(static_cast<std::size_t>(status.st_size), limit) : file.read_stream(limit);
  if (!filled) return tl::unexpected(filled.error());
  return file;
}

Result<void> MappedFile::map(std::size_t size, std::size_t limit) {
  if (size == 0) return {};
  void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file_, 0);
  if (begin == MAP_FAILED) return read_stream(limit);
  slot_ = guard_mapping(begin, size);
  if (slot_ < 0) {
    ::munmap(begin, size);
    return read_stream(limit);
  }
  bytes_ = {static_cast<const unsigned char*>(begin), size};
  return {};
}

Result<void> MappedFile::read_stream(std::size_t limit) {
  std::size_t size = 0;
  while (true) {
    // One byte more than allowed is enough to know.
    if (owned_.size() == size) owned_.resize(std::min(size * 2 + read_step, limit + 1));
    const ssize_t got = ::read(file_, owned_.data() + size, owned_.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_failure(errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > limit) return failure(ErrorCode::limit, too_long(limit));
  }
  owned_.resize(size);
  bytes_ = owned_;
  return {};
}

Result<void> MappedFile::unchanged() const {
  if (!has_size_) return {};
  struct stat status {};
  const bool same_size = ::fstat(file_, &status) == 0 && static_cast<std::size_t>(status.st_size) == bytes_.size();
  if (same_size && (slot_ < 0 || !pages_lost(slot_))) return {};
  return failure(ErrorCode::io, "changed while it was being read; run again when it is complete");
}

Result<std::string> read_text(const std::string& path) {
  return read_document(path, [](std::span<const unsigned char> bytes) -> Result<std::string> {
    return std::string(bytes.begin(), bytes.end());
  });
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      has_size_(std::exchange(other.has_size_, false)),
      slot_(std::exchange(other.slot_, -1)),
      owned_(std::move(other.owned_)),
      bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(has_size_, other.has_size_);
  std::swap(slot_, other.slot_);
  std::swap(owned_, other.owned_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

MappedFile::~MappedFile() {
  if (slot_ >= 0) {
    forget_mapping(slot_);
    ::munmap(const_cast<unsigned char*>(bytes_.data()), bytes_.size());
  }
  if (file_ >= 0) ::close(file_);
}

}  // namespace prefill::tools
