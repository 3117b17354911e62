// Sums, and the two forms in which programs and terminals read them.

#include "tools/batch/summary.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "extractor/json_writer.h"
#include "tools/terminal_table.h"

namespace prefill::tools::batch {
namespace {

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

double rate(std::uint64_t count, double seconds) {
  return share(static_cast<double>(count), seconds);
}

std::string percent_text(double part) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %%", part * 100);
  return text.data();
}

std::string micros_text(double micros) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), micros < 10'000 ? "%.2f ms" : "%.0f ms", micros / 1000);
  return text.data();
}

double mean_confidence(const FieldTally& field) {
  double sum = 0;
  for (std::size_t bin = 0; bin < field.confidence.size(); ++bin) {
    sum += static_cast<double>(field.confidence[bin]) * (static_cast<double>(bin) + 0.5) / confidence_bins;
  }
  return share(sum, static_cast<double>(field.given));
}

std::uint64_t extracted(const Tally& tally) {
  return tally.documents - tally.same - tally.failed();
}

void write_counts(JsonWriter& json, const Summary& summary) {
  const Tally& tally = summary.tally;
  const auto count = [&](std::string_view name, std::uint64_t number) {
    json.key(name);
    json.value(number);
  };
  json.member("chunks");
  json.begin_object();
  count("planned", summary.progress.chunks);
  count("done", summary.progress.done_chunks);
  json.end_object();
  json.member("documents");
  json.begin_object();
  count("planned", summary.progress.documents);
  count("done", tally.documents);
  count("extracted", extracted(tally));
  count("sameAs", tally.same);
  count("failed", tally.failed());
  json.end_object();
  json.member("failures");
  json.begin_object();
  for (std::size_t i = 0; i < error_count; ++i) {
    if (tally.errors[i] > 0) count(error_name(static_cast<ErrorCode>(i)), tally.errors[i]);
  }
  json.end_object();
  json.member("kinds");
  json.begin_object();
  for (std::size_t i = 0; i < kind_count; ++i) count(kind_name(static_cast<DocumentKind>(i)), tally.kinds[i]);
  json.end_object();
  count("bytes", tally.bytes);
  count("resultBytes", summary.result_bytes);
  json.member("duplicates");
  json.begin_object();
  count("files", summary.duplicates.files);
  count("invoices", summary.duplicates.invoices);
  count("invoiceDocuments", summary.duplicates.invoice_documents);
  json.end_object();
}

void write_fields(JsonWriter& json, const Tally& tally) {
  json.member("fields");
  json.begin_object();
  for (std::size_t f = 0; f < tally.fields.size(); ++f) {
    const FieldTally& field = tally.fields[f];
    if (field.given + field.withheld == 0) continue;
    json.key(rules::field_name(static_cast<Field>(f)));
    json.begin_object();
    json.member("given");
    json.value(field.given);
    json.member("withheld");
    json.value(field.withheld);
    json.member("meanConfidence");
    json.number(mean_confidence(field), 3);
    json.end_object();
  }
  json.end_object();
}

void write_times(JsonWriter& json, const Summary& summary) {
  const Tally& tally = summary.tally;
  json.member("milliseconds");
  json.begin_object();
  for (const auto& [name, part] :
       {std::pair("p50", 0.5), {"p90", 0.9}, {"p99", 0.99}, {"p999", 0.999}, {"most", 1.0}}) {
    json.key(name);
    json.number(tally.latency_quantile(part) / 1000, 3);
  }
  json.end_object();
  json.member("engineShares");
  json.begin_object();
  double rest = 1;
  for (std::size_t i = 0; i < stage_count; ++i) {
    const double part = share(static_cast<double>(tally.stages[i]), static_cast<double>(tally.took));
    rest -= part;
    json.key(stage_name(static_cast<Stage>(i)));
    json.number(part, 4);
  }
  json.member("other");  // JSON, and what a confined process costs
  json.number(std::max(0.0, rest), 4);
  json.end_object();
}

