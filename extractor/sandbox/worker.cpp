// A worker sleeps on a word of its control page, which needs no descriptor, and rings an eventfd, which the pool can
// wait for together with everything else.

#include "extractor/sandbox/worker.h"

#include <linux/close_range.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include "extractor/sandbox/limits.h"
#include "extractor/sandbox/self_test.h"
#include "extractor/sandbox/shared_memory.h"
#include "extractor/sandbox/warm_heap.h"

namespace prefill::sandbox {
namespace {

// Where the handler of SIGSYS notes the call. A handler gets no argument of ours.
SlotControl* stopped_at = nullptr;

void note_forbidden_call(int /*signal*/, siginfo_t* info, void* /*context*/) {
  stopped_at->forbidden_call.store(1 + info->si_syscall, std::memory_order_release);
  ::_exit(1);
}

void watch_for_forbidden_calls(SlotControl* control) {
  stopped_at = control;
  struct sigaction action {};
  action.sa_sigaction = note_forbidden_call;
  action.sa_flags = SA_SIGINFO;
  ::sigaction(SIGSYS, &action, nullptr);
}

std::uint32_t next_order(SlotControl& control, std::uint32_t last) {
  for (;;) {
    const std::uint32_t order = control.order.load(std::memory_order_acquire);
    if (order != last) return order;
    ::syscall(SYS_futex, &control.order, FUTEX_WAIT, last, nullptr, nullptr, 0);
  }
}

class Worker {
 public:
  Worker(const WorkerStart& start, const HookContext& slot) : start_(start), slot_(slot) {}

  /// Reading one document brings in the memory that every document needs, before anybody waits for it.
  void warm_up() {
    Reply ignored;
    static_cast<void>(start_.runner.run({Task::extract, 1, 0, self_test_document()}, ignored));
  }

  void read_documents() {
    std::uint32_t order = start_.order;
    for (std::uint64_t documents = 0; documents < start_.plan.documents; ++documents) {
      order = next_order(*slot_.control, order);
      slot_.control->begun.store(order, std::memory_order_release);
      const auto hook = reinterpret_cast<TaskHook>(start_.plan.hook);
      if (hook != nullptr && hook(slot_)) continue;
      answer();
      slot_.finish();
    }
  }

 private:
  void answer() {
    const SlotControl& control = *slot_.control;
    const Order order{control.task, control.page, control.dpi, slot_.input.first(control.size)};
    Reply reply;
    const std::string_view text = start_.runner.run(order, reply);
    reply.size = text.size();  // more than there is room for is the pool's to say
    if (text.size() <= slot_.output.size()) std::memcpy(slot_.output.data(), text.data(), text.size());
    slot_.control->reply = reply;
  }

  const WorkerStart& start_;
  HookContext slot_;
};

}  // namespace

void HookContext::ring() const {
  const std::uint64_t one = 1;
  // A bell that takes nothing more has been rung.
  if (::write(worker_bell, &one, sizeof one) < 0) return;
}

void HookContext::finish() const {
  control->done.store(control->order.load(std::memory_order_relaxed), std::memory_order_release);
  ring();
}

void run_worker(const WorkerStart& start) {
  const Mapping input(start.input, start.plan.input_bytes, false);
  const Mapping output(start.output, start.plan.output_bytes, true);
  if (!input || !output) ::_exit(not_confined);
  HookContext slot;
  slot.input = {input.data(), input.size()};
  slot.output = {output.data() + answer_offset, output.size() - answer_offset};
  slot.control = reinterpret_cast<SlotControl*>(output.data());
  slot.zygote = start.zygote;
  watch_for_forbidden_calls(slot.control);
  own(start.work);
  // The bell is the only descriptor that is left.
  if (::dup2(start.bell, worker_bell) != worker_bell || ::close_range(worker_bell + 1, ~0U, 0) != 0 ||
      !limit_worker(start.zygote, start.address_bytes, start.plan.processor_seconds) || !start.filter.install()) {
    ::_exit(not_confined);
  }
  Worker worker(start, slot);
  worker.warm_up();
  worker.read_documents();
  ::_exit(0);
}

}  // namespace prefill::sandbox
