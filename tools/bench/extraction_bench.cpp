// Two contestants: the extractor with JSON behind it, and MuPDF's reader. The extractor alone goes over all documents
// first, so that the peak of the process's memory is its own.

#include "tools/bench/extraction_bench.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <string>

#include "extractor/json.h"
#include "extractor/pdf/mupdf_reader.h"
#include "tools/bench/reader_contestant.h"

namespace prefill::tools {
namespace {

using Clock = std::chrono::steady_clock;

double micros(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

class ExtractionContestant : public Contestant {
 public:
  /// What the fastest extraction of a document spent where.
  struct Split {
    StageTimes stages{};
    std::chrono::nanoseconds json{};
  };

  explicit ExtractionContestant(const std::shared_ptr<const rules::Database>& rules) : extractor_(rules) {}

  bool run(std::span<const unsigned char> bytes) override {
    last_ = {};
    line_.clear();
    const Result<Extraction> extraction = extractor_.extract(bytes, &last_.stages);
    if (!extraction) return false;
    const Clock::time_point begin = Clock::now();
    append_json(line_, "", *extraction);
    last_.json = Clock::now() - begin;
    return true;
  }

  [[nodiscard]] std::uint64_t answer() const override { return std::hash<std::string>()(line_); }

  void keep(std::size_t document) override {
    if (fastest_.size() <= document) fastest_.resize(document + 1);
    fastest_[document] = last_;
  }

  [[nodiscard]] const std::vector<Split>& fastest() const { return fastest_; }

 private:
  Extractor extractor_;
  Split last_;
  std::string line_;
  std::vector<Split> fastest_;
};

/// The largest memory the process ever had, in bytes; 0 where the system does not tell.
std::size_t peak_of_process() {
  constexpr std::string_view key = "VmHWM:";
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return std::stoul(line.substr(key.size())) * 1024;
  }
  return 0;
}

/// Runs the contestant on each document and removes those it cannot do; how many there were. `note` is told the others.
template <typename Note = void (*)(const BenchDocument&)>
std::size_t remove_unreadable(
    std::vector<BenchDocument>& documents, Contestant& contestant, Note note = [](const BenchDocument&) {}) {
  return std::erase_if(documents, [&](const BenchDocument& document) {
    if (!contestant.run(document.bytes)) return true;
    note(document);
    return false;
  });
}

void add_split(ExtractionBench& bench, const ExtractionContestant::Split& split) {
  for (std::size_t stage = 0; stage < stage_count; ++stage) bench.stages[stage] += micros(split.stages[stage]);
  bench.json += micros(split.json);
}

}  // namespace

ExtractionBench bench_extraction(std::vector<BenchDocument> documents,
                                 const std::shared_ptr<const rules::Database>& rules, double seconds) {
  ExtractionContestant extraction(rules);
  ReaderContestant reference(pdf::make_mupdf_reader());
  ExtractionBench bench;
  bench.left_out = remove_unreadable(documents, extraction);
  bench.peak_memory = peak_of_process();
  bench.left_out += remove_unreadable(documents, reference, [&](const BenchDocument& document) {
    bench.document_bytes += document.bytes.size();
    bench.pages += reference.reader().pages().size();
  });
  bench.documents = std::move(documents);
  if (bench.documents.empty()) return bench;

  const std::array<Contestant*, 2> contestants = {&extraction, &reference};
  Rounds rounds = run_rounds(bench.documents, contestants, seconds);
  bench.rounds = rounds.count;
  bench.unsteady = std::move(rounds.different);
  bench.extraction = std::move(rounds.timings[0]);
  bench.reference = std::move(rounds.timings[1]);
  for (const ExtractionContestant::Split& split : extraction.fastest()) add_split(bench, split);
  return bench;
}

}  // namespace prefill::tools
