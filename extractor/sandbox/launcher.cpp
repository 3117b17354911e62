// A pool is given out only when a document has gone all the way through one of its workers.

#include "extractor/sandbox/launcher.h"

#include <poll.h>

#include <algorithm>
#include <utility>

#include "extractor/sandbox/launcher_link.h"
#include "extractor/sandbox/pack_texts.h"
#include "extractor/sandbox/pool_state.h"
#include "extractor/sandbox/self_test.h"

namespace prefill::sandbox {
namespace {

constexpr std::chrono::seconds most_patience{60};  // compiling rules takes hundredths of a second

// Waits until the pool has something to do, and lets it do that.
void wait_for(WorkerPool& pool, std::vector<Completion>& completions) {
  constexpr int kMilliseconds = 100;
  pollfd event{pool.event_descriptor(), POLLIN, 0};
  ::poll(&event, 1, kMilliseconds);
  pool.poll(completions);
}

Result<void> test(WorkerPool& pool) {
  const auto give_up = std::chrono::steady_clock::now() + most_patience;
  const std::span<const unsigned char> document = self_test_document();
  if (pool.options().input_bytes < document.size()) {
    return failure(ErrorCode::internal, "the slots of workers are too small for a document");
  }
  std::vector<Completion> completions;
  bool submitted = false;
  while (completions.empty() && std::chrono::steady_clock::now() < give_up) {
    if (const auto trouble = pool.status().trouble) return failure(ErrorCode::internal, *trouble);
    if (auto slot = submitted ? std::nullopt : pool.acquire()) {
      std::copy(document.begin(), document.end(), slot->input().begin());
      pool.submit(*std::move(slot), document.size(), {});
      submitted = true;
    }
    wait_for(pool, completions);
  }
  if (completions.empty()) return failure(ErrorCode::internal, "the workers do not begin");
  const Result<Answer>& answer = completions.front().result;
  if (!answer) return failure(ErrorCode::internal, "the self-test fails: " + answer.error().message);
  if (!is_self_test_answer(answer->bytes)) return failure(ErrorCode::internal, "the self-test gives another answer");
  return {};
}

}  // namespace

Result<std::unique_ptr<Launcher>> Launcher::start(const std::filesystem::path& program) {
  return LauncherLink::start(program).map(
      [](std::shared_ptr<LauncherLink> link) { return std::unique_ptr<Launcher>(new Launcher(std::move(link))); });
}

Launcher::Launcher(std::shared_ptr<LauncherLink> link) : link_(std::move(link)) {}
Launcher::~Launcher() = default;

int Launcher::process() const {
  return link_->process();
}

Result<std::unique_ptr<WorkerPool>> Launcher::pool(std::span<const rules::SourceText> packs,
                                                   const PoolOptions& options) {
  if (options.hook != nullptr && link_->is_program()) {
    return failure(ErrorCode::internal,
                   "a hook is an address in the program that gives it; start the launcher as a fork");
  }
  auto state = PoolState::make(link_, pack_texts(packs), options);
  if (!state) return tl::unexpected(state.error());
  std::unique_ptr<WorkerPool> pool(new WorkerPool(*std::move(state)));
  if (Result<void> tested = test(*pool); !tested) return tl::unexpected(tested.error());
  return pool;
}

}  // namespace prefill::sandbox
