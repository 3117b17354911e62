// Nothing here trusts a header further than its form.

#include "server/http/head_checks.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace prefill::server {
namespace {

constexpr std::size_t kLongestId = 64;

bool is_id_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

bool is_hex(std::string_view text, std::size_t length) {
  return text.size() == length && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// "[::1]:8080" -> "::1", "localhost:8080" -> "localhost"
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = std::min(host.find(']'), host.size());
    return host.substr(1, end - 1);
  }
  return host.substr(0, host.find(':'));
}

}  // namespace

std::string request_id(const Request& request, std::uint64_t fresh) {
  const std::string_view given = request.header("X-Request-Id").value_or("");
  const bool good =
      !given.empty() && given.size() <= kLongestId && std::all_of(given.begin(), given.end(), is_id_character);
  if (good) return std::string(given);
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(fresh));
  return text.data();
}

std::string traceparent(const Request& request) {
  const std::string_view given = request.header("traceparent").value_or("");
  constexpr std::size_t length = 55;  // version, trace, parent, flags
  if (given.size() != length || given[2] != '-' || given[35] != '-' || given[52] != '-') return {};
  const bool good = is_hex(given.substr(0, 2), 2) && is_hex(given.substr(3, 32), 32) &&
                    is_hex(given.substr(36, 16), 16) && is_hex(given.substr(53), 2);
  return good ? std::string(given) : std::string();
}

bool is_local(std::string_view address) {
  // A name may begin like an address: "127.evil.example".
  const auto is_loopback = [](std::string_view v4) {
    return v4.starts_with("127.") && v4.find_first_not_of("0123456789.") == std::string_view::npos;
  };
  constexpr std::string_view mapped = "::ffff:";
  return address == "unix" || address == "::1" || is_loopback(address) ||
         (address.starts_with(mapped) && is_loopback(address.substr(mapped.size())));
}

std::string forwarded_for(const Request& request, std::string_view remote) {
  std::string_view last;
  for (const Header& header : request.headers) {
    if (same_name(header.name, "X-Forwarded-For")) last = header.value;
  }
  const std::size_t comma = last.rfind(',');
  if (comma != std::string_view::npos) last.remove_prefix(comma + 1);
  const std::size_t begin = last.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return std::string(remote);
  last = last.substr(begin, last.find_last_not_of(" \t") - begin + 1);
  constexpr std::size_t longest = 45;  // IPv6 with an IPv4 tail
  const bool address = last.size() <= longest && last.find_first_not_of("0123456789abcdefABCDEF.:") == last.npos;
  return address ? std::string(last) : std::string(remote);
}

std::optional<Problem> from_another_site(const Request& request) {
  const std::string_view name = without_port(request.header("Host").value_or("localhost"));
  if (!same_name(name, "localhost") && !is_local(name)) {
    return Problem{ProblemCode::misdirected,
                   "without clients this server answers to `localhost` and its addresses alone; set up clients with "
                   "`prefill clients add` and start it with `--clients`",
                   0,
                   {}};
  }
  const std::string_view site = request.header("Sec-Fetch-Site").value_or("none");
  const bool navigates = request.method == Method::get && request.header("Sec-Fetch-Mode").value_or("") == "navigate";
  if (site != "cross-site" && site != "same-site") return std::nullopt;
  if (navigates) return std::nullopt;
  return Problem{ProblemCode::forbidden, "pages of another site may not use this server", 0, {}};
}

}  // namespace prefill::server
