// A launcher begun before the tests have threads, and pools that wait for their answers.

#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/sandbox/launcher.h"
#include "extractor/sandbox/worker_pool.h"
#include "tests/tools/file_content.h"

namespace prefill::sandbox::test {

using prefill::test::content_of;

/// The launcher of this test program, begun by its `main`.
[[nodiscard]] Launcher& launcher();

/// A pool with the built-in rules; throws when there is none.
[[nodiscard]] std::unique_ptr<WorkerPool> make_pool(const PoolOptions& options);

/// Waits for a slot and copies the document into it.
[[nodiscard]] Slot filled_slot(WorkerPool& pool, std::string_view document);

/// Waits for the next completion.
[[nodiscard]] Completion next_completion(WorkerPool& pool);

/// A completion whose slot has been let go.
struct Reading {
  Result<Answer> result;
  bool killed_worker = false;
  int process = 0;
  std::chrono::nanoseconds took{};
};

/// One document all the way.
[[nodiscard]] Reading read(WorkerPool& pool, std::string_view document, const Request& request = {});

/// Waits, some seconds at most, until `holds()`; meanwhile the pool is looked after. Whether it came to hold.
template <typename Condition>
[[nodiscard]] bool eventually(WorkerPool& pool, Condition holds);

/// The sample invoices in order of name.
[[nodiscard]] std::vector<std::filesystem::path> samples();

/// Numbers of the processes whose parent is `process`.
[[nodiscard]] std::vector<int> children_of(int process);
/// Whether there is a process of this number that has not ended.
[[nodiscard]] bool is_alive(int process);
/// Descriptors that this process has open.
[[nodiscard]] std::size_t open_descriptors();

// What templates need.
[[nodiscard]] bool look_after_until(WorkerPool& pool, bool (*holds)(void*), void* what);

template <typename Condition>
bool eventually(WorkerPool& pool, Condition holds) {
  return look_after_until(
      pool, [](void* what) { return (*static_cast<Condition*>(what))(); }, &holds);
}

}  // namespace prefill::sandbox::test
