// Documents read by confined processes, as many at once as there are workers.
//
// A document lies in a slot: memory shared with one process, which waits for it. The way of a slot is
//
//   acquire() ─► write the document into input() ─► submit() ─► poll() gives a Completion ─► the Slot is let go
//
// and whatever the document does to the process that reads it, it ends as a Completion. A slot that was never submitted
// is let go just the same. docs/design.md says what is confined and what remains.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extractor/result.h"
#include "extractor/sandbox/task.h"

namespace prefill::sandbox {

struct HookContext;
/// Code that a worker runs in place of its task; true when it has answered, false to go on with the task. For tests of
/// the confinement alone: processes are forked and never run another program, so an address is good in all of them.
using TaskHook = bool (*)(HookContext& context);

/// One worker more than there are processors: the last one reads while the answer of another is on its way through the
/// program. On two processors that gives a sixth more documents in the same time.
[[nodiscard]] std::size_t usual_workers();

struct PoolOptions {
  /// Processes that read at once; 0: `usual_workers()`.
  std::size_t workers = 0;
  /// Documents in hand at once: those being received, those waiting for a worker, those being read. 0: four for each
  /// worker. 256 at most. Each has a process of its own that waits for it and costs about a megabyte until it reads.
  std::size_t slots = 0;
  /// 1: a fresh process for each document, forked ahead, so that a document that takes its process over meets no other.
  /// More: for documents that may see each other, of one owner. After any fault a process is replaced at once.
  std::size_t documents_per_worker = 1;
  std::chrono::milliseconds deadline{10'000};
  /// How long a process may take to begin, rules included, before what begins it is taken for stuck and replaced.
  std::chrono::milliseconds start_patience{30'000};
  /// Address space that a worker may take beyond what it begins with. More than `pdf::Limits::memory_bytes`, so that
  /// the engine's own budget decides first. Of no effect under AddressSanitizer.
  std::size_t memory_bytes = std::size_t{1} << 30;
  /// The largest document and the largest answer. Only what is used is ever in memory, and large use is given back.
  std::size_t input_bytes = std::size_t{10} << 20;
  std::size_t output_bytes = std::size_t{16} << 20;
  TaskHook hook = nullptr;
};

/// What the kernel offered to confine the workers of a pool. Filtered system calls, limits and separate memory are
/// always there: without them no worker starts.
struct Confinement {
  int landlock = 0;     // version of the kernel's Landlock; 0 when it has none
  std::string missing;  // what could not be had, in words; empty when nothing
};

/// How a pool is doing. Counts since the pool began are marked as such.
struct PoolStatus {
  std::size_t slots = 0;
  std::size_t free = 0;                // could be acquired now
  std::size_t acquired = 0;            // held by the caller
  std::size_t waiting = 0;             // submitted, not yet begun
  std::size_t running = 0;             // being read
  std::uint64_t workers_begun = 0;     // since the pool began, as are the following
  std::uint64_t documents = 0;         // completed, whatever the outcome; the self-test is one of them
  std::uint64_t crashes = 0;           // workers that died or forged an answer while reading
  std::uint64_t timeouts = 0;          // workers stopped at the deadline
  std::uint64_t zygotes_begun = 0;     // processes that workers are forked from; 1 when all is well
  std::optional<std::string> trouble;  // why no worker can be started at present; documents in hand have failed
};

class WorkerPool;
class PoolState;

/// A document's place in shared memory, held by one owner. Letting go of it gives it back to the pool, on the pool's
/// thread. A slot may outlive its pool: its memory stays, and nobody will read it.
class Slot {
 public:
  /// Where the document goes: `PoolOptions::input_bytes` writable bytes of unspecified content. Pages never written
  /// cost nothing.
  [[nodiscard]] std::span<unsigned char> input() const;
  /// 0 to `PoolStatus::slots` - 1, of no other slot of the pool: an index into tables of the caller's.
  [[nodiscard]] std::size_t number() const { return number_; }

  Slot(Slot&& other) noexcept;
  Slot& operator=(Slot&& other) noexcept;
  ~Slot();

 private:
  friend class PoolState;
  Slot(std::shared_ptr<PoolState> pool, std::size_t number);
  void let_go();

  std::shared_ptr<PoolState> pool_;
  std::size_t number_ = 0;
};

/// The end of a document's way.
struct Completion {
  Slot slot;  // its input still holds the document
  /// The answer, or why there is none: an error of `Extractor` with its message, or
  /// `crashed` - the worker died, was stopped at a forbidden system call, which the message names, or forged an answer;
  /// `timeout` - it was not done at the deadline;
  /// `limit` - also: it wanted more memory than allowed, or the answer is larger than `output_bytes`;
  /// `internal` - no worker could be started (`PoolStatus::trouble`), or the process they come from died: no fault of
  /// the document's, which may be submitted again.
  Result<Answer> result;
  bool killed_worker = false;         // the document cost a worker its life: one for the `Quarantine`
  int process = 0;                    // number of the process that read it; 0 when none did
  std::chrono::nanoseconds waited{};  // from `submit` until a worker began
  std::chrono::nanoseconds took{};    // from then until the answer was seen, or its absence
};

/// Confined workers for one set of rules. Made by `Launcher::pool`; used by one thread at a time, different pools by
/// different threads at once. For threads that just want an answer there is `SharedPool`.
class WorkerPool {
 public:
  /// Ends the processes of the pool and waits until they are gone, a second at most before they are killed. Documents
  /// still submitted get no completion.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// A slot whose process is ready; the one used last, whose memory is still near the processor. Nothing when there is
  /// none: try again after the next `poll`, also after one that gave no completion. Never waits.
  [[nodiscard]] std::optional<Slot> acquire();

  /// Hands the first `size` bytes of the slot's input over to its process, or makes it wait for its turn while
  /// `PoolOptions::workers` others are being read; first come, first served. The input must not be written until the
  /// completion. `size` is at most the input's size, and the slot one of this pool.
  void submit(Slot slot, std::size_t size, Request request);

  /// Readable when `poll` has something to do. An epoll descriptor, which may be waited for by poll(), epoll or asio
  /// and by nothing else be touched. Belongs to the pool.
  [[nodiscard]] int event_descriptor() const;

  /// Appends what has ended since the last call, in order of its end; begins documents that wait, replaces workers,
  /// stops those past their deadline. Never waits. Must be called whenever the descriptor is readable.
  void poll(std::vector<Completion>& completions);

  [[nodiscard]] PoolStatus status() const;
  [[nodiscard]] const PoolOptions& options() const;
  [[nodiscard]] const Confinement& confinement() const;
  /// Of the rules that the workers have: "fr+en+de@3f9c01".
  [[nodiscard]] const std::string& rules_version() const;

 private:
  friend class Launcher;
  explicit WorkerPool(std::shared_ptr<PoolState> state);
  std::shared_ptr<PoolState> state_;
};

}  // namespace prefill::sandbox
