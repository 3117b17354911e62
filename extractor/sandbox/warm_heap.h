// The heap of a zygote, laid out so that forking it is cheap.

#pragma once

namespace prefill::sandbox {

/// Makes what is allocated from now on lie in one range of huge pages, where the kernel has them: a fork copies one
/// entry for each two megabytes then in place of five hundred.
void begin_warm_heap();

/// Lets the allocator go back to ordinary sizes, for what the forked processes allocate.
void end_warm_heap();

}  // namespace prefill::sandbox
