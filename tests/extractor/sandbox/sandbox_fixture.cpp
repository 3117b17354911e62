// What the tests of the sandbox share. All of them have one launcher: it must be begun before there are threads.

#include "tests/extractor/sandbox/sandbox_fixture.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "rules/builtin_pack.h"

namespace prefill::sandbox::test {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Launcher>& only_launcher() {
  static std::unique_ptr<Launcher> launcher;
  return launcher;
}

/// Parent and state of a process, from /proc.
struct ProcessStatus {
  int parent = 0;
  char state = 'X';
};

ProcessStatus status_of(const std::string& process) {
  const std::string line = content_of(fs::path("/proc") / process / "stat");
  const std::size_t behind_name = line.rfind(')');
  ProcessStatus status;
  if (behind_name == std::string::npos) return status;
  std::istringstream(line.substr(behind_name + 1)) >> status.state >> status.parent;
  return status;
}

void wait_and_poll(WorkerPool& pool, std::vector<Completion>& completions) {
  constexpr int kMilliseconds = 50;
  pollfd event{pool.event_descriptor(), POLLIN, 0};
  ::poll(&event, 1, kMilliseconds);
  pool.poll(completions);
}

constexpr std::chrono::seconds patience{30};

}  // namespace

Launcher& launcher() {
  return *only_launcher();
}

std::unique_ptr<WorkerPool> make_pool(const PoolOptions& options) {
  auto pool = launcher().pool(rules::builtin_packs(), options);
  if (!pool) throw std::runtime_error(pool.error().message);
  return *std::move(pool);
}

Slot filled_slot(WorkerPool& pool, std::string_view document) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  std::vector<Completion> completions;
  std::optional<Slot> slot = pool.acquire();
  for (; !slot; slot = pool.acquire()) {
    wait_and_poll(pool, completions);
    if (!completions.empty()) throw std::logic_error("a completion that nobody waits for");
    if (std::chrono::steady_clock::now() > give_up) throw std::runtime_error("no slot becomes free");
  }
  std::copy(document.begin(), document.end(), slot->input().begin());
  return *std::move(slot);
}

Completion next_completion(WorkerPool& pool) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  std::vector<Completion> completions;
  while (completions.empty()) {
    if (std::chrono::steady_clock::now() > give_up) throw std::runtime_error("no completion comes");
    wait_and_poll(pool, completions);
  }
  if (completions.size() > 1) throw std::logic_error("more than one completion");
  return std::move(completions.front());
}

Reading read(WorkerPool& pool, std::string_view document, const Request& request) {
  pool.submit(filled_slot(pool, document), document.size(), request);
  Completion completion = next_completion(pool);
  return {std::move(completion.result), completion.killed_worker, completion.process, completion.took};
}

bool look_after_until(WorkerPool& pool, bool (*holds)(void*), void* what) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  std::vector<Completion> completions;
  while (!holds(what)) {
    if (std::chrono::steady_clock::now() > give_up) return false;
    wait_and_poll(pool, completions);
  }
  return true;
}

std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(fs::path(PREFILL_SOURCE_DIR) / "corpus" / "samples")) {
    if (entry.path().extension() == ".pdf") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<int> children_of(int process) {
  std::vector<int> children;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const ProcessStatus status = status_of(name);
    if (status.parent == process && status.state != 'Z') children.push_back(std::stoi(name));
  }
  return children;
}

bool is_alive(int process) {
  const char state = status_of(std::to_string(process)).state;
  return state != 'X' && state != 'Z';
}

std::size_t open_descriptors() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

}  // namespace prefill::sandbox::test

int main(int argc, char** argv) {
  auto launcher = prefill::sandbox::Launcher::start();
  if (!launcher) throw std::runtime_error(launcher.error().message);
  prefill::sandbox::test::only_launcher() = *std::move(launcher);
  testing::InitGoogleTest(&argc, argv);
  const int result = RUN_ALL_TESTS();
  prefill::sandbox::test::only_launcher().reset();
  return result;
}