void write_run(JsonWriter& json, const RunFigures& run) {
  json.member("lastStart");
  json.begin_object();
  json.member("threads");
  json.value(std::uint64_t{run.threads});
  json.member("isolation");
  json.value(std::string_view(run.isolation));
  json.member("seconds");
  json.number(run.seconds, 3);
  json.member("documents");
  json.value(run.documents);
  json.member("bytes");
  json.value(run.bytes);
  json.member("documentsPerSecond");
  json.number(rate(run.documents, run.seconds), 1);
  json.member("megabytesPerSecond");
  json.number(rate(run.bytes, run.seconds) / 1e6, 1);
  json.member("fetchedBytes");
  json.value(run.fetched);
  json.member("peakMemory");
  json.value(run.peak_memory);
  json.member("stageSeconds");
  json.begin_object();
  for (std::size_t i = 0; i < run.times.size(); ++i) {
    json.key(pipeline_stage_name(static_cast<PipelineStage>(i)));
    json.number(std::chrono::duration<double>(run.times[i]).count(), 3);
  }
  json.end_object();
  json.end_object();
}

std::string outcome_table(const Summary& summary) {
  const Tally& tally = summary.tally;
  TerminalTable table({{"documents"}, {"count", Align::right}, {"share", Align::right}});
  const auto add = [&](std::string_view name, std::uint64_t count) {
    const double part = share(static_cast<double>(count), static_cast<double>(tally.documents));
    table.add({std::string(name), std::to_string(count), percent_text(part)});
  };
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (tally.kinds[i] > 0) add(kind_name(static_cast<DocumentKind>(i)), tally.kinds[i]);
  }
  if (tally.same > 0) add("same file as an earlier one", tally.same);
  for (std::size_t i = 0; i < error_count; ++i) {
    if (tally.errors[i] > 0) add("failed: " + std::string(error_name(static_cast<ErrorCode>(i))), tally.errors[i]);
  }
  table.add_rule();
  add("all", tally.documents);
  return table.to_string(0);
}

std::string fields_table(const Tally& tally) {
  TerminalTable table({{"field"},
                       {"given", Align::right},
                       {"of read", Align::right},
                       {"withheld", Align::right},
                       {"mean confidence", Align::right}});
  const auto read = static_cast<double>(extracted(tally));
  for (std::size_t f = 0; f < tally.fields.size(); ++f) {
    const FieldTally& field = tally.fields[f];
    if (field.given + field.withheld == 0) continue;
    std::array<char, 16> confidence{};
    std::snprintf(confidence.data(), confidence.size(), "%.2f", mean_confidence(field));
    table.add({std::string(rules::field_name(static_cast<Field>(f))), std::to_string(field.given),
               percent_text(share(static_cast<double>(field.given), read)), std::to_string(field.withheld),
               confidence.data()});
  }
  return table.empty() ? "" : table.to_string(0);
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> units = {"B", "kB", "MB", "GB", "TB"};
  auto size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < units.size(); ++unit) size /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 || size >= 99.5 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  return text.data();
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<unsigned long long>(std::max(0.0, seconds) + 0.5);
  std::array<char, 48> text{};
  if (whole >= 3600) {
    std::snprintf(text.data(), text.size(), "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%llu:%02llu", whole / 60, whole % 60);
  }
  return text.data();
}

