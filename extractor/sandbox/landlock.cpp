// An empty set of rules: everything the set handles is refused. Which rights a kernel handles depends on its version,
// so it is asked; the newer constants are missing in Debian's headers.

#include "extractor/sandbox/landlock.h"

#include <linux/landlock.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "extractor/sandbox/descriptor.h"

namespace prefill::sandbox {
namespace {

// struct landlock_ruleset_attr as of version 6 of the interface; older kernels take its beginning.
struct Rights {
  std::uint64_t files = 0;
  std::uint64_t ports = 0;
  std::uint64_t beyond = 0;
};

constexpr std::uint64_t first_bits(int count) {
  return (std::uint64_t{1} << count) - 1;
}

struct Ruleset {
  Rights rights;
  std::size_t size = 0;
};

// https://docs.kernel.org/userspace-api/landlock.html, "Previous limitations"
Ruleset everything_known_to(int version) {
  constexpr int kRefer = 2;     // linking between directories
  constexpr int kTruncate = 3;  // cutting files
  constexpr int kPorts = 4;     // binding and connecting TCP
  constexpr int kDevices = 5;   // commands to devices
  constexpr int kScopes = 6;    // abstract sockets and signals
  constexpr int kOldestFiles = 13;
  Ruleset set;
  set.rights.files = first_bits(kOldestFiles + (version >= kRefer) + (version >= kTruncate) + (version >= kDevices));
  set.rights.ports = version >= kPorts ? first_bits(2) : 0;
  set.rights.beyond = version >= kScopes ? first_bits(2) : 0;
  const std::size_t members = version >= kScopes ? 3 : version >= kPorts ? 2 : 1;
  set.size = members * sizeof(std::uint64_t);
  return set;
}

std::string missing_in(int version) {
  if (version < 4) return "this kernel's landlock does not know ports, sockets and signals";
  if (version < 6) return "this kernel's landlock does not know sockets and signals";
  return {};
}

}  // namespace

Confinement give_up_named_things() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return {0, std::string("no landlock: ") + std::strerror(errno)};
  const Ruleset set = everything_known_to(static_cast<int>(version));
  const Descriptor file(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &set.rights, set.size, 0)));
  if (!file || ::syscall(SYS_landlock_restrict_self, file.number(), 0) != 0) {
    return {0, std::string("landlock refused: ") + std::strerror(errno)};
  }
  return {static_cast<int>(version), missing_in(static_cast<int>(version))};
}

}  // namespace prefill::sandbox
