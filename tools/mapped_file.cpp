// A mapping that cannot be had is no reason to fail: the file is read instead.

#include "tools/mapped_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "tools/bus_guard.h"

namespace prefill::tools {
namespace {

constexpr std::size_t read_step = std::size_t{1} << 20;

std::string too_long(std::size_t limit) {
  return "is longer than " + std::to_string(limit >> 20) + " MiB, the limit for a stream; name a file instead";
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path, std::size_t limit) {
  Result<OpenFile> opened = OpenFile::open(path);
  if (!opened) return tl::unexpected(opened.error());
  auto shared = std::make_shared<const OpenFile>(*std::move(opened));
  const std::uint64_t size = shared->size();
  if (shared->regular()) return part_of(std::move(shared), 0, size);
  MappedFile file(std::move(shared));
  if (auto read = file.read_stream(limit); !read) return tl::unexpected(read.error());
  return file;
}

Result<MappedFile> MappedFile::part_of(std::shared_ptr<const OpenFile> opened, std::uint64_t offset, std::size_t length,
                                       MappingWindow* window) {
  MappedFile file(std::move(opened));
  if (length == 0 || file.map(offset, length, window)) return file;
  file.owned_.resize(length);
  if (auto read = file.file_->read(offset, file.owned_); !read) return tl::unexpected(read.error());
  file.bytes_ = file.owned_;
  return file;
}

bool MappedFile::map(std::uint64_t offset, std::size_t size, MappingWindow* window) {
  static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t before = offset % page;
  const std::uint64_t from = offset - before;
  const std::size_t length = before + size;
  void* begin = window == nullptr ? nullptr : window->map(file_->descriptor(), from, length);
  const bool in_window = begin != nullptr;
  if (!in_window) {
    begin = ::mmap(nullptr, length, PROT_READ, MAP_PRIVATE, file_->descriptor(), static_cast<off_t>(from));
    if (begin == MAP_FAILED) return false;
  }
  const int slot = guard_mapping(begin, length);
  if (slot < 0) {
    if (!in_window) ::munmap(begin, length);
    return false;
  }
  slot_ = slot;
  in_window_ = in_window;
  before_ = before;
  bytes_ = {static_cast<const unsigned char*>(begin) + before, size};
  return true;
}

Result<void> MappedFile::read_stream(std::size_t limit) {
  std::size_t size = 0;
  while (true) {
    // One byte more than allowed is enough to know.
    if (owned_.size() == size) owned_.resize(std::min(size * 2 + read_step, limit + 1));
    const ssize_t got = ::read(file_->descriptor(), owned_.data() + size, owned_.size() - size);
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
  if (slot_ >= 0 && pages_lost(slot_)) return changed_meanwhile();
  return file_->unchanged();
}

Result<std::string> read_text(const std::string& path) {
  return read_document(path, [](std::span<const unsigned char> bytes) -> Result<std::string> {
    return std::string(bytes.begin(), bytes.end());
  });
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : file_(std::move(other.file_)),
      before_(other.before_),
      slot_(std::exchange(other.slot_, -1)),
      in_window_(other.in_window_),
      owned_(std::move(other.owned_)),
      bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(before_, other.before_);
  std::swap(slot_, other.slot_);
  std::swap(in_window_, other.in_window_);
  std::swap(owned_, other.owned_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

MappedFile::~MappedFile() {
  if (slot_ < 0) return;
  forget_mapping(slot_);
  if (in_window_) return;
  ::munmap(const_cast<unsigned char*>(bytes_.data()) - before_, before_ + bytes_.size());
}

}  // namespace prefill::tools
