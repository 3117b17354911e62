// Compressed once, when the program is built.

#include "server/http/static_files.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace prefill::server {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::array kTypes{
    std::pair{std::string_view(".html"), "text/html; charset=utf-8"},
    std::pair{std::string_view(".css"), "text/css; charset=utf-8"},
    std::pair{std::string_view(".js"), "text/javascript; charset=utf-8"},
    std::pair{std::string_view(".json"), "application/json"},
    std::pair{std::string_view(".svg"), "image/svg+xml"},
    std::pair{std::string_view(".png"), "image/png"},
    std::pair{std::string_view(".ico"), "image/x-icon"},
    std::pair{std::string_view(".woff2"), "font/woff2"},
    std::pair{std::string_view(".pdf"), "application/pdf"},
    std::pair{std::string_view(".txt"), "text/plain; charset=utf-8"},
    std::pair{std::string_view(".yaml"), "application/yaml"},
};

const char* type_of(std::string_view path) {
  const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& t) { return path.ends_with(t.first); });
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

// Whether the list in a header has `wanted`; `*` counts.
bool lists(std::string_view header, std::string_view wanted) {
  while (!header.empty()) {
    const std::string_view item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    std::string_view word = item.substr(std::min(item.size(), item.find_first_not_of(' ')));
    constexpr std::string_view weight = ";q=";
    const std::size_t weighed = word.find(weight);
    // Of weight zero: not at all.
    const bool refused = weighed != std::string_view::npos &&
                         word.substr(weighed + weight.size()).find_first_not_of("0.") == std::string_view::npos;
    word = word.substr(0, word.find_first_of("; "));
    if (word.starts_with("W/")) word.remove_prefix(2);
    if ((word == wanted || word == "*") && !refused) return true;
  }
  return false;
}

Response serve(const StaticFile& file, const Request& request) {
  Response response;
  response.content_type = type_of(file.path);
  response.headers = {{"ETag", std::string(file.etag)},
                      {"Cache-Control", "no-cache"},
                      {"Content-Security-Policy", std::string(kPolicy)},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Opener-Policy", "same-origin"},
                      {"Cross-Origin-Resource-Policy", "same-origin"}};
  if (!file.gzip.empty()) response.headers.push_back({"Vary", "Accept-Encoding"});
  if (lists(request.header("If-None-Match").value_or(""), file.etag)) {
    response.status = 304;
    return response;
  }
  const bool gzip = !file.gzip.empty() && lists(request.header("Accept-Encoding").value_or(""), "gzip");
  response.body = gzip ? file.gzip : file.bytes;
  if (gzip) response.headers.push_back({"Content-Encoding", "gzip"});
  return response;
}

}  // namespace

std::vector<Route> static_routes() {
  std::vector<Route> routes;
  for (const StaticFile& file : static_files()) {
    const Handler handle = [&file](const Request& request) { return serve(file, request); };
    routes.push_back({Method::get, std::string(file.path), Access::open, {}, false, handle});
    if (file.path == "/index.html") routes.push_back({Method::get, "/", Access::open, {}, false, handle});
  }
  return routes;
}

}  // namespace prefill::server
