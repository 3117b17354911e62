// The launcher on its own side: a fork of the program, or a program of its own.

#pragma once

#include "extractor/sandbox/worker_pool.h"

namespace prefill::sandbox {

/// The descriptor of its socket in a program of its own.
inline constexpr int launcher_socket = 3;

/// Says that it is there, then begins zygotes as asked on `socket` until the other end is gone, then returns. To be
/// called in a fresh process: it closes every other descriptor.
/// With a hook all workers have it, whatever their pools say.
void run_launcher(int socket, TaskHook hook = nullptr);

/// Leaves a fresh process without anything of its parent's: standard streams lead nowhere, every descriptor from 3 on
/// but `kept` is closed, which becomes 3; signals do what they do by default, but those sent from a terminal or by a
/// service manager to end a whole group are ignored, because these processes end when their parent does.
void shed_inheritance(int kept);

}  // namespace prefill::sandbox
