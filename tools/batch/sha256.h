// SHA-256, by which files are told to be the same.

#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace prefill::tools::batch {

/// Hashes bytes that come in pieces. One per thread.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::span<const unsigned char> bytes);
  /// The digest of all that was added, in 64 hexadecimal digits; the next `add` begins anew.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The digest of `bytes`, in 64 hexadecimal digits.
[[nodiscard]] std::string sha256(std::span<const unsigned char> bytes);

}  // namespace prefill::tools::batch
