// libdeflate wants to know how much comes out; zlib streams do not say. So it is tried with what there is room for, and
// again with twice as much until it fits or the limit is met. The checksum at the end is not looked at: producers get
// it wrong or cut it off, and readers do not mind.

#include "extractor/pdf/inflater.h"

#include <libdeflate.h>

#include <algorithm>
#include <new>

namespace prefill::pdf {

struct Inflater::State {
  State() : raw(libdeflate_alloc_decompressor()) {
    if (!raw) throw std::bad_alloc();
  }
  ~State() { libdeflate_free_decompressor(raw); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  libdeflate_decompressor* raw;
};

namespace {

constexpr std::size_t zlib_header = 2;

// Deflate in a window of at most 32 KB, without a preset dictionary (RFC 1950).
bool has_zlib_header(Bytes zlib) {
  if (zlib.size() < zlib_header) return false;
  const bool deflate = (zlib[0] & 0x0F) == 8 && zlib[0] >> 4 <= 7;
  return deflate && (zlib[1] & 0x20) == 0 && (zlib[0] << 8 | zlib[1]) % 31 == 0;
}

}  // namespace

Inflater::Inflater() : state_(std::make_unique<State>()) {}
Inflater::~Inflater() = default;

Inflater::Outcome Inflater::inflate(Bytes zlib, std::size_t limit, ByteBuffer& out) {
  if (!has_zlib_header(zlib)) return Outcome::damaged;
  const Bytes deflated = zlib.subspan(zlib_header);
  constexpr std::size_t usual_factor = 6;
  constexpr std::size_t least_room = 4096;
  const std::size_t begin = out.size();
  std::size_t room = std::min(std::max({zlib.size() * usual_factor, least_room, out.capacity() - begin}), limit);
  for (;;) {
    out.reserve(begin + room);
    std::size_t inflated = 0;
    switch (libdeflate_deflate_decompress(state_->raw, deflated.data(), deflated.size(), out.data() + begin, room,
                                          &inflated)) {
      case LIBDEFLATE_SUCCESS:
        out.resize(begin + inflated);
        return Outcome::done;
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        break;
      case LIBDEFLATE_BAD_DATA:
      case LIBDEFLATE_SHORT_OUTPUT:
        return Outcome::damaged;
    }
    if (room == limit) return Outcome::too_large;
    room = std::min(room * 2, limit);
  }
}

}  // namespace prefill::pdf
