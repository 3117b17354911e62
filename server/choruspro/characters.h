// Lengths as the portal counts them: in characters, not in bytes.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace prefill::server {

/// How many code points `utf8` has.
[[nodiscard]] inline std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace prefill::server
