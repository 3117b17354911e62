// The addresses are held by a mapping that nothing can be read from, over which files are laid.

#include "tools/mapping_window.h"

#include <sys/mman.h>
#include <unistd.h>

namespace prefill::tools {

MappingWindow::~MappingWindow() {
  if (begin_ != nullptr) ::munmap(begin_, size);
}

bool MappingWindow::empty() {
  const int where = begin_ == nullptr ? 0 : MAP_FIXED;
  void* begin = ::mmap(begin_, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | where, -1, 0);
  if (begin == MAP_FAILED) return false;
  begin_ = static_cast<unsigned char*>(begin);
  used_ = 0;
  return true;
}

void* MappingWindow::map(int file, std::uint64_t offset, std::size_t length) {
  static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  if (length > size) return nullptr;
  if (length > size - used_ && !empty()) return nullptr;
  void* begin = ::mmap(begin_ + used_, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, static_cast<off_t>(offset));
  if (begin == MAP_FAILED) return nullptr;
  used_ += (length + page - 1) / page * page;
  return begin;
}

}  // namespace prefill::tools
