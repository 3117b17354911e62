// The portal's calls under `/cpro/`, as routes of the HTTP front.

#pragma once

#include "server/choruspro/call.h"
#include "server/http/route.h"

namespace prefill::server {

/// All calls. `office` must outlive them. Every other path under `/cpro/` is answered that there is no such call, and
/// which one was probably meant.
[[nodiscard]] Mount portal_mount(Office& office);

/// The same paths before the real portal, which `upstream` asks: everything goes there, known here or not, but what
/// `deposer/pdf` recognises is ours.
[[nodiscard]] Mount proxy_mount(const Upstream& upstream);

}  // namespace prefill::server
