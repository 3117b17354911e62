// Limits are a second line: what a document may cost is decided by the engine's budgets, which are the same on every
// machine. These hold for a worker that no longer obeys the engine.

#include "extractor/sandbox/limits.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <string_view>

#include "extractor/sandbox/descriptor.h"
#include "extractor/sandbox/sanitizer.h"
#include "extractor/sandbox/shared_memory.h"

namespace prefill::sandbox {
namespace {

bool limit(__rlimit_resource resource, rlim_t most) {
  const rlimit both{most, most};
  return ::setrlimit(resource, &both) == 0;
}

void be_killed_first() {
  constexpr std::string_view kFirstOfAll = "1000";
  const Descriptor file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  // Without /proc the kernel chooses by size alone.
  if (file && ::write(file.number(), kFirstOfAll.data(), kFirstOfAll.size()) < 0) return;
}

}  // namespace

void limit_zygote() {
  be_killed_first();
  limit(RLIMIT_CORE, 0);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

bool limit_worker(int parent, std::size_t address_bytes, std::uint64_t processor_seconds) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
  if (::getppid() != parent) return false;  // it died before it could be watched
  return limit(RLIMIT_AS, address_sanitizer ? RLIM_INFINITY : address_bytes) && limit(RLIMIT_CPU, processor_seconds) &&
         limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, 0);
}

std::size_t address_space(int statm) {
  std::array<char, 64> text{};
  const ssize_t size = ::pread(statm, text.data(), text.size(), 0);
  std::size_t pages = 0;
  if (size > 0) std::from_chars(text.data(), text.data() + size, pages);
  return pages * page_size();
}

}  // namespace prefill::sandbox
