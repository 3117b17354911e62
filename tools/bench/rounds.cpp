// The number of rounds is settled after the first one, which is the slowest: caches are cold.

#include "tools/bench/rounds.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

#include "tools/bench/heap_count.h"
#include "tools/progress.h"

namespace prefill::tools {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t fewest_rounds = 3;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

class Measurement {
 public:
  Measurement(const std::vector<BenchDocument>& documents, std::span<Contestant* const> contestants)
      : documents_(documents), contestants_(contestants), answers_(contestants.size()) {
    constexpr double nothing_yet = std::numeric_limits<double>::infinity();
    const std::vector<double> none(documents.size(), nothing_yet);
    rounds_.timings.assign(contestants.size(), {none, {}, none});
    for (std::vector<std::uint64_t>& answers : answers_) answers.resize(documents.size());
  }

  void round(Progress* progress) {
    const bool backwards = rounds_.count % 2 == 1;
    for (std::size_t turn = 0; turn < contestants_.size(); ++turn) {
      const std::size_t contestant = backwards ? contestants_.size() - 1 - turn : turn;
      double total = 0;
      for (std::size_t document = 0; document < documents_.size(); ++document) {
        total += run(contestant, document);
        if (progress != nullptr) progress->advance();
      }
      rounds_.timings[contestant].rounds.push_back(total / static_cast<double>(documents_.size()));
    }
    ++rounds_.count;
  }

  Rounds result() && { return std::move(rounds_); }

 private:
  // Microseconds.
  double run(std::size_t contestant, std::size_t document) {
    const std::uint64_t allocations = heap_allocations();
    const Clock::time_point begin = Clock::now();
    contestants_[contestant]->run(documents_[document].bytes);
    const double took = seconds_since(begin) * 1e6;
    const auto allocated = static_cast<double>(heap_allocations() - allocations);

    Timing& timing = rounds_.timings[contestant];
    timing.allocations[document] = std::min(timing.allocations[document], allocated);
    if (took < timing.best[document]) {
      timing.best[document] = took;
      contestants_[contestant]->keep(document);
    }
    const std::uint64_t answer = contestants_[contestant]->answer();
    std::uint64_t& first = answers_[contestant][document];
    if (rounds_.count == 0) first = answer;
    if (answer != first) note_different(documents_[document].name);
    return took;
  }

  void note_different(const std::string& name) {
    std::vector<std::string>& names = rounds_.different;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }

  const std::vector<BenchDocument>& documents_;
  std::span<Contestant* const> contestants_;
  std::vector<std::vector<std::uint64_t>> answers_;  // of the first round, by contestant and document
  Rounds rounds_;
};

}  // namespace

Rounds run_rounds(const std::vector<BenchDocument>& documents, std::span<Contestant* const> contestants,
                  double seconds) {
  Measurement measurement(documents, contestants);
  const Clock::time_point begin = Clock::now();
  measurement.round(nullptr);
  const double first = std::max(seconds_since(begin), 1e-6);
  const std::size_t planned = std::max(fewest_rounds, static_cast<std::size_t>(seconds / first));
  Progress progress((planned - 1) * documents.size() * contestants.size());
  for (std::size_t round = 1; round < planned; ++round) measurement.round(&progress);
  return std::move(measurement).result();
}

}  // namespace prefill::tools
