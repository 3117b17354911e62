// A zygote is trusted: it reads the rules and the self-test document, and never anything from outside. Its workers are
// its children, so that their numbers cannot be taken by others before it has heard of their end.

#include "extractor/sandbox/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <optional>

#include "extractor/sandbox/landlock.h"
#include "extractor/sandbox/limits.h"
#include "extractor/sandbox/messages.h"
#include "extractor/sandbox/pack_texts.h"
#include "extractor/sandbox/self_test.h"
#include "extractor/sandbox/shared_memory.h"
#include "extractor/sandbox/slot_memory.h"
#include "extractor/sandbox/warm_heap.h"
#include "extractor/sandbox/worker.h"

namespace prefill::sandbox {
namespace {

/// A slot as the zygote knows it.
struct Place {
  std::array<Descriptor, SlotMemory::descriptors> shared;
  int process = 0;          // of its worker; 0 without one
  bool renew = false;       // when the worker has ended, another is to begin
  std::uint32_t order = 0;  // the last one given
};

Result<std::shared_ptr<const rules::Database>> load_rules(const Descriptor& packs, std::size_t bytes) {
  const Mapping mapping(packs.number(), std::max<std::size_t>(bytes, 1), false);
  const auto texts = mapping ? unpack_texts({reinterpret_cast<const char*>(mapping.data()), bytes}) : std::nullopt;
  if (!texts) return failure(ErrorCode::internal, "the rules did not reach the workers");
  rules::ParsedPack parsed = rules::parse_packs(*texts);
  if (!parsed.pack) {
    return failure(ErrorCode::internal, "the rules have mistakes\n" + rules::to_text(parsed.diagnostics, *texts));
  }
  return rules::Database::compile(*std::move(parsed.pack), std::nullopt);
}

Result<void> test(TaskRunner& runner, Task task) {
  constexpr int kDpi = 96;
  Reply reply;
  const std::string_view answer = runner.run({task, 1, kDpi, self_test_document()}, reply);
  if (reply.is_error != 0 || (task == Task::extract && !is_self_test_answer(answer))) {
    return failure(ErrorCode::internal, "the self-test fails: " + std::string(answer.substr(0, 200)));
  }
  return {};
}

class Zygote {
 public:
  Zygote(Descriptor socket, TaskHook hook) : socket_(std::move(socket)), hook_(hook) {}

  /// Everything up to the first worker.
  [[nodiscard]] Result<Confinement> prepare(const Descriptor& packs, std::size_t pack_bytes) {
    if (!receive_plan()) return failure(ErrorCode::internal, "the slots did not reach the workers");
    if (hook_ != nullptr) plan_.hook = reinterpret_cast<void*>(hook_);
    auto filter = SystemCallFilter::make();
    if (!filter) return tl::unexpected(filter.error());
    filter_ = *std::move(filter);
    const Descriptor statm(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
    limit_zygote();
    const Confinement confinement = give_up_named_things();
    // What is written later must not lie there: a huge page falls apart when it is written after a fork.
    bytes_.reserve(most_message_bytes);
    descriptors_.reserve(most_descriptors);
    begin_warm_heap();
    auto rules = load_rules(packs, pack_bytes);
    if (!rules) return tl::unexpected(rules.error());
    rules_version_ = (*rules)->version();
    // Pictures take megabytes for a moment, which are not to be counted as what every document takes.
    for (TaskRunner other(*rules); const Task task : {Task::text, Task::picture}) {
      if (Result<void> tested = test(other, task); !tested) return tl::unexpected(tested.error());
    }
    std::byte* const work = end_warm_heap();
    runner_.emplace(*std::move(rules));
    if (Result<void> tested = test(*runner_, Task::extract); !tested) return tl::unexpected(tested.error());
    work_ = work_pages(work);
    address_bytes_ = address_space(statm.number()) + plan_.input_bytes + plan_.output_bytes + plan_.memory_bytes;
    return confinement;
  }

  [[nodiscard]] const std::string& rules_version() const { return rules_version_; }
  [[nodiscard]] int socket() const { return socket_.number(); }

  /// Forks the first workers, then does as it is told until the pool is gone.
  void serve() {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &ends, nullptr);
    const Descriptor ended(::signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK));
    for (std::uint32_t slot = 0; slot < places_.size(); ++slot) begin(slot);
    std::array<pollfd, 2> waiting{{{socket_.number(), POLLIN, 0}, {ended.number(), POLLIN, 0}}};
    while (ended && !closed_) {
      ::poll(waiting.data(), waiting.size(), -1);
      signalfd_siginfo ignored;
      while (::read(ended.number(), &ignored, sizeof ignored) > 0) {
      }
      take_ended();
      take_orders();
    }
    end_all();
  }

