// The process that reads documents.

#pragma once

#include <array>
#include <cstdint>

#include "extractor/sandbox/messages.h"
#include "extractor/sandbox/system_calls.h"
#include "extractor/sandbox/task_runner.h"
#include "extractor/sandbox/worker_pool.h"

namespace prefill::sandbox {

/// What a worker has of its slot, and what a `TaskHook` gets.
struct HookContext {
  std::span<const unsigned char> input;  // the whole of it
  std::span<unsigned char> output;       // the answer's part
  SlotControl* control = nullptr;
  int zygote = 0;  // number of the process it was forked from

  /// Tells the pool that there is something to look at.
  void ring() const;
  /// Tells the pool that the last order is done: the answer and the control's `reply` are there.
  void finish() const;
};

/// What the zygote gives a worker on its way.
struct WorkerStart {
  const WorkerPlan& plan;
  const SystemCallFilter& filter;
  TaskRunner& runner;
  int input = -1;  // descriptors of the slot
  int output = -1;
  int bell = -1;
  std::uint32_t order = 0;        // the last one given
  std::size_t address_bytes = 0;  // that it may take in all
  int zygote = 0;
  std::span<const std::span<std::byte>> work;  // pages that reading writes
};

/// Makes the calling process, freshly forked, a confined worker and reads documents until it has read as many as it
/// may. Ends with exit code 0 then, and with `not_confined` when the kernel refuses a part of the confinement.
[[noreturn]] void run_worker(const WorkerStart& start);

inline constexpr int not_confined = 70;

}  // namespace prefill::sandbox
