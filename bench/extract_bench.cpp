// What a document costs, from bytes to JSON, split by stage.
//
//   extract_bench --dir=corpus/samples [--benchmark_...]
//
// Files are in memory before the clock starts, and the rules are compiled. Each run goes over all files of the
// directory that can be read; the answers of every run must be those of the first. Reported, per document: the mean
// time, the time of each stage (open, read, layout, scan, resolve, json), and the documents a second.

#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/document_files.h"
#include "extractor/extractor.h"
#include "extractor/json.h"

namespace {

using prefill::Extractor;
using prefill::Stage;
using prefill::StageTimes;

void extract_all(benchmark::State& state, const std::filesystem::path& directory) {
  Extractor extractor(prefill::bench::builtin_rules());
  const auto files = prefill::bench::readable_files(directory, extractor);
  if (files.empty()) {
    state.SkipWithError("no PDF in the directory can be read");
    return;
  }
  StageTimes times{};
  std::chrono::nanoseconds json_time{};
  std::string first;
  std::string answers;
  for ([[maybe_unused]] auto _ : state) {
    answers.clear();
    for (const auto& bytes : files) {
      const auto extraction = extractor.extract(bytes, &times);
      const auto start = std::chrono::steady_clock::now();
      prefill::append_json(answers, "", *extraction);
      json_time += std::chrono::steady_clock::now() - start;
    }
    if (first.empty()) first = answers;
    if (answers != first) {
      state.SkipWithError("the same documents gave another answer");
      return;
    }
  }
  const double documents = static_cast<double>(files.size()) * static_cast<double>(state.iterations());
  const auto micros = [&](std::chrono::nanoseconds time) {
    return std::chrono::duration<double, std::micro>(time).count() / documents;
  };
  std::chrono::nanoseconds total = json_time;
  for (std::size_t stage = 0; stage < prefill::stage_count; ++stage) {
    state.counters[std::string(prefill::stage_name(static_cast<Stage>(stage))) + "_us"] = micros(times[stage]);
    total += times[stage];
  }
  state.counters["json_us"] = micros(json_time);
  state.counters["document_us"] = micros(total);
  state.counters["documents"] = static_cast<double>(files.size());
  state.SetItemsProcessed(static_cast<std::int64_t>(documents));
}

}  // namespace

int main(int argc, char** argv) {
  const auto directory = prefill::bench::take_directory(argc, argv);
  if (!directory) return 2;
  benchmark::RegisterBenchmark("extract", extract_all, *directory)->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
