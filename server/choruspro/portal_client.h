// The real portal behind this one: hands calls on to it, with credentials of its own.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extractor/result.h"
#include "server/choruspro/portal_token.h"
#include "server/http/message.h"
#include "server/http_client.h"
#include "server/visit.h"

namespace prefill::server {

struct UpstreamOptions {
  std::string url;          // what stands before "/cpro/"
  std::string credentials;  // a file, see read_portal_credentials
  std::string ca;           // a file of certificates; empty: what this machine trusts
  std::size_t calls = 16;   // at once; more are refused
  std::chrono::milliseconds time{30'000};
};

/// Safe for concurrent use; each call keeps its thread until the portal has answered.
class PortalClient {
 public:
  /// Is told of each call when it is over, on the thread that made it.
  using Observer = std::function<void(const UpstreamVisit&)>;

  /// Reads the credentials once, so that mistakes are seen at the start. Asks the portal nothing. Fails with code `io`.
  [[nodiscard]] static Result<std::unique_ptr<PortalClient>> open(UpstreamOptions options, Observer observer);

  /// The portal's answer to `request`: method, path, query, body, `Content-Type` and `traceparent` are handed on, and
  /// nothing else of it; status, type, body and `Retry-After` come back. When there is no answer: 502, 503 or 504 in
  /// the portal's form.
  [[nodiscard]] Response pass_on(const Request& request);
  /// Ends what is under way, within a second or so.
  void abandon() { client_.abandon(); }

 private:
  struct Fault;
  PortalClient(UpstreamOptions options, Observer observer);
  [[nodiscard]] tl::expected<IncomingAnswer, Fault> ask(const Request& request);

  const UpstreamOptions options_;
  const Observer observer_;
  HttpClient client_;
  PortalToken token_;
  std::atomic<std::size_t> under_way_ = 0;
};

}  // namespace prefill::server
