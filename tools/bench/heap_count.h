// How often the heap is asked for memory, to see that the engine asks for none in its steady state.
//
// The program's operator new is replaced by one that counts: an increment of a number of the thread beside a call of
// malloc, which no measurement has shown. MuPDF and Hyperscan call malloc themselves and are not counted. Under
// AddressSanitizer, which has an operator new of its own and checks how it is paired, nothing is.

#pragma once

#include <cstdint>

namespace prefill::tools {

/// False where nothing is counted.
[[nodiscard]] bool counts_heap_allocations();

/// Calls of operator new by this thread since it began.
[[nodiscard]] std::uint64_t heap_allocations();

}  // namespace prefill::tools
