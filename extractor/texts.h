// Memory for the many short texts of a result: they lie side by side in one piece of the heap instead of one each.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace prefill {

/// Keeps texts as long as it, or a copy of it, lives: copies share what they keep. Not safe for concurrent use, copies
/// included.
class Texts {
 public:
  /// A copy of `text`. A few nanoseconds; allocates when the piece at hand is full.
  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (store_ == nullptr) store_ = std::make_shared<Store>();
    char* const copy = store_->take(text.size());
    std::copy(text.begin(), text.end(), copy);
    return {copy, text.size()};
  }

 private:
  static constexpr std::size_t kPiece = 900;  // the rules of the usual result

  struct Store {
    std::array<char, kPiece> first;
    std::vector<std::unique_ptr<char[]>> more;
    char* next = first.data();
    std::size_t left = kPiece;

    Store() {}  // NOLINT(modernize-use-equals-default): that would clear `first`

    char* take(std::size_t size) {
      if (size > left) {
        left = std::max(size, kPiece);
        next = more.emplace_back(new char[left]).get();
      }
      char* const taken = next;
      next += size;
      left -= size;
      return taken;
    }
  };

  std::shared_ptr<Store> store_;
};

}  // namespace prefill
