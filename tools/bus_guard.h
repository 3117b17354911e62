// Keeps the process alive when a mapped file is cut short while it is read.
//
// The signal handler may only touch what is lock-free, so live mappings stand in a fixed table of atomic words: a place
// and a length packed into one word can never be seen half-written.

#pragma once

#include <cstddef>

namespace prefill::tools {

/// Notes that the pages of [begin, begin + size) are a mapped file, and installs the handler the first time. Returns a
/// slot for `pages_lost` and `forget_mapping`, or -1 when the table is full or the mapping too large to note: then the
/// file must be read instead. `begin` is the beginning of a page. Any thread.
[[nodiscard]] int guard_mapping(const void* begin, std::size_t size);

/// Whether pages of the mapping were missing when they were read; zeros were read in their place. Any thread.
[[nodiscard]] bool pages_lost(int slot);

/// Frees the slot. Must come before munmap, so that the handler never writes over somebody else's memory.
void forget_mapping(int slot);

}  // namespace prefill::tools
