// Checks secrets against their slow hashes, and remembers the right ones, so that a client that sends its password
// with every call pays for the hash once.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace prefill::server {

/// Any thread may call. A check that is not remembered takes 16 MiB and some tens of milliseconds of the calling
/// thread, one at a time; so call from a thread that may wait, and not from one that serves other connections.
class SecretCheck {
 public:
  SecretCheck();

  enum class Verdict : std::uint8_t {
    right,
    wrong,
    busy,  // too many are waiting for their hash already: to be tried again after a second
  };

  /// Whether `secret` is what `hash` was made of. An empty `hash`, for somebody unknown, is wrong after the same time.
  [[nodiscard]] Verdict check(std::string_view secret, std::string_view hash);

  /// True when this pair was checked before and was right: costs a microsecond.
  [[nodiscard]] bool known(std::string_view secret, std::string_view hash);

 private:
  static constexpr int kWaiting = 16;
  static constexpr std::size_t kRemembered = 10'000;

  [[nodiscard]] std::string mark_of(std::string_view secret, std::string_view hash) const;

  const std::string key_;  // of this process: what is remembered is worth nothing elsewhere
  std::atomic<int> waiting_ = 0;
  std::mutex hashing_;
  std::mutex mutex_;  // for what follows
  std::unordered_set<std::string> right_;
};

}  // namespace prefill::server
