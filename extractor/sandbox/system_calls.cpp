// The list was found by reading every document at hand, sound and hostile, in every task. `sysinfo` is glibc's: qsort
// asks how much memory there is before it sorts much.

#include "extractor/sandbox/system_calls.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "extractor/sandbox/descriptor.h"
#include "extractor/sandbox/sanitizer.h"

namespace prefill::sandbox {
namespace {

struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using FilterHandle = std::unique_ptr<void, ReleaseFilter>;

constexpr std::array harmless_calls = {
    SCMP_SYS(brk),        SCMP_SYS(munmap),        SCMP_SYS(mremap), SCMP_SYS(futex),
    SCMP_SYS(exit_group), SCMP_SYS(clock_gettime), SCMP_SYS(exit),   SCMP_SYS(sysinfo),
};

// Advice that only concerns the caller's own memory; some other pieces of advice act on the machine's.
constexpr std::array harmless_advice = {MADV_DONTNEED, MADV_FREE, MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_DONTDUMP};

constexpr std::array sanitizer_calls = {SCMP_SYS(sched_yield), SCMP_SYS(getpid), SCMP_SYS(gettid),
                                        SCMP_SYS(sigaltstack)};

scmp_arg_cmp argument(unsigned number, scmp_compare how, std::uint64_t datum, std::uint64_t second = 0) {
  return {number, how, datum, second};
}

bool add(scmp_filter_ctx filter, std::uint32_t action, int call) {
  return seccomp_rule_add_array(filter, action, call, 0, nullptr) == 0;
}

bool add(scmp_filter_ctx filter, std::uint32_t action, int call, const scmp_arg_cmp& condition) {
  return seccomp_rule_add_array(filter, action, call, 1, &condition) == 0;
}

bool allow(scmp_filter_ctx filter) {
  bool done = true;
  for (const int call : harmless_calls) done = add(filter, SCMP_ACT_ALLOW, call) && done;
  if (address_sanitizer) {
    for (const int call : sanitizer_calls) done = add(filter, SCMP_ACT_ALLOW, call) && done;
  }
  for (const int advice : harmless_advice) {
    const auto wanted = argument(2, SCMP_CMP_EQ, static_cast<std::uint64_t>(advice));
    done = add(filter, SCMP_ACT_ALLOW, SCMP_SYS(madvise), wanted) && done;
  }
  done = add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), argument(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) && done;
  done = add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), argument(0, SCMP_CMP_EQ, worker_bell)) && done;
  // A failed assertion wants to say so before it gives up: it finds its standard error closed.
  return add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(write), argument(0, SCMP_CMP_NE, worker_bell)) && done;
}

Descriptor exported(scmp_filter_ctx filter) {
  Descriptor file(::memfd_create("prefill filter", MFD_CLOEXEC));
  return file && seccomp_export_bpf(filter, file.number()) == 0 ? std::move(file) : Descriptor();
}

}  // namespace

SystemCallFilter::SystemCallFilter() = default;
SystemCallFilter::SystemCallFilter(SystemCallFilter&&) noexcept = default;
SystemCallFilter& SystemCallFilter::operator=(SystemCallFilter&&) noexcept = default;
SystemCallFilter::~SystemCallFilter() = default;

Result<SystemCallFilter> SystemCallFilter::make() {
  const FilterHandle filter(seccomp_init(SCMP_ACT_TRAP));
  const Descriptor file = filter && allow(filter.get()) ? exported(filter.get()) : Descriptor();
  const off_t size = file ? ::lseek(file.number(), 0, SEEK_END) : 0;
  SystemCallFilter made;
  made.program_.resize(static_cast<std::size_t>(size > 0 ? size : 0) / sizeof(sock_filter));
  const std::size_t bytes = made.program_.size() * sizeof(sock_filter);
  if (bytes == 0 || ::pread(file.number(), made.program_.data(), bytes, 0) != static_cast<ssize_t>(bytes)) {
    return failure(ErrorCode::internal, "no filter of system calls can be made; workers would not be confined");
  }
  return made;
}

bool SystemCallFilter::install() const {
  const sock_fprog program{static_cast<unsigned short>(program_.size()), const_cast<sock_filter*>(program_.data())};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

std::string system_call_name(int number) {
  char* name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
  std::string text = name != nullptr ? name : "number " + std::to_string(number);
  std::free(name);
  return text;
}

}  // namespace prefill::sandbox
