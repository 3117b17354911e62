// Who may come in: the question that the HTTP front asks of whoever keeps clients and tokens.

#pragma once

#include <optional>
#include <vector>

#include "server/http/message.h"
#include "server/http/route.h"
#include "server/problem.h"

namespace prefill::server {

/// The answer to one request at the door.
struct Admission {
  std::optional<Client> client;    // set when let in with a token
  std::optional<Problem> problem;  // set when turned away
  std::vector<Header> headers;     // to be added to the answer, such as a warning that a password expires
};

/// Checks tokens and technical accounts. Safe for use from several threads.
class Gate {
 public:
  Gate() = default;
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  virtual ~Gate() = default;

  /// Whether `request`, whose body is yet to come, may call a route with `access` (`token` or `token_and_account`).
  /// Called on the thread of all sockets: answers in microseconds or, when that needs a slow hash or a disk, with
  /// nothing, and `admit` is asked.
  [[nodiscard]] virtual std::optional<Admission> admit_at_once(const Request& request, Access access) = 0;
  /// The same without haste, on a thread that may wait.
  [[nodiscard]] virtual Admission admit(const Request& request, Access access) = 0;
};

}  // namespace prefill::server
