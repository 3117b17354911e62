// FlateDecode by libdeflate, for streams that need nothing else.

#pragma once

#include <memory>

#include "extractor/pdf/byte_buffer.h"

namespace prefill::pdf {

/// A decompressor that is kept from one document to the next. Not safe for concurrent use.
class Inflater {
 public:
  /// Throws std::bad_alloc.
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  enum class Outcome : std::uint8_t { done, damaged, too_large };

  /// Appends the inflated zlib stream to `out`, which grows by at most `limit` bytes; leaves it as it was unless
  /// `done`.
  [[nodiscard]] Outcome inflate(Bytes zlib, std::size_t limit, ByteBuffer& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::pdf
