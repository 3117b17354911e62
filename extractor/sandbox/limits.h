// What a zygote and its workers may use of the machine.

#pragma once

#include <cstddef>
#include <cstdint>

namespace prefill::sandbox {

/// For a zygote and what it forks: no new privileges, no core files, not to be looked into by processes of the same
/// user, and the first to go when memory runs out on the machine.
void limit_zygote();

/// For a worker: address space in all, processor time in all, no other process, no files, no further descriptor. It
/// dies when the process `parent` does. False when the kernel refuses one of these.
[[nodiscard]] bool limit_worker(int parent, std::size_t address_bytes, std::uint64_t processor_seconds);

/// Address space of the calling process, in bytes, as told by the open file of /proc/self/statm; 0 when it cannot be
/// told.
[[nodiscard]] std::size_t address_space(int statm);

}  // namespace prefill::sandbox
