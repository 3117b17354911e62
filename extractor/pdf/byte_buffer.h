// Bytes that grow without being cleared first, in memory that is kept from one document to the next.

#pragma once

#include <cstring>
#include <memory>
#include <utility>

#include "extractor/pdf/lexical.h"

namespace prefill::pdf {

/// Behind its bytes there is always room for `padding` more, which readers may look at but not believe.
class ByteBuffer {
 public:
  static constexpr std::size_t padding = 64;

  [[nodiscard]] const Byte* data() const { return data_.get(); }
  [[nodiscard]] Byte* data() { return data_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] Bytes bytes() const { return {data_.get(), size_}; }

  void clear() { size_ = 0; }
  /// The first `size` bytes count; they must lie within the capacity.
  void resize(std::size_t size) { size_ = size; }

  /// Makes room for `capacity` bytes in all; throws std::bad_alloc.
  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    const std::size_t grown = capacity > 2 * capacity_ ? capacity : 2 * capacity_;
    std::unique_ptr<Byte[]> larger(new Byte[grown + padding]);
    if (size_ > 0) std::memcpy(larger.get(), data_.get(), size_);
    data_ = std::move(larger);
    capacity_ = grown;
  }

  void append(Bytes bytes) {
    reserve(size_ + bytes.size());
    if (!bytes.empty()) std::memcpy(data_.get() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }

 private:
  std::unique_ptr<Byte[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace prefill::pdf
