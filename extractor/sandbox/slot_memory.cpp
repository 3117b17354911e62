// Clearing a hundred kilobytes is cheaper than giving their pages back and having them anew; beyond that memory
// counts for more.

#include "extractor/sandbox/slot_memory.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace prefill::sandbox {
namespace {

constexpr std::size_t cleared_bytes = std::size_t{256} << 10;  // two invoices of three are smaller
constexpr std::size_t kept_bytes = std::size_t{4} << 20;       // of each file, where nothing needs to be cleared

std::size_t whole_pages(std::size_t bytes) {
  const std::size_t page = page_size();
  return (bytes + page - 1) / page * page;
}

void give_back(const Descriptor& file, std::size_t from, std::size_t to) {
  if (from >= to) return;
  ::fallocate(file.number(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(from),
              static_cast<off_t>(to - from));
}

// How much of the file is in memory; a worker may have written to more than it said.
std::size_t held_bytes(const Descriptor& file) {
  constexpr std::size_t kBlock = 512;  // what st_blocks counts in
  struct stat info {};
  return ::fstat(file.number(), &info) == 0 ? static_cast<std::size_t>(info.st_blocks) * kBlock : SIZE_MAX;
}

}  // namespace

Result<SlotMemory> SlotMemory::make(std::size_t input_bytes, std::size_t output_bytes) {
  SlotMemory memory;
  const std::size_t input_size = whole_pages(std::max<std::size_t>(input_bytes, 1));
  const std::size_t output_size = answer_offset + whole_pages(output_bytes);
  memory.input_bytes_ = input_bytes;
  memory.input_file_ = make_memory_file("prefill input", input_size);
  memory.output_file_ = make_memory_file("prefill output", output_size);
  memory.bell_ = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (memory.input_file_ && memory.output_file_ && memory.bell_) {
    memory.input_reader_ = reopen_read_only(memory.input_file_);
    if (!memory.input_reader_) return failure(ErrorCode::internal, "no memory can be shared; mount /proc");
    memory.input_ = Mapping(memory.input_file_.number(), input_size, true);
    memory.output_ = Mapping(memory.output_file_.number(), output_size, true);
  }
  if (!memory.input_ || !memory.output_) {
    return failure(ErrorCode::internal, std::string("no memory can be shared (") + std::strerror(errno) +
                                            "); ask for fewer slots or allow more open files");
  }
  return memory;
}

void SlotMemory::wake() const {
  ::syscall(SYS_futex, &control().order, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

void SlotMemory::forget() {
  // A worker that took part in an attack may have written anywhere in the output.
  give_back(input_file_, cleared_bytes, input_.size());
  give_back(output_file_, answer_offset, output_.size());
  std::memset(input_.data(), 0, std::min(cleared_bytes, input_.size()));
}

void SlotMemory::trim() {
  if (held_bytes(input_file_) > kept_bytes) give_back(input_file_, kept_bytes, input_.size());
  if (held_bytes(output_file_) > kept_bytes) give_back(output_file_, answer_offset, output_.size());
}

}  // namespace prefill::sandbox
