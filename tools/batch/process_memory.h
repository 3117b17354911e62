// What a run costs of the machine: memory of all its processes, and bytes fetched from the disk.

#pragma once

#include <cstdint>

namespace prefill::tools::batch {

/// Memory of this process and of those it started, in bytes; what several share counts once. 0 where the system does
/// not tell. Takes some milliseconds.
[[nodiscard]] std::uint64_t memory_of_run();

/// Bytes that this process had fetched from disks since it began; 0 where the system does not tell.
[[nodiscard]] std::uint64_t bytes_fetched();

}  // namespace prefill::tools::batch