Result<Summary> add_up(const ResultSet& set) {
  Summary summary;
  for (const std::string& path : set.state_paths()) {
    const auto state = State::open(path, State::Mode::read);
    if (!state) return tl::unexpected(state.error());
    bool sound = true;
    const auto told = (*state)->each_chunk([&](const ChunkState& chunk) {
      ++summary.progress.chunks;
      summary.progress.documents += chunk.documents;
      if (chunk.parked) summary.parked.push_back("chunk " + std::to_string(chunk.number) + ": " + chunk.reason);
      if (chunk.finished == 0) return;
      ++summary.progress.done_chunks;
      summary.progress.done_documents += chunk.documents;
      summary.result_bytes += chunk.result_bytes;
      summary.milestones.push_back({chunk.finished, chunk.documents});
      const auto tally = Tally::unpacked(chunk.tally);
      sound = sound && tally.has_value();
      if (tally) summary.tally += *tally;
    });
    if (!told) return tl::unexpected(told.error());
    if (!sound) return failure(ErrorCode::damaged, "the state of the run `" + path + "` is broken");
    if (!summary.rules.empty()) continue;
    for (const auto& [key, value] :
         {std::pair("rules", &summary.rules), {"rules_hash", &summary.rules_hash}, {"engine", &summary.engine}}) {
      auto setting = (*state)->setting(key);
      if (!setting) return tl::unexpected(setting.error());
      *value = *std::move(setting);
    }
  }
  std::sort(summary.milestones.begin(), summary.milestones.end(),
            [](const Milestone& a, const Milestone& b) { return a.time < b.time; });
  return summary;
}

std::string to_json(const Summary& summary) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("rules");
  json.value(std::string_view(summary.rules));
  json.member("rulesHash");
  json.value(std::string_view(summary.rules_hash));
  json.member("engine");
  json.value(std::string_view(summary.engine));
  write_counts(json, summary);
  write_times(json, summary);
  write_fields(json, summary.tally);
  write_run(json, summary.figures);
  json.end_object();
  return out + '\n';
}

std::string to_text(const Summary& summary) {
  const Tally& tally = summary.tally;
  const RunFigures& run = summary.figures;
  std::string text = outcome_table(summary) + '\n' + fields_table(tally) + '\n';
  text += "rules " + summary.rules + ", engine " + summary.engine + ": " +
          std::to_string(summary.progress.done_chunks) + " of " + std::to_string(summary.progress.chunks) +
          " chunks done, " + size_text(tally.bytes) + " of documents, " + size_text(summary.result_bytes) +
          " of results\n";
  if (run.seconds > 0) {
    text += "this start: " + std::to_string(run.documents) + " documents in " + duration_text(run.seconds) + ", " +
            std::to_string(static_cast<std::uint64_t>(rate(run.documents, run.seconds))) + " a second, " +
            size_text(static_cast<std::uint64_t>(rate(run.bytes, run.seconds))) + " a second, memory at most " +
            size_text(run.peak_memory) + '\n';
  }
  if (tally.took > 0) {
    text += "a document took " + micros_text(tally.latency_quantile(0.5)) + " (half of them less), 99 % less than " +
            micros_text(tally.latency_quantile(0.99)) + ", all less than " + micros_text(tally.latency_quantile(1)) +
            '\n';
  }
  text += "duplicates: " + std::to_string(summary.duplicates.files) + " files with the bytes of an earlier one; " +
          std::to_string(summary.duplicates.invoices) + " invoices that stand on several documents (" +
          std::to_string(summary.duplicates.invoice_documents) + ")\n";
  for (const std::string& reason : summary.parked) text += reason + '\n';
  return text;
}

std::string rate_text(const Summary& summary, bool running) {
  constexpr std::int64_t minute = 60'000;
  const std::vector<Milestone>& done = summary.milestones;
  if (done.size() < 2) return "";
  std::size_t first = done.size() - 1;
  while (first > 0 && done.back().time - done[first].time < minute) --first;
  std::uint64_t documents = 0;
  for (std::size_t i = first + 1; i < done.size(); ++i) documents += done[i].documents;
  const double a_second = rate(documents, static_cast<double>(done.back().time - done[first].time) / 1000);
  std::string text = std::to_string(static_cast<std::uint64_t>(a_second)) + " documents a second";
  if (running && a_second > 0) {
    const std::uint64_t left = summary.progress.documents - summary.progress.done_documents;
    text += ", " + duration_text(static_cast<double>(left) / a_second) + " left";
  }
  return text + '\n';
}

}  // namespace prefill::tools::batch
