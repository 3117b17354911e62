// What libcurl would make of a doubtful address is not asked: it is refused before.

#include "server/http/remote_url.h"

#include <algorithm>

#include "server/http/head_checks.h"

namespace prefill::server {
namespace {

constexpr std::string_view kSecure = "https://";
constexpr std::string_view kPlain = "http://";

/// The host in "host:port", "[::1]:port" or either without the port; empty when the port is none.
std::string_view host_of(std::string_view authority) {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  std::string_view host = authority;
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    const std::string_view port = authority.substr(colon + 1);
    if (port.empty() || port.find_first_not_of("0123456789") != std::string_view::npos) return {};
    host = authority.substr(0, colon);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return host;
}

}  // namespace

std::string fault_of_remote_url(std::string_view url) {
  const bool plain = url.starts_with(kPlain);
  if (!plain && !url.starts_with(kSecure)) return "is no address that begins with `https://`";
  const auto odd = [](char c) { return c <= ' ' || c >= '\x7F' || c == '@' || c == '?' || c == '#' || c == '\\'; };
  if (std::any_of(url.begin(), url.end(), odd)) return "has a user, a query or characters that no address has";
  std::string_view rest = url.substr(plain ? kPlain.size() : kSecure.size());
  const std::string_view host = host_of(rest.substr(0, rest.find('/')));
  if (host.empty()) return "names no server";
  if (plain && host != "localhost" && !is_local(host)) {
    return "would send secrets over the network in the clear; use `https://`";
  }
  return {};
}

}  // namespace prefill::server
