// The SIGBUS handler and its table. A SIGBUS of an access comes to the thread that made it, while it uses the mapping:
// so the slot that covers the address cannot be freed under the handler.

#include "tools/bus_guard.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace prefill::tools {
namespace {

constexpr int page_bits = 12;    // the smallest page of any machine; larger ones are multiples
constexpr int length_bits = 28;  // mappings up to a terabyte
constexpr std::uint64_t length_mask = (std::uint64_t{1} << length_bits) - 1;

struct Slot {
  std::atomic<std::uint64_t> range{0};  // first page << length_bits | pages; 0 when free
  std::atomic<bool> lost{false};
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::array<Slot, 256> slots;

std::uint64_t first_page(std::uint64_t range) {
  return range >> length_bits;
}
std::uint64_t end_page(std::uint64_t range) {
  return first_page(range) + (range & length_mask);
}

// Zeros from the page of `address` to the end of the mapping: a file that ended here has nothing behind it either, and
// one mapping for all of it costs one signal instead of one a page.
bool put_zeros(std::uintptr_t address, std::uint64_t range) {
  const auto page_size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::uintptr_t from = address & ~(page_size - 1);
  const std::uintptr_t end = end_page(range) << page_bits;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the address comes from the kernel
  void* place = reinterpret_cast<void*>(from);
  // POSIX does not list mmap as safe in a handler; on Linux it is a plain system call.
  return ::mmap(place, end - from, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
}

// Whether the address lay in a mapping of ours, which reads as zeros from now on.
bool repair(std::uintptr_t address) {
  const std::uint64_t page = address >> page_bits;
  for (Slot& slot : slots) {
    const std::uint64_t range = slot.range.load(std::memory_order_acquire);
    if (range == 0 || page < first_page(range) || page >= end_page(range)) continue;
    if (!put_zeros(address, range)) return false;
    slot.lost.store(true, std::memory_order_release);
    return true;
  }
  return false;
}

void on_bus_error(int signal, siginfo_t* info, void*) {
  const int kept_errno = errno;
  // Only the kernel gives an address; a signal that somebody sent has none.
  const bool repaired = info->si_code > 0 && repair(reinterpret_cast<std::uintptr_t>(info->si_addr));
  if (!repaired) {
    // The default action, which ends the process, waits until the handler returns.
    std::signal(signal, SIG_DFL);
    static_cast<void>(std::raise(signal));
  }
  errno = kept_errno;
}

bool install_handler() {
  struct sigaction action {};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  return ::sigaction(SIGBUS, &action, nullptr) == 0;
}

}  // namespace

int guard_mapping(const void* begin, std::size_t size) {
  static const bool installed = install_handler();
  const std::uint64_t pages = (size + (std::size_t{1} << page_bits) - 1) >> page_bits;
  if (!installed || pages == 0 || pages > length_mask) return -1;
  const std::uint64_t range = (reinterpret_cast<std::uintptr_t>(begin) >> page_bits) << length_bits | pages;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    std::uint64_t free = 0;
    if (slots[i].range.compare_exchange_strong(free, range, std::memory_order_acq_rel)) return static_cast<int>(i);
  }
  return -1;
}

bool pages_lost(int slot) {
  return slots[static_cast<std::size_t>(slot)].lost.load(std::memory_order_acquire);
}

void forget_mapping(int slot) {
  Slot& mine = slots[static_cast<std::size_t>(slot)];
  mine.lost.store(false, std::memory_order_release);
  mine.range.store(0, std::memory_order_release);
}

}  // namespace prefill::tools
