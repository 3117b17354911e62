// The portal's calls under `/cpro/`, as routes of the HTTP front.

#pragma once

#include <functional>

#include "server/choruspro/call.h"
#include "server/http/route.h"

namespace prefill::server {

/// Answers in the place of the portal: a call that is not among ours goes to it.
using Upstream = std::function<Response(const Request&)>;

/// All calls. `office` must outlive them. With `upstream` every other path under `/cpro/` is handed to it, its body in
/// memory; without, it is answered that there is no such call, and which one was probably meant.
[[nodiscard]] Mount portal_mount(Office& office, Upstream upstream = nullptr);

}  // namespace prefill::server
