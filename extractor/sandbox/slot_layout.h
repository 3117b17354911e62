// What a slot's shared memory looks like from both sides.
//
// A slot is two memory files. The input holds the document and is mapped read-only by the worker, from a descriptor
// that cannot write. The output begins with `SlotControl`, on a page of its own, and goes on with the answer; the
// worker may write anything there at any time, so the pool believes nothing of it that it has not copied out before.

#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "extractor/extractor.h"
#include "extractor/sandbox/task.h"

namespace prefill::sandbox {

/// Where the answer begins in the output.
inline constexpr std::size_t answer_offset = 4096;

/// What a worker says of its answer; all of it unchecked.
struct Reply {
  std::uint64_t size = 0;       // of the answer, or of the message of an error
  std::uint8_t is_error = 0;    // then the following two
  std::uint8_t error_code = 0;  // an ErrorCode
  std::uint8_t spent = 0;       // the worker ran out of memory half-way and can read no more
  std::int32_t error_page = 0;
  std::array<std::int64_t, stage_count> stages{};  // nanoseconds
  std::int64_t write = 0;                          // nanoseconds
};

/// Orders are numbered, so that none is taken twice and no reply is taken for another's. `order` is the word the worker
/// sleeps on.
struct SlotControl {
  std::atomic<std::uint32_t> order;  // the last order given; by the pool
  std::atomic<std::uint32_t> begun;  // the last order looked at; by the worker
  std::atomic<std::uint32_t> done;   // the last order answered; by the worker
  // Of the order, by the pool.
  std::uint64_t size;
  Task task;
  std::int32_t page;
  std::int32_t dpi;
  // Of the worker.
  std::atomic<std::int32_t> forbidden_call;  // 1 + number of the system call it was stopped at; 0 when none
  Reply reply;
};
static_assert(sizeof(SlotControl) <= answer_offset);
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

}  // namespace prefill::sandbox
