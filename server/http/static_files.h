// Files that are part of the program: the desk's pages and the description of the API.

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "server/http/route.h"

namespace prefill::server {

/// A file as CMake put it in.
struct StaticFile {
  std::string_view path;  // "/desk.js"
  std::string_view bytes;
  std::string_view gzip;  // the same compressed; empty when that is not smaller
  std::string_view etag;  // quoted
};

/// All of them.
[[nodiscard]] std::span<const StaticFile> static_files();

/// A route for each, open to all; `/index.html` is `/` too. Browsers ask each time whether a file has changed and load
/// it only then; nothing but this server is let in by their Content-Security-Policy.
[[nodiscard]] std::vector<Route> static_routes();

}  // namespace prefill::server
