// How often somebody may be wrong: a bound on guesses, by client and by address.

#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/utc_time.h"

namespace prefill::server {

/// Counts failures by key in windows of fixed length. Any thread may call.
class FailureLimit {
 public:
  FailureLimit(int tries, std::chrono::seconds window) : tries_(tries), window_(window) {}

  /// Nothing while `key` may try; else how long it must wait, at least a second.
  [[nodiscard]] std::optional<std::chrono::seconds> wait(std::string_view key, Moment now);
  /// Notes a failure of `key`.
  void failed(std::string_view key, Moment now);

 private:
  /// Keys come from outside: so many are remembered, then the ended windows and, failing that, all are forgotten.
  static constexpr std::size_t kKeys = 20'000;

  struct Window {
    Moment begin;
    int failures = 0;
  };

  int tries_;
  std::chrono::seconds window_;
  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

/// What of an address is counted as one: an IPv4 address, the first 64 bits of an IPv6 address (a household has all of
/// them), "unix" for everything else. A port behind the address is left out.
[[nodiscard]] std::string address_group(std::string_view address);

}  // namespace prefill::server
