// Mappings are plain; what matters is the seals, and the descriptor that cannot write.

#include "extractor/sandbox/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <string>

namespace prefill::sandbox {

Mapping::Mapping(int file, std::size_t size, bool writable) {
  void* mapped = ::mmap(nullptr, size, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, file, 0);
  if (mapped == MAP_FAILED) return;
  data_ = static_cast<unsigned char*>(mapped);
  size_ = size;
}

Mapping::Mapping(Mapping&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Mapping::~Mapping() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

Descriptor make_memory_file(const char* name, std::size_t size) {
  Descriptor file(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file || ::ftruncate(file.number(), static_cast<off_t>(size)) != 0 ||
      ::fcntl(file.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    return {};
  }
  return file;
}

Descriptor reopen_read_only(const Descriptor& file) {
  const std::string path = "/proc/self/fd/" + std::to_string(file.number());
  return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

std::size_t page_size() {
  return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace prefill::sandbox
