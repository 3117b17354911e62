// By the same library that inflates; that it is right is not what is tested.

#include "tests/extractor/pdf/deflate.h"

#include <libdeflate.h>

namespace prefill::pdf::test {

std::string deflated(std::string_view content) {
  constexpr int level = 6;
  libdeflate_compressor* const compressor = libdeflate_alloc_compressor(level);
  std::string zlib(libdeflate_zlib_compress_bound(compressor, content.size()), '\0');
  zlib.resize(libdeflate_zlib_compress(compressor, content.data(), content.size(), zlib.data(), zlib.size()));
  libdeflate_free_compressor(compressor);
  return zlib;
}

}  // namespace prefill::pdf::test
