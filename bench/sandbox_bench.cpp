// What reading in a confined process costs over reading in this one.
//
//   sandbox_bench --dir=corpus/samples [--benchmark_...]
//
// Each document is read in this process and right after it by a worker: copied into its slot, handed over, waited for,
// copied out, checked. Both answers must be the same. Of several passes the fastest counts for each document and side,
// since what disturbs only ever adds. Reported are the means over the documents and the median of the differences, in
// microseconds, once for a worker that is kept and once for a process for each document.

#include <benchmark/benchmark.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include "bench/document_files.h"
#include "extractor/json.h"
#include "extractor/sandbox/launcher.h"
#include "rules/builtin_pack.h"
#include "tools/worker_program.h"

namespace {

using prefill::Extractor;
using prefill::sandbox::Completion;
using prefill::sandbox::Launcher;
using prefill::sandbox::PoolOptions;
using prefill::sandbox::Slot;
using prefill::sandbox::WorkerPool;
using Clock = std::chrono::steady_clock;

double micros(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

void wait_for(WorkerPool& pool, std::vector<Completion>& completions) {
  pollfd event{pool.event_descriptor(), POLLIN, 0};
  ::poll(&event, 1, -1);
  pool.poll(completions);
}

/// The answer of a worker; empty when there is none.
std::string read_by_worker(WorkerPool& pool, const std::vector<unsigned char>& document) {
  std::vector<Completion> completions;
  std::optional<Slot> slot = pool.acquire();
  for (; !slot; slot = pool.acquire()) wait_for(pool, completions);
  std::copy(document.begin(), document.end(), slot->input().begin());
  pool.submit(*std::move(slot), document.size(), {});
  while (completions.empty()) wait_for(pool, completions);
  auto& result = completions.front().result;
  return result ? std::move(result->bytes) : std::string();
}

std::string read_here(Extractor& extractor, const std::vector<unsigned char>& document) {
  std::string json;
  if (const auto extraction = extractor.extract(document)) prefill::append_json(json, "", *extraction);
  return json;
}

struct Times {
  double here = std::numeric_limits<double>::max();
  double worker = std::numeric_limits<double>::max();
};

void report(benchmark::State& state, const std::vector<Times>& times) {
  const auto count = static_cast<double>(times.size());
  std::vector<double> differences;
  double here = 0;
  double worker = 0;
  for (const Times& document : times) {
    here += document.here / count;
    worker += document.worker / count;
    differences.push_back(document.worker - document.here);
  }
  std::sort(differences.begin(), differences.end());
  state.counters["documents"] = count;
  state.counters["here_us"] = here;
  state.counters["worker_us"] = worker;
  state.counters["difference_us"] = worker - here;
  state.counters["median_difference_us"] = differences[differences.size() / 2];
  state.counters["ratio"] = worker / here;
}

void compare(benchmark::State& state, Launcher& launcher, const std::filesystem::path& directory,
             std::size_t documents_per_worker) {
  Extractor extractor(prefill::bench::builtin_rules());
  const auto documents = prefill::bench::readable_files(directory, extractor);
  PoolOptions options;
  options.workers = 1;
  options.slots = 2;
  options.documents_per_worker = documents_per_worker;
  auto pool = launcher.pool(prefill::rules::builtin_packs(), options);
  if (!pool || documents.empty()) {
    state.SkipWithError(pool ? "no PDF in the directory can be read" : pool.error().message.c_str());
    return;
  }
  std::vector<Times> times(documents.size());
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const Clock::time_point start = Clock::now();
      const std::string expected = read_here(extractor, documents[i]);
      const Clock::time_point between = Clock::now();
      const std::string answer = read_by_worker(**pool, documents[i]);
      const Clock::time_point end = Clock::now();
      if (answer != expected) {
        state.SkipWithError("a worker gave another answer");
        return;
      }
      times[i].here = std::min(times[i].here, micros(between - start));
      times[i].worker = std::min(times[i].worker, micros(end - between));
    }
  }
  report(state, times);
}

}  // namespace

int main(int argc, char** argv) {
  const auto launcher = Launcher::start(prefill::tools::worker_program());  // before anything else
  const auto directory = prefill::bench::take_directory(argc, argv);
  if (!directory) return 2;
  if (!launcher) {
    std::cerr << "sandbox_bench: " << launcher.error().message << '\n';
    return 2;
  }
  constexpr std::size_t kAlways = 1'000'000'000;
  const auto add = [&](const char* name, std::size_t documents) {
    benchmark::RegisterBenchmark(name, [&, documents](benchmark::State& state) {
      compare(state, **launcher, *directory, documents);
    })->Unit(benchmark::kMillisecond);
  };
  add("kept_worker", kAlways);
  add("process_for_each_document", 1);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
