// The process that workers are forked from: it has loaded everything once, so that they need not.

#pragma once

#include <cstddef>

#include "extractor/sandbox/descriptor.h"
#include "extractor/sandbox/worker_pool.h"

namespace prefill::sandbox {

/// Loads the packs, confines itself, reads the self-test document, and then begins and ends workers as its pool asks on
/// `socket`, until the pool is gone. Returns then, or when it cannot begin, with no worker left. With a hook all
/// workers have it, else the pool's.
void run_zygote(Descriptor socket, Descriptor packs, std::size_t pack_bytes, TaskHook hook);

}  // namespace prefill::sandbox
