// Which route a request is for.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/route.h"

namespace prefill::server {

/// All calls of the server. Immutable once it serves.
class Router {
 public:
  /// What a path leads to.
  struct Match {
    const Mount* mount = nullptr;  // whose refusals apply; the one with the longest prefix that fits, never null
    const Route* route = nullptr;  // null when there is none for path and method
    std::string allow;             // the methods that the path knows, as in `Allow`; empty when it is unknown
  };

  /// `fallback` words the refusals of paths outside of every mount.
  Router(std::vector<Mount> mounts, Mount fallback);
  [[nodiscard]] Match find(Method method, std::string_view path) const;
  [[nodiscard]] const std::vector<Mount>& mounts() const { return mounts_; }

 private:
  std::vector<Mount> mounts_;  // the fallback last, whose prefix is empty
};

}  // namespace prefill::server
