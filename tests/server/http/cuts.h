// A text given in pieces, cut in every way that matters: what decodes as it arrives must not care.

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace prefill::test {

/// Calls `run` for each way to cut `text` into two, for pieces of every size up to 5, and for the whole. `run` gets a
/// function that gives the next piece, empty at the end.
inline void for_each_cut(std::string_view text, const std::function<void(std::function<std::string_view()>)>& run) {
  for (std::size_t first = 0; first <= text.size(); ++first) {
    std::size_t at = 0;
    run([&, first]() mutable {
      const std::size_t size = at == 0 && first > 0 ? first : text.size() - at;
      const std::string_view piece = text.substr(at, size);
      at += size;
      return piece;
    });
  }
  for (std::size_t size = 1; size <= 5; ++size) {
    std::size_t at = 0;
    run([&, size]() mutable {
      const std::string_view piece = text.substr(at, size);
      at += piece.size();
      return piece;
    });
  }
}

}  // namespace prefill::test
