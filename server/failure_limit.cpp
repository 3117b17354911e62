// Windows of fixed length let through twice the tries at their border, which is no matter for secrets of 256 bits.

#include "server/failure_limit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace prefill::server {

std::optional<std::chrono::seconds> FailureLimit::wait(std::string_view key, Moment now) {
  const std::scoped_lock lock(mutex_);
  const auto found = windows_.find(std::string(key));
  if (found == windows_.end() || found->second.failures < tries_) return std::nullopt;
  const Moment end = found->second.begin + window_;
  if (now >= end) return std::nullopt;
  return std::max(end - now, std::chrono::seconds(1));
}

void FailureLimit::failed(std::string_view key, Moment now) {
  const std::scoped_lock lock(mutex_);
  if (windows_.size() >= kKeys) {
    std::erase_if(windows_, [&](const auto& entry) { return now >= entry.second.begin + window_; });
    if (windows_.size() >= kKeys) windows_.clear();
  }
  Window& window = windows_[std::string(key)];
  if (now >= window.begin + window_) window = {now, 0};
  ++window.failures;
}

std::string address_group(std::string_view address) {
  std::string text(address);
  if (text.starts_with('[')) {
    text = text.substr(1, text.find(']') - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text.resize(text.find(':'));
  }
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return text;
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return "unix";
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> group{};
  ::inet_ntop(AF_INET6, bytes.data(), group.data(), group.size());
  return group.data();
}

}  // namespace prefill::server
