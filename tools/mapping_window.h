// A stretch of addresses into which files are mapped, one behind the other.
//
// Taking a mapping away interrupts every processor that runs a thread of the process, and waits for it: for a process
// with two threads that costs more than reading the file. In a window, mappings that are no longer needed stay until
// it is full, and go all at once.

#pragma once

#include <cstddef>
#include <cstdint>

namespace prefill::tools {

/// For one thread, and one file at a time. Owns the addresses. The pages of the last files count as the process's
/// memory until the window is full: at most its size.
class MappingWindow {
 public:
  static constexpr std::size_t size = std::size_t{64} << 20;  // bytes; some two hundred invoices

  /// Takes no memory before the first file.
  MappingWindow() = default;
  MappingWindow(const MappingWindow&) = delete;
  MappingWindow& operator=(const MappingWindow&) = delete;
  ~MappingWindow();

  /// Maps `length` bytes of `file` from `offset`, which is a page's beginning, read-only. What was mapped before is not
  /// to be read any more. Null when the window is too small or the file cannot be mapped.
  [[nodiscard]] void* map(int file, std::uint64_t offset, std::size_t length);

 private:
  [[nodiscard]] bool empty();

  unsigned char* begin_ = nullptr;
  std::size_t used_ = size;
};

}  // namespace prefill::tools