 private:
  [[nodiscard]] bool receive_plan() {
    std::vector<std::byte> bytes;
    std::vector<Descriptor> descriptors;
    if (receive_bytes(socket_.number(), true, bytes, descriptors) != Arrival::message || bytes.size() != sizeof plan_) {
      return false;
    }
    std::memcpy(&plan_, bytes.data(), sizeof plan_);
    while (places_.size() < plan_.slots) {
      MoreSlots more;
      if (receive_bytes(socket_.number(), true, bytes, descriptors) != Arrival::message ||
          bytes.size() != sizeof more || descriptors.empty()) {
        return false;
      }
      std::memcpy(&more, bytes.data(), sizeof more);
      for (std::size_t i = 0; i < descriptors.size() / SlotMemory::descriptors; ++i) {
        Place& place = places_.emplace_back();
        place.order = more.orders[i];
        std::move(&descriptors[i * SlotMemory::descriptors],
                  &descriptors[i * SlotMemory::descriptors] + place.shared.size(), place.shared.begin());
      }
    }
    return true;
  }

  void take_orders() {
    for (;;) {
      const Arrival arrival = receive_bytes(socket_.number(), false, bytes_, descriptors_);
      if (arrival == Arrival::closed) closed_ = true;
      if (arrival != Arrival::message) return;
      RenewWorker order;
      if (bytes_.size() != sizeof order) continue;
      std::memcpy(&order, bytes_.data(), sizeof order);
      if (order.slot < places_.size()) renew(order);
    }
  }

  void renew(const RenewWorker& order) {
    Place& place = places_[order.slot];
    place.order = order.order;
    if (place.process == 0) {
      begin(order.slot);
      return;
    }
    place.renew = true;
    ::kill(place.process, SIGKILL);
  }

  void begin(std::uint32_t slot) {
    Place& place = places_[slot];
    place.renew = false;
    // The process before may have left anything in the control page.
    SlotControl fresh{};
    fresh.order.store(place.order, std::memory_order_relaxed);
    const bool cleared = ::pwrite(place.shared[1].number(), &fresh, sizeof fresh, 0) == sizeof fresh;
    const int self = ::getpid();
    const int process = cleared ? ::fork() : -1;
    if (process == 0) {
      run_worker({plan_, *filter_, *runner_, place.shared[0].number(), place.shared[1].number(),
                  place.shared[2].number(), place.order, address_bytes_, self, work_});
    }
    place.process = std::max(process, 0);
    tell({WorkerEvent::Kind::begun, slot, place.process, 0});
  }

  void take_ended() {
    int status = 0;
    for (int process = 0; (process = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto place = std::find_if(places_.begin(), places_.end(),
                                      [process](const Place& candidate) { return candidate.process == process; });
      if (place == places_.end()) continue;
      const auto slot = static_cast<std::uint32_t>(place - places_.begin());
      place->process = 0;
      if (place->renew) {
        begin(slot);
      } else {
        tell({WorkerEvent::Kind::ended, slot, process, status});
      }
    }
  }

  void tell(const WorkerEvent& event) { closed_ = !send(socket_.number(), event) || closed_; }

  void end_all() {
    for (const Place& place : places_) {
      if (place.process > 0) ::kill(place.process, SIGKILL);
    }
    while (::waitpid(-1, nullptr, 0) > 0) {
    }
  }

  Descriptor socket_;
  TaskHook hook_;
  WorkerPlan plan_;
  std::vector<Place> places_;
  std::optional<SystemCallFilter> filter_;
  std::optional<TaskRunner> runner_;
  std::string rules_version_;
  std::size_t address_bytes_ = 0;
  std::vector<std::span<std::byte>> work_;
  bool closed_ = false;
  std::vector<std::byte> bytes_;
  std::vector<Descriptor> descriptors_;
};

Result<Confinement> prepared(Zygote& zygote, const Descriptor& packs, std::size_t pack_bytes) {
  try {
    return zygote.prepare(packs, pack_bytes);
  } catch (const std::exception& refusal) {
    return failure(ErrorCode::internal, refusal.what());
  }
}

}  // namespace

void run_zygote(Descriptor socket, Descriptor packs, std::size_t pack_bytes, TaskHook hook) {
  ::prctl(PR_SET_NAME, "prefill-zygote");
  Zygote zygote(std::move(socket), hook);
  const Result<Confinement> confinement = prepared(zygote, packs, pack_bytes);
  packs.reset();
  ZygoteReport report;
  report.ready = confinement.has_value();
  put_text(report.text, confinement ? zygote.rules_version() : confinement.error().message);
  if (confinement) {
    report.landlock = confinement->landlock;
    put_text(report.missing, confinement->missing);
  }
  if (send(zygote.socket(), report) && confinement) zygote.serve();
}

}  // namespace prefill::sandbox
