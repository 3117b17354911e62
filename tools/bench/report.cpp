// Both forms say the same figures, taken from one place each.

#include "tools/bench/report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <numeric>
#include <string_view>

#include "extractor/json_writer.h"
#include "tools/bench/statistics.h"
#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

constexpr std::size_t slowest_shown = 5;

/// What the times of one contestant say, alone and against the reference.
struct Figures {
  double mean;
  double median;
  double p99;
  double round;  // the mean of all documents in the median round: what a pass over them takes
  double ratio;  // the reference's total over ours
  double ratio_median;
  double ratio_p10;
  double ratio_p90;

  Figures(const Timing& timing, const Timing& reference)
      : mean(tools::mean(timing.best)),
        median(quantile(timing.best, 0.5)),
        p99(quantile(timing.best, 0.99)),
        round(quantile(timing.rounds, 0.5)) {
    const std::vector<double> ratios = quotients(reference.best, timing.best);
    ratio = sum(reference.best) / sum(timing.best);
    ratio_median = quantile(ratios, 0.5);
    ratio_p10 = quantile(ratios, 0.1);
    ratio_p90 = quantile(ratios, 0.9);
  }
};

double share(std::size_t part, std::size_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

/// The indices of the documents that took longest.
std::vector<std::size_t> slowest(const Timing& timing) {
  std::vector<std::size_t> order(timing.best.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return timing.best[a] > timing.best[b]; });
  order.resize(std::min(order.size(), slowest_shown));
  return order;
}

std::string fixed(double number, int decimals) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.*f", decimals, number);
  return digits.data();
}

std::string megabytes(std::size_t bytes) {
  return fixed(static_cast<double>(bytes) / 1e6, 1) + " MB";
}

std::string documents_text(std::size_t documents, std::size_t left_out, std::size_t pages, std::size_t rounds) {
  return std::to_string(documents) + " documents, " + std::to_string(pages) + " pages read, " + std::to_string(rounds) +
         " rounds; " + std::to_string(left_out) + " files left out that cannot be read\n";
}

TerminalTable times_table() {
  std::vector<Column> columns = {{"microseconds a document"}};
  for (const char* title : {"mean", "median", "p99", "one round", "ratio", "median", "p10", "p90"}) {
    columns.push_back({title, Align::right});
  }
  return TerminalTable(std::move(columns));
}

void add_row(TerminalTable& table, std::string name, const Figures& figures) {
  std::vector<std::string> cells = {std::move(name)};
  for (const double figure : {figures.mean, figures.median, figures.p99, figures.round, figures.ratio,
                              figures.ratio_median, figures.ratio_p10, figures.ratio_p90}) {
    cells.push_back(fixed(figure, 1));
  }
  table.add(std::move(cells));
}

std::string slowest_text(const std::vector<BenchDocument>& documents, const Timing& timing, const Timing& reference) {
  TerminalTable table({{"slowest"}, {"us", Align::right}, {"MuPDF us", Align::right}, {"ratio", Align::right}});
  for (const std::size_t i : slowest(timing)) {
    table.add({std::filesystem::path(documents[i].name).filename().string(), fixed(timing.best[i], 1),
               fixed(reference.best[i], 1), fixed(reference.best[i] / timing.best[i], 1)});
  }
  return "\n" + table.to_string(0);
}

/// Writes members of one JSON object.
class Members {
 public:
  explicit Members(JsonWriter& json) : json_(json) { json_.begin_object(); }
  ~Members() { json_.end_object(); }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  void add(std::string_view key, std::size_t number) {
    json_.key(key);
    json_.value(std::uint64_t{number});
  }
  void add(std::string_view key, double number, int decimals) {
    json_.key(key);
    json_.number(number, decimals);
  }
  void add(std::string_view key, std::string_view text) {
    json_.key(key);
    json_.value(text);
  }
  void add_ratios(const Figures& figures) {
    add("ratio", figures.ratio, 2);
    add("ratio_median", figures.ratio_median, 2);
    add("ratio_p10", figures.ratio_p10, 2);
    add("ratio_p90", figures.ratio_p90, 2);
  }
  void add_times(const Figures& figures) {
    add("mean_us", figures.mean, 1);
    add("median_us", figures.median, 1);
    add("p99_us", figures.p99, 1);
    add("round_us", figures.round, 1);
  }

 private:
  JsonWriter& json_;
};

void append_slowest(JsonWriter& json, const std::vector<BenchDocument>& documents, const Timing& timing,
                    const Timing& reference) {
  json.key("slowest");
  json.begin_array();
  for (const std::size_t i : slowest(timing)) {
    Members file(json);
    file.add("file", documents[i].name);
    file.add("us", timing.best[i], 1);
    file.add("reference_us", reference.best[i], 1);
    file.add("ratio", reference.best[i] / timing.best[i], 2);
  }
  json.end_array();
}

void append_times(JsonWriter& json, std::string_view name, const Timing& timing, const Timing& reference) {
  const Figures figures(timing, reference);
  json.key(name);
  Members members(json);
  members.add_times(figures);
  if (&timing != &reference) members.add_ratios(figures);
}

}  // namespace

