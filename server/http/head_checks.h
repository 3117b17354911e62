// What a request's head says about who it is from and whether it was meant for this server.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/problem.h"

namespace prefill::server {

/// The id that the client gave, when it is one of ours in form; else `fresh`, 16 hexadecimal digits of it.
[[nodiscard]] std::string request_id(const Request& request, std::uint64_t fresh);

/// `traceparent` of W3C Trace Context; empty when there is none or it is not well-formed.
[[nodiscard]] std::string traceparent(const Request& request);

/// Whether an address (or "unix") is this machine's own.
[[nodiscard]] bool is_local(std::string_view address);

/// Who it comes from according to the proxy before us, which appends what it sees; else `remote`.
[[nodiscard]] std::string forwarded_for(const Request& request, std::string_view remote);

/// A server that asks nobody for a token must not be reached through somebody's browser: pages of other sites may send
/// to 127.0.0.1, and a name of theirs may lead there. Refuses a `Host` that is no name of this machine, and what a
/// browser says another site asked for.
[[nodiscard]] std::optional<Problem> from_another_site(const Request& request);

}  // namespace prefill::server
