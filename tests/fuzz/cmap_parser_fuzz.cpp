// Bytes as a CMap: they are parsed and every kind of question is asked. Whatever the bytes are, codes move on by one to
// four bytes, no code means more characters than there is room for, and what a code means does not depend on what was
// asked before.

#include <array>
#include <cstdlib>
#include <vector>

#include "extractor/pdf/cmap_parser.h"

namespace {

using prefill::pdf::Byte;
using prefill::pdf::CMap;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_code(const CMap& cmap, std::uint32_t code) {
  std::array<char32_t, CMap::most_characters> first{};
  std::array<char32_t, CMap::most_characters> second{};
  const std::size_t length = cmap.characters(code, first);
  require(length <= first.size());
  require(cmap.characters(code, second) == length && first == second);
  const auto number = cmap.number(code);
  require(!number || length == 1);
  require(!number || *number == first[0]);
}

// The bytes of the CMap serve as a string as well.
void check_string(const CMap& cmap, const std::vector<Byte>& bytes) {
  const Byte* const end = bytes.data() + bytes.size();
  for (const Byte* at = bytes.data(); at < end;) {
    const Byte* const before = at;
    const std::uint32_t code = cmap.next_code(at, end);
    require(at > before && at - before <= 4 && at <= end);
    require(!cmap.plain_two_bytes() || end - before < 2 || at - before == 2);
    check_code(cmap, code);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t max_size = 16384;
  if (size > max_size) return 0;
  // Memory of exact size, so that a sanitizer sees a byte too many.
  const std::vector<Byte> bytes(data, data + size);
  boost::container::pmr::monotonic_buffer_resource memory;
  CMap base = CMap::identity(&memory, false);
  base.finish();
  CMap cmap(&memory);
  const auto used = prefill::pdf::parse_cmap(bytes, cmap);
  require(used.size() <= size);
  if (!used.empty()) cmap.set_base(&base);
  cmap.finish();
  check_string(cmap, bytes);
  for (std::uint32_t code = 0; code < 0x300; ++code) check_code(cmap, code);
  for (std::uint32_t bit = 0; bit < 32; ++bit) check_code(cmap, ~(std::uint32_t{1} << bit));
  return 0;
}
