// A memory file and its mapping.

#pragma once

#include <cstddef>
#include <optional>

#include "extractor/sandbox/descriptor.h"

namespace prefill::sandbox {

/// A shared mapping. Owns it.
class Mapping {
 public:
  Mapping() = default;
  /// Maps `size` bytes of the file, writable or not. False as a condition when that fails.
  Mapping(int file, std::size_t size, bool writable);
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;
  ~Mapping();

  [[nodiscard]] unsigned char* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  explicit operator bool() const { return data_ != nullptr; }

 private:
  unsigned char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// A memory file of a size that nobody can change, not even who shares it: whoever reads a mapping of it never meets a
/// hole behind its end.
[[nodiscard]] Descriptor make_memory_file(const char* name, std::size_t size);

/// The same file by a descriptor that cannot write, from which no writable mapping can be made. None without /proc.
[[nodiscard]] Descriptor reopen_read_only(const Descriptor& file);

/// The size of a page of memory.
[[nodiscard]] std::size_t page_size();

}  // namespace prefill::sandbox
