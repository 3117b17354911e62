// The proportional set size shares out what several processes use. A confined process may not show it to its owner:
// then what it has beyond shared pages counts.

#include "tools/batch/process_memory.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace prefill::tools::batch {
namespace {

std::uint64_t number_behind(const std::string& path, const std::string& key) {
  std::ifstream file(path);
  for (std::string word; file >> word;) {
    std::uint64_t number = 0;
    if (word == key && file >> number) return number;
  }
  return 0;
}

std::uint64_t memory_of(const std::string& process) {
  constexpr std::uint64_t kilobyte = 1024;
  const std::uint64_t shared_out = number_behind(process + "/smaps_rollup", "Pss:");
  if (shared_out > 0) return shared_out * kilobyte;
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  std::uint64_t shared = 0;
  std::ifstream(process + "/statm") >> all >> resident >> shared;
  return (resident - shared) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t memory_below(const std::string& process) {
  std::uint64_t sum = memory_of(process);
  std::error_code error;
  for (const auto& thread : std::filesystem::directory_iterator(process + "/task", error)) {
    std::ifstream children(thread.path() / "children");
    for (std::string child; children >> child;) sum += memory_below("/proc/" + child);
  }
  return sum;
}

}  // namespace

std::uint64_t memory_of_run() {
  return memory_below("/proc/self");
}

std::uint64_t bytes_fetched() {
  return number_behind("/proc/self/io", "read_bytes:");
}

}  // namespace prefill::tools::batch
