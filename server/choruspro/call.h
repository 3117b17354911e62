// What the portal's calls are given, beside the request: where they keep things and what they know.

#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/choruspro/structures.h"
#include "server/http/message.h"
#include "server/store/store.h"
#include "server/utc_time.h"

namespace prefill::server {

/// Shared by all calls; each is safe on any thread.
struct Office {
  Store& store;
  Structures structures;
  Clock clock = now;
};

/// Answers in the place of the portal. May wait; called from several threads.
using Upstream = std::function<Response(const Request&)>;

/// Whose things a request is about. Without clients configured there is one nameless owner of everything.
[[nodiscard]] inline std::string owner_of(const Request& request) {
  return request.client ? request.client->id : std::string();
}

}  // namespace prefill::server