std::string to_text(const TextBench& bench) {
  TerminalTable table = times_table();
  add_row(table, "MuPDF's reader", Figures(bench.reference, bench.reference));
  add_row(table, "text reader", Figures(bench.text, bench.reference));
  add_row(table, "floor: open, inflate contents", Figures(bench.floor, bench.reference));
  return documents_text(bench.documents.size(), bench.left_out, bench.pages, bench.rounds) + "\n" + table.to_string(0) +
         "\npages that fell back to MuPDF's reader: " + std::to_string(bench.fallback_pages) + " (" +
         fixed(100 * share(bench.fallback_pages, bench.pages), 2) +
         " %)\nvisible characters equal to MuPDF's: " + fixed(100 * share(bench.equal, bench.compared), 3) + " % of " +
         std::to_string(bench.compared) + "\nheap allocations a document: " + fixed(mean(bench.text.allocations), 1) +
         ", at most " + fixed(quantile(bench.text.allocations, 1), 0) +
         "\nmemory held by MuPDF, at most: " + megabytes(bench.text_memory) + ", by its reader " +
         megabytes(bench.reference_memory) + "\n" + slowest_text(bench.documents, bench.text, bench.reference);
}

std::string to_text(const ExtractionBench& bench) {
  TerminalTable table = times_table();
  const Figures figures(bench.extraction, bench.reference);
  add_row(table, "MuPDF's reader alone", Figures(bench.reference, bench.reference));
  add_row(table, "extraction and JSON", figures);

  TerminalTable stages({{"stage"}, {"mean us", Align::right}, {"share %", Align::right}});
  const auto documents = static_cast<double>(bench.documents.size());
  const auto add_stage = [&](std::string_view name, double total) {
    stages.add({std::string(name), fixed(total / documents, 1), fixed(100 * total / documents / figures.mean, 1)});
  };
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    add_stage(stage_name(static_cast<Stage>(stage)), bench.stages[stage]);
  }
  add_stage("json", bench.json);

  return documents_text(bench.documents.size(), bench.left_out, bench.pages, bench.rounds) + "\n" + table.to_string(0) +
         "\n" + stages.to_string(0) + "\nheap allocations a document: " + fixed(mean(bench.extraction.allocations), 1) +
         ", at most " + fixed(quantile(bench.extraction.allocations, 1), 0) +
         "\npeak memory: " + megabytes(bench.peak_memory) + ", of which the documents are " +
         megabytes(bench.document_bytes) + "\n" + slowest_text(bench.documents, bench.extraction, bench.reference);
}

std::string to_json(const TextBench& bench) {
  std::string out;
  JsonWriter json(out);
  {
    Members members(json);
    members.add("documents", bench.documents.size());
    members.add("left_out", bench.left_out);
    members.add("pages", bench.pages);
    members.add("fallback_pages", bench.fallback_pages);
    members.add("fallback_share", share(bench.fallback_pages, bench.pages), 4);
    members.add("characters", bench.characters);
    members.add("content_bytes", bench.content_bytes);
    members.add("compared", bench.compared);
    members.add("equal", bench.equal);
    members.add("equal_share", share(bench.equal, bench.compared), 6);
    members.add("rounds", bench.rounds);
    members.add_ratios(Figures(bench.text, bench.reference));
    append_times(json, "text", bench.text, bench.reference);
    append_times(json, "reference", bench.reference, bench.reference);
    append_times(json, "floor", bench.floor, bench.reference);
    members.add("allocations_mean", mean(bench.text.allocations), 1);
    members.add("allocations_most", quantile(bench.text.allocations, 1), 0);
    members.add("mupdf_memory", bench.text_memory);
    members.add("mupdf_memory_of_reference", bench.reference_memory);
    append_slowest(json, bench.documents, bench.text, bench.reference);
  }
  return out + "\n";
}

std::string to_json(const ExtractionBench& bench) {
  std::string out;
  JsonWriter json(out);
  {
    Members members(json);
    members.add("documents", bench.documents.size());
    members.add("left_out", bench.left_out);
    members.add("pages", bench.pages);
    members.add("rounds", bench.rounds);
    members.add_ratios(Figures(bench.extraction, bench.reference));
    append_times(json, "extraction", bench.extraction, bench.reference);
    append_times(json, "reference", bench.reference, bench.reference);
    json.key("stages_us");
    {
      Members stages(json);
      const auto documents = static_cast<double>(bench.documents.size());
      for (std::size_t stage = 0; stage < stage_count; ++stage) {
        stages.add(stage_name(static_cast<Stage>(stage)), bench.stages[stage] / documents, 1);
      }
      stages.add("json", bench.json / documents, 1);
    }
    members.add("allocations_mean", mean(bench.extraction.allocations), 1);
    members.add("allocations_most", quantile(bench.extraction.allocations, 1), 0);
    members.add("peak_memory", bench.peak_memory);
    members.add("document_bytes", bench.document_bytes);
    append_slowest(json, bench.documents, bench.extraction, bench.reference);
  }
  return out + "\n";
}

}  // namespace prefill::tools
