// What a document costs, from bytes to JSON, split by stage.
//
//   extract_bench --dir=corpus/samples [--benchmark_...]
//
// Files are in memory before the clock starts, and the rules are compiled. Each run goes over all files of the
// directory that can be read; the answers of every run must be those of the first. Reported, per document: the mean
// time, the time of each stage (open, read, layout, scan, resolve, json), and the documents a second.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "extractor/json.h"
#include "rules/builtin_pack.h"
#include "rules/database.h"
#include "tools/mapped_file.h"

namespace {

using prefill::Extractor;
using prefill::Stage;
using prefill::StageTimes;

std::shared_ptr<const prefill::rules::Database> builtin_rules() {
  auto parsed = prefill::rules::parse_packs(prefill::rules::builtin_packs());
  return prefill::rules::Database::compile(std::move(*parsed.pack), prefill::rules::Database::default_cache());
}

/// The bytes of every PDF below `directory` that the engine can read, in order of name.
std::vector<std::vector<unsigned char>> readable_files(const std::filesystem::path& directory, Extractor& extractor) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::vector<unsigned char>> files;
  for (const auto& path : paths) {
    const auto file = prefill::tools::MappedFile::open(path.string());
    if (!file) continue;
    std::vector<unsigned char> bytes(file->bytes().begin(), file->bytes().end());
    if (extractor.extract(bytes)) files.push_back(std::move(bytes));
  }
  return files;
}

void extract_all(benchmark::State& state, const std::filesystem::path& directory) {
  Extractor extractor(builtin_rules());
  const auto files = readable_files(directory, extractor);
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
  std::filesystem::path directory;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.substr(0, 6) != "--dir=") continue;
    directory = argument.substr(6);
    std::copy(argv + i + 1, argv + argc, argv + i);
    --argc;
    break;
  }
  if (!std::filesystem::is_directory(directory)) {
    std::cerr << "extract_bench: name a directory of PDF files with --dir=DIR\n";
    return 2;
  }
  benchmark::RegisterBenchmark("extract", extract_all, directory)->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
