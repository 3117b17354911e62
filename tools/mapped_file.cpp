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
  file.size_ = static_cast<std::uint64_t>(status.st_size);
  const Result<void> filled = file.has_size_ ? file.map(0, file.size_) : file.read_stream(limit);
  if (!filled) return tl::unexpected(filled.error());
  return file;
}

Result<MappedFile> MappedFile::open_part(const std::string& path, std::uint64_t offset, std::size_t length) {
  MappedFile file;
  file.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.file_ < 0) return failure(ErrorCode::io, why_not_opened(errno));
  struct stat status {};
  if (::fstat(file.file_, &status) != 0) return read_failure(errno);
  file.has_size_ = true;
  file.size_ = static_cast<std::uint64_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || offset > file.size_ || length > file.size_ - offset) {
    return failure(ErrorCode::io, "ends before its last document; copy it again");
  }
  if (auto mapped = file.map(offset, length); !mapped) return tl::unexpected(mapped.error());
  return file;
}

Result<void> MappedFile::map(std::uint64_t offset, std::size_t size) {
  if (size == 0) return {};
  static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  before_ = offset % page;
  void* begin = ::mmap(nullptr, before_ + size, PROT_READ, MAP_PRIVATE, file_, static_cast<off_t>(offset - before_));
  if (begin == MAP_FAILED) return read_part(offset, size);
  slot_ = guard_mapping(begin, before_ + size);
  if (slot_ < 0) {
    ::munmap(begin, before_ + size);
    return read_part(offset, size);
  }
  bytes_ = {static_cast<const unsigned char*>(begin) + before_, size};
  return {};
}

Result<void> MappedFile::read_part(std::uint64_t offset, std::size_t size) {
  owned_.resize(size);
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = ::pread(file_, owned_.data() + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_failure(errno);
    if (got == 0) break;  // cut short since: `unchanged` tells
    done += static_cast<std::size_t>(got);
  }
  bytes_ = owned_;
  return {};
}

void MappedFile::fetch_ahead() const {
  constexpr std::size_t whole = std::size_t{1} << 20;
  constexpr std::size_t end = std::size_t{64} << 10;
  if (slot_ < 0) return;
  const std::size_t size = before_ + bytes_.size();
  auto* begin = const_cast<unsigned char*>(bytes_.data()) - before_;
  // The call is advice: what it answers changes nothing.
  if (size <= whole) {
    static_cast<void>(::madvise(begin, size, MADV_WILLNEED));
    return;
  }
  const std::size_t tail = (size - end) & ~(end - 1);  // pages are no larger than that
  static_cast<void>(::madvise(begin, end, MADV_WILLNEED));
  static_cast<void>(::madvise(begin + tail, size - tail, MADV_WILLNEED));
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
  const bool same_size = ::fstat(file_, &status) == 0 && static_cast<std::uint64_t>(status.st_size) == size_;
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
      size_(other.size_),
      before_(other.before_),
      slot_(std::exchange(other.slot_, -1)),
      owned_(std::move(other.owned_)),
      bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(has_size_, other.has_size_);
  std::swap(size_, other.size_);
  std::swap(before_, other.before_);
  std::swap(slot_, other.slot_);
  std::swap(owned_, other.owned_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

MappedFile::~MappedFile() {
  if (slot_ >= 0) {
    forget_mapping(slot_);
    ::munmap(const_cast<unsigned char*>(bytes_.data()) - before_, before_ + bytes_.size());
  }
  if (file_ >= 0) ::close(file_);
}

}  // namespace prefill::tools
