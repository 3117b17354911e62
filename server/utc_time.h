// Moments as the server writes them down: UTC, whole seconds.

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace prefill::server {

using Moment = std::chrono::sys_seconds;
using Days = std::chrono::days;

/// Says what time it is; a test says what it likes.
using Clock = std::function<Moment()>;

/// The time of the system.
[[nodiscard]] Moment now();

/// "2026-11-22T09:30:00Z".
[[nodiscard]] std::string to_iso(Moment moment);
/// What `to_iso` writes; nothing for any other text and for days that no calendar has.
[[nodiscard]] std::optional<Moment> from_iso(std::string_view text);

/// "2026-11-22": the day in Paris, where the portal's deadlines are kept. `docs/chorus-pro-api.md` says so to clients.
[[nodiscard]] std::string day_in_paris(Moment moment);
/// "2026-11-22 10:30": the minute in Paris, the form of the portal's histories.
[[nodiscard]] std::string minute_in_paris(Moment moment);

}  // namespace prefill::server
