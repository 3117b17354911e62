// Memory for elements that are written before they are read. A vector would clear it first, which costs as much as the
// writing.

#pragma once

#include <algorithm>
#include <boost/container/pmr/memory_resource.hpp>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace prefill::rules {

/// Uninitialised elements; how many of them count is the owner's to know.
template <typename T>
class Room {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit Room(boost::container::pmr::memory_resource* memory) : memory_(memory) {}
  Room(std::size_t size, boost::container::pmr::memory_resource* memory) : memory_(memory) { grow(size, 0); }
  Room(Room&& other) noexcept
      : memory_(other.memory_), data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room() { release(); }

  [[nodiscard]] T* data() { return data_; }
  [[nodiscard]] const T* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] T& operator[](std::size_t at) { return data_[at]; }
  [[nodiscard]] const T& operator[](std::size_t at) const { return data_[at]; }

  /// Makes room for `size` elements in all and keeps the first `kept`. Throws std::bad_alloc.
  void grow(std::size_t size, std::size_t kept) {
    if (size <= size_) return;
    auto* const larger = static_cast<T*>(memory_->allocate(size * sizeof(T), alignof(T)));
    std::copy_n(data_, kept, larger);
    release();
    data_ = larger;
    size_ = size;
  }

 private:
  void release() {
    if (data_ != nullptr) memory_->deallocate(data_, size_ * sizeof(T), alignof(T));
  }

  boost::container::pmr::memory_resource* memory_;
  T* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace prefill::rules
