// Calls to other servers.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/http/message.h"

namespace prefill::server {

/// A call to another server. GET or POST.
struct OutgoingCall {
  Method method = Method::post;
  std::string url;
  std::vector<Header> headers;
  std::string_view body;  // of a POST; must live until the answer
  std::chrono::steady_clock::time_point deadline;
};

/// Its answer, whatever the status; redirects are not followed.
struct IncomingAnswer {
  int status = 0;
  std::string content_type;
  int retry_after = 0;  // seconds; 0 when nothing is said
  std::string body;
};

/// Why there is no answer.
struct CallFault {
  enum class Kind : std::uint8_t {
    unreachable,  // nothing was sent
    untrusted,    // TLS: no certificate that can be trusted, or no agreement. Nothing was sent
    late,         // sent, and no answer in time
    broken,       // sent, and the connection ended or what came is no answer
    too_large,    // the answer has more bytes than are taken
    abandoned,    // by `abandon`
  };
  Kind kind = Kind::broken;
  std::string detail;  // for a log; no part of what was sent or answered
};

/// Keeps connections between calls. A POST is never sent twice. Each call blocks; safe for
/// concurrent use.
class HttpClient {
 public:
  /// Servers are trusted that the authorities in `ca_file` (PEM) vouch for; empty: those that this machine trusts. An
  /// answer has `answer_limit` bytes at most. The proxy of the environment (`https_proxy`, `no_proxy`) is used.
  HttpClient(std::string ca_file, std::size_t answer_limit);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  [[nodiscard]] tl::expected<IncomingAnswer, CallFault> call(const OutgoingCall& call);
  /// Ends calls within a second or so, those to come included.
  void abandon() { abandoned_ = true; }

 private:
  class Line;
  [[nodiscard]] std::unique_ptr<Line> take_line();
  void give_back(std::unique_ptr<Line> line);

  const std::string ca_file_;
  const std::size_t answer_limit_;
  std::atomic<bool> abandoned_ = false;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Line>> idle_;
};

}  // namespace prefill::server
