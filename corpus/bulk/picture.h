// Logos and photographs as suppliers put them on invoices, drawn anew for each supplier.

#pragma once

#include <cstddef>
#include <string>

#include "corpus/bulk/random.h"

namespace prefill::bulk {

/// An image to embed; its bytes are those of the PDF's stream.
struct Picture {
  int width = 0;  // pixels
  int height = 0;
  bool jpeg = false;  // else three bytes a pixel, compressed by zlib
  std::string bytes;
  std::string mask;  // one byte a pixel, compressed by zlib: how much of the picture is seen; empty when all is
};

/// Some flat shapes on a clear ground, of a few kilobytes.
[[nodiscard]] Picture draw_logo(Random& random);

/// Something like a photograph, three to two or four to one, of about `size` bytes, at least some thousand. Costs some
/// 30 ms a megabyte.
[[nodiscard]] Picture draw_photograph(Random& random, std::size_t size, double ratio);

}  // namespace prefill::bulk
