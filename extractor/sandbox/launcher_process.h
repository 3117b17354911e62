// The launcher on its own side of the fork.

#pragma once

namespace prefill::sandbox {

/// Begins zygotes as asked on `socket` until the other end is gone, then returns. To be called in a fresh process: it
/// closes every other descriptor.
void run_launcher(int socket);

/// Leaves a fresh process without anything of its parent's: standard streams lead nowhere, every descriptor from 3 on
/// but `kept` is closed, which becomes 3; signals do what they do by default, but those sent from a terminal or by a
/// service manager to end a whole group are ignored, because these processes end when their parent does.
void shed_inheritance(int kept);

}  // namespace prefill::sandbox
