// Which system calls a worker may make: the few that reading a document needs, and no other.

#pragma once

#include <string>
#include <vector>

#include "extractor/result.h"

struct sock_filter;

namespace prefill::sandbox {

/// The number of the one descriptor that a worker has, its bell, to which alone it may write.
inline constexpr int worker_bell = 0;

/// A filter in the form the kernel takes, made once for all workers of a zygote.
class SystemCallFilter {
 public:
  /// Errors: `internal` (libseccomp refuses).
  [[nodiscard]] static Result<SystemCallFilter> make();

  /// Puts the calling thread under the filter for the rest of its life. A call that is not allowed is not made; the
  /// signal SIGSYS is raised in its place. False when the kernel refuses. Needs no_new_privs.
  [[nodiscard]] bool install() const;

  SystemCallFilter(SystemCallFilter&&) noexcept;
  SystemCallFilter& operator=(SystemCallFilter&&) noexcept;
  ~SystemCallFilter();

 private:
  SystemCallFilter();
  std::vector<sock_filter> program_;
};

/// "openat" for its number; "number 4711" for one that this machine does not know.
[[nodiscard]] std::string system_call_name(int number);

}  // namespace prefill::sandbox
