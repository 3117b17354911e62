// Landlock: the kernel takes from a process the right to name files, ports and sockets, for good. A second wall behind
// the filter of system calls, and the only one around the zygote.

#pragma once

#include "extractor/sandbox/worker_pool.h"

namespace prefill::sandbox {

/// Takes every right that this kernel's Landlock knows from the calling process and from all that it will fork. What is
/// not to be had is said and no error: kernels before 5.13 have none of it, and containers may forbid it. Needs
/// no_new_privs.
[[nodiscard]] Confinement give_up_named_things();

}  // namespace prefill::sandbox
