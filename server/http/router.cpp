// A few dozen paths: looking at each costs less than a request's header.

#include "server/http/router.h"

#include <utility>

namespace prefill::server {
namespace {

// How many characters of `path` the route's pattern says; nothing when it does not fit. Exact ones win over beginnings.
std::size_t fit(std::string_view pattern, std::string_view path) {
  if (pattern == path) return path.size() + 1;
  if (!pattern.ends_with('*')) return 0;
  pattern.remove_suffix(1);
  return path.starts_with(pattern) ? pattern.size() : 0;
}

std::string allowed(const Mount& mount, std::string_view path) {
  bool get = false;
  bool post = false;
  for (const Route& route : mount.routes) {
    if (fit(route.path, path) == 0) continue;
    get = get || route.method == Method::get;
    post = post || route.method == Method::post;
  }
  return std::string(get ? "GET, HEAD" : "") + (get && post ? ", " : "") + (post ? "POST" : "");
}

}  // namespace

Router::Router(std::vector<Mount> mounts, Mount fallback) : mounts_(std::move(mounts)) {
  mounts_.push_back(std::move(fallback));
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  for (const Mount& mount : mounts_) {
    const bool fits = path.starts_with(mount.prefix);
    if (fits && (match.mount == nullptr || mount.prefix.size() > match.mount->prefix.size())) match.mount = &mount;
  }
  std::size_t best = 0;
  for (const Route& route : match.mount->routes) {
    const std::size_t length = route.method == method ? fit(route.path, path) : 0;
    if (length <= best) continue;
    best = length;
    match.route = &route;
  }
  if (match.route == nullptr) match.allow = allowed(*match.mount, path);
  return match;
}

}  // namespace prefill::server
