// The one file that knows libsystemd: four lines of text to a socket, in the form that sd_notify(3) describes.

#include "server/service_manager.h"

#include <systemd/sd-daemon.h>

#include <cstdint>
#include <ctime>

namespace prefill::server {

void tell_ready(const std::string& address) {
  (void)sd_notify(0, ("READY=1\nSTATUS=reading documents on " + address).c_str());
}

void tell_reloading() {
  std::timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  constexpr std::int64_t kMicro = 1'000'000;
  const std::int64_t time = static_cast<std::int64_t>(now.tv_sec) * kMicro + now.tv_nsec / 1000;
  (void)sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(time)).c_str());
}

void tell_stopping() {
  (void)sd_notify(0, "STOPPING=1\nSTATUS=finishing what has begun");
}

void tell_alive() {
  (void)sd_notify(0, "WATCHDOG=1");
}

std::chrono::microseconds watchdog_time() {
  std::uint64_t time = 0;
  return std::chrono::microseconds(sd_watchdog_enabled(0, &time) > 0 ? time : 0);
}

}  // namespace prefill::server
