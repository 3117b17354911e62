// How a room offers its calls to the HTTP front: what is asked under which path, who may, what body is expected and
// where it goes, and the function that answers.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "server/problem.h"

namespace prefill::server {

/// Who may call a route. Without clients configured, everybody who reaches the server may.
enum class Access : std::uint8_t {
  open,               // everybody, always
  token,              // a Bearer token
  token_and_account,  // a Bearer token and `cpro-account`
  local_or_token,     // callers on this machine, or a Bearer token
};

/// What a worker does with a document.
enum class Work : std::uint8_t {
  none,     // nothing: the bytes are only handed over
  extract,  // Extraction as JSON
  text,     // words and boxes of the pages read, as JSON
  picture,  // a page as PNG; the query's `page` (from 1, default 1) and `dpi` (default 96)
};

enum class BodyForm : std::uint8_t {
  none,       // no body; one that comes is passed over
  memory,     // any body, whole, into `Request::body`
  document,   // a PDF, raw or as parts of multipart/form-data, straight into a worker's slot
  json_file,  // a JSON object, one of whose members is a file in base64, decoded on the way in
};

/// How a route wants its body. Going past a limit is answered 413 before the route is called; a document is always
/// limited to `Limits::document_bytes` (10 MB, decoded).
struct BodyPlan {
  BodyForm form = BodyForm::none;
  std::size_t limit = 0;         // bytes of `Request::body`
  std::string_view file_member;  // `json_file`: the name of the member at the top that holds the file; a literal
  Work work = Work::none;        // `document`, `json_file`
};

/// Answers a request. Must not throw for what clients do; what it throws is answered 500 and logged. Called from one
/// thread unless the route is `blocking`.
using Handler = std::function<Response(const Request&)>;

struct Route {
  Method method = Method::get;
  std::string path;  // exact, or a beginning that ends in "*": the longest that fits is taken
  Access access = Access::token;
  BodyPlan body;
  /// True for a handler that touches disks, databases, other servers or slow hashes: it is called on one of
  /// `Limits::office_threads` threads and must be safe for that. Others must answer in some 100 us, for all sockets
  /// share their thread.
  bool blocking = false;
  Handler handle;
};

/// Calls under one beginning of a path, and how refusals look there: unknown paths, missing tokens, bodies too large,
/// no worker free, broken documents where the route does not look itself.
struct Mount {
  std::string prefix;  // "/cpro/"
  std::function<Response(const Problem&, const Request&)> refuse;
  std::vector<Route> routes;
};

}  // namespace prefill::server
