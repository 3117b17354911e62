// glibc grows its heap by what `M_TOP_PAD` says and takes blocks up to `M_MMAP_THRESHOLD` from it. Growing it once by a
// lot, and asking for huge pages there before anything is touched, catches everything that is loaded afterwards.

#include "extractor/sandbox/warm_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace prefill::sandbox {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr int warm_bytes = 64 << 20;  // of address space; only what is used is ever in memory
constexpr int large_block = 32 << 20;
constexpr int usual_growth = 128 << 10;

}  // namespace

void begin_warm_heap() {
  ::mallopt(M_TOP_PAD, warm_bytes);
  ::mallopt(M_MMAP_THRESHOLD, large_block);
  ::mallopt(M_TRIM_THRESHOLD, 2 * warm_bytes);
  const auto old_end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  void* volatile block =
      std::malloc(large_block / 2);  // more than is free: the heap grows; volatile, or it is left out
  std::free(block);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  const std::uintptr_t from = (old_end + huge_page - 1) / huge_page * huge_page;
  const std::uintptr_t to = end / huge_page * huge_page;
  if (from < to) ::madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
}

void end_warm_heap() {
  ::mallopt(M_TOP_PAD, usual_growth);
}

}  // namespace prefill::sandbox
