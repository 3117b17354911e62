// glibc grows its heap by what `M_TOP_PAD` says and takes blocks up to `M_MMAP_THRESHOLD` from it. Growing it once by a
// lot, and asking for huge pages there before anything is touched, catches everything that is loaded afterwards.
//
// Compiling rules leaves thousands of small gaps. Every one is taken before work begins, so that the allocator has
// nothing left but its top, which lies on fresh pages.

#include "extractor/sandbox/warm_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "extractor/sandbox/sanitizer.h"
#include "extractor/sandbox/shared_memory.h"

namespace prefill::sandbox {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr int warm_bytes = 64 << 20;  // of address space; only what is used is ever in memory
constexpr int large_block = 32 << 20;
constexpr int usual_growth = 128 << 10;

std::byte* heap_end() {
  return static_cast<std::byte*>(::sbrk(0));
}

/// What the allocator has not given out yet, at the end of the heap.
std::byte* top() {
  return heap_end() - ::mallinfo2().keepcost;
}

std::byte* rounded_up(std::byte* place, std::size_t unit) {
  return reinterpret_cast<std::byte*>((reinterpret_cast<std::uintptr_t>(place) + unit - 1) / unit * unit);
}

/// Takes all gaps into which `bytes` fit; they are never given back.
void take_gaps(std::size_t bytes, const std::byte* first_free) {
  for (;;) {
    auto* volatile block = static_cast<std::byte*>(std::malloc(bytes));  // volatile, or it is left out
    if (block == nullptr) return;
    if (block >= first_free) {
      std::free(block);
      return;
    }
  }
}

void take_gaps() {
  constexpr std::size_t kAlignment = alignof(std::max_align_t);
  constexpr std::size_t kSmall = 1024;  // up to here the allocator keeps a list for each size
  const std::byte* const first_free = top();
  for (std::size_t bytes = large_block; bytes > kSmall; bytes -= bytes / 8) take_gaps(bytes, first_free);
  for (std::size_t bytes = kSmall; bytes > 0; bytes -= kAlignment) take_gaps(bytes, first_free);
}

}  // namespace

void begin_warm_heap() {
  ::mallopt(M_TOP_PAD, warm_bytes);
  ::mallopt(M_MMAP_THRESHOLD, large_block);
  ::mallopt(M_TRIM_THRESHOLD, 2 * warm_bytes);
  std::byte* const from = rounded_up(heap_end(), huge_page);
  void* volatile block = std::malloc(large_block / 2);  // more than is free: the heap grows
  std::free(block);
  std::byte* const to = heap_end();
  if (from < to) ::madvise(from, static_cast<std::size_t>(to - from), MADV_HUGEPAGE);
}

std::byte* end_warm_heap() {
  ::mallopt(M_TOP_PAD, usual_growth);
  if (address_sanitizer) return nullptr;  // another allocator
  take_gaps();
  std::byte* const begin = rounded_up(top(), huge_page);
  void* volatile rest_of_page = std::malloc(static_cast<std::size_t>(begin - top()));
  if (rest_of_page == nullptr) return nullptr;
  std::byte* const end = rounded_up(heap_end(), page_size());
  if (begin < end) ::madvise(begin, static_cast<std::size_t>(end - begin), MADV_NOHUGEPAGE);
  // What was there for a moment is not needed again; the first page has the allocator's own notes.
  std::byte* const unused = begin + 2 * page_size();
  if (unused < end) ::madvise(unused, static_cast<std::size_t>(end - unused), MADV_DONTNEED);
  return begin;
}

std::vector<std::span<std::byte>> work_pages(std::byte* begin) {
  std::vector<std::span<std::byte>> pages;
  if (begin == nullptr) return pages;
  const std::size_t count = static_cast<std::size_t>(heap_end() - begin) / page_size();
  std::vector<unsigned char> present(count);
  pages.reserve(count);
  if (::mincore(begin, count * page_size(), present.data()) != 0) return pages;
  for (std::size_t page = 0; page < count; ++page) {
    if ((present[page] & 1) == 0) continue;
    std::byte* const place = begin + page * page_size();
    if (!pages.empty() && pages.back().data() + pages.back().size() == place) {
      pages.back() = {pages.back().data(), pages.back().size() + page_size()};
    } else {
      pages.emplace_back(place, page_size());
    }
  }
  return pages;
}

void own(std::span<const std::span<std::byte>> pages) {
#ifdef MADV_POPULATE_WRITE
  for (const std::span<std::byte> run : pages) ::madvise(run.data(), run.size(), MADV_POPULATE_WRITE);
#endif
}

}  // namespace prefill::sandbox
