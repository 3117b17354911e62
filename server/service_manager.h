// What a service manager (systemd) is told, when there is one. Without one nothing happens.

#pragma once

#include <chrono>
#include <string>

namespace prefill::server {

/// Documents can be read; `address` is where.
void tell_ready(const std::string& address);
/// Rules are being changed; `tell_ready` ends it.
void tell_reloading();
void tell_stopping();
/// All is well; to be told more often than the watchdog's time.
void tell_alive();
/// After what time of silence the service manager would begin the server anew; zero when it would not.
[[nodiscard]] std::chrono::microseconds watchdog_time();

}  // namespace prefill::server
