// The token with which the real portal is called: fetched when one is needed, used as long as it is good.

#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "server/http_client.h"

namespace prefill::server {

/// What goes into the headers of a call to the portal.
struct PortalPass {
  std::string authorization;
  std::string account;
};

/// Safe for concurrent use. One thread at a time fetches; the others wait for it, as long as their calls may take.
class PortalToken {
 public:
  using Steady = std::chrono::steady_clock;
  /// A fault of the server that gives tokens, or nothing of it when that let nobody in or gave no token.
  struct Fault {
    std::optional<CallFault> call;
    std::string detail;  // for a log
  };

  /// `credentials` is a file as `read_portal_credentials` wants it. It is read for every token, so that new secrets
  /// need no new start. `client` must outlive this.
  PortalToken(HttpClient& client, std::string credentials);

  /// The pass in use, or a new one.
  [[nodiscard]] tl::expected<PortalPass, Fault> pass(Steady::time_point deadline);
  /// The portal let nobody in with it: it is not used again.
  void refused(const PortalPass& pass);

 private:
  [[nodiscard]] tl::expected<PortalPass, Fault> fetch(Steady::time_point deadline);

  HttpClient& client_;
  const std::string credentials_;
  std::timed_mutex mutex_;
  std::optional<PortalPass> pass_;
  Steady::time_point good_until_;
  // Wrong credentials stay wrong for a moment; a gateway that is asked with them a hundred times a second locks the
  // account.
  std::optional<Fault> last_fault_;
  Steady::time_point ask_again_;
};

}  // namespace prefill::server
