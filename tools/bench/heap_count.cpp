// The replaced operator new. The forms for arrays and the ones that do not throw call these, as the standard has it.

#include "tools/bench/heap_count.h"

#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define PREFILL_COUNTS_HEAP 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PREFILL_COUNTS_HEAP 0
#endif
#endif
#ifndef PREFILL_COUNTS_HEAP
#define PREFILL_COUNTS_HEAP 1
#endif

namespace {

thread_local std::uint64_t allocations = 0;

#if PREFILL_COUNTS_HEAP
// Gives the handler its chance to free something, as often as it comes back.
template <typename Allocate>
void* allocate(Allocate once) {
  ++allocations;
  for (;;) {
    if (void* memory = once()) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
#endif

}  // namespace

namespace prefill::tools {

bool counts_heap_allocations() {
  return PREFILL_COUNTS_HEAP != 0;
}

std::uint64_t heap_allocations() {
  return allocations;
}

}  // namespace prefill::tools

#if PREFILL_COUNTS_HEAP
void* operator new(std::size_t size) {
  return allocate([=] { return std::malloc(size > 0 ? size : 1); });
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  const std::size_t whole = (size + step - 1) / step * step;
  return allocate([=] { return std::aligned_alloc(step, whole > 0 ? whole : step); });
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}
#endif
