// What goes before an answer's body.

#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace prefill::server {

/// How the connection goes on behind an answer.
enum class Afterwards : std::uint8_t { keep, close };

/// Status line and fields, the empty line included. `request_id` is sent back as `X-Request-Id`.
[[nodiscard]] std::string response_head(const Response& response, std::string_view request_id, Afterwards afterwards);

}  // namespace prefill::server
