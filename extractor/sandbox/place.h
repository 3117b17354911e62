// A slot as its pool knows it: who holds it, what it is asked for, and which process waits for it.

#pragma once

#include <chrono>
#include <cstdint>

#include "extractor/sandbox/slot_memory.h"
#include "extractor/sandbox/worker_pool.h"

namespace prefill::sandbox {

using Clock = std::chrono::steady_clock;

/// What has become of a document in a slot.
enum class Stand : std::uint8_t {
  free,     // there is none, and the slot may be acquired once its process is there
  held,     // the caller has the slot: before it is submitted, or after it is completed
  waiting,  // submitted, no worker has it
  running,  // a worker has it
};

struct Place {
  explicit Place(SlotMemory slot_memory) : memory(std::move(slot_memory)) {}

  SlotMemory memory;
  Stand stand = Stand::free;
  std::uint32_t order = 0;      // the last one given; the worker may have rewritten the one in the memory
  int process = 0;              // of the worker that waits or reads; 0 while there is none
  bool renewing = false;        // another process was asked for,
  Clock::time_point expected;   // and should be there by then
  bool dirty = false;           // holds what the process that is there now must not see
  std::uint64_t documents = 0;  // given to the present process
  int stray_rings = 0;          // of the present process, when nobody expected them
  bool tried = false;           // the document's process died once before it had looked at it
  Request request;
  std::size_t size = 0;  // of the document
  Clock::time_point submitted;
  Clock::time_point begun;
  Clock::time_point deadline;
};

}  // namespace prefill::sandbox
