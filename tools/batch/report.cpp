// The summary as a page: outcomes, how long documents took, how fast the run went, what was filled in and how surely.

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "tools/batch/summary.h"
#include "tools/html.h"
#include "tools/report_charts.h"

namespace prefill::tools::batch {
namespace {

std::string count_cell(std::uint64_t count) {
  return number_cell(std::to_string(count));
}

std::string percent_cell(double part, double whole) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %%", whole > 0 ? part / whole * 100 : 0.0);
  return number_cell(std::string(text.data()));
}

std::string outcomes_section(const Tally& tally) {
  std::string rows;
  const auto all = static_cast<double>(tally.documents);
  const auto add = [&](std::string_view name, std::uint64_t count) {
    if (count == 0) return;
    const double share = all > 0 ? static_cast<double>(count) / all : 0;
    rows += "<tr>" + row_title(name) + count_cell(count) + percent_cell(static_cast<double>(count), all) + "<td>" +
            bar(share, {share, share}, name) + "</td></tr>\n";
  };
  for (std::size_t i = 0; i < kind_count; ++i) add(kind_name(static_cast<DocumentKind>(i)), tally.kinds[i]);
  add("same file as an earlier one", tally.same);
  for (std::size_t i = 0; i < error_count; ++i) {
    add("failed: " + std::string(error_name(static_cast<ErrorCode>(i))), tally.errors[i]);
  }
  return "<h2>Outcomes</h2>\n" +
         html_table(std::to_string(tally.documents) + " documents",
                    head_cell("outcome") + head_cell("documents", true) + head_cell("share", true) + head_cell(""),
                    rows);
}

std::string three_digits(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g", number);
  return text.data();
}

std::string millis_text(double micros) {
  return three_digits(micros / 1000);
}

std::string latency_section(const Tally& tally) {
  std::size_t first = latency_bins;
  std::size_t last = 0;
  for (std::size_t bin = 0; bin < latency_bins; ++bin) {
    if (tally.latency[bin] == 0) continue;
    first = std::min(first, bin);
    last = bin;
  }
  if (first == latency_bins) return "";
  std::vector<ChartColumn> columns;
  for (std::size_t bin = first; bin <= last; ++bin) {
    const bool named = (bin - first) % 4 == 0;
    columns.push_back({named ? millis_text(latency_bin_end(bin)) : "", static_cast<double>(tally.latency[bin])});
  }
  std::string rows;
  for (const auto& [name, part] :
       {std::pair("half of the documents", 0.5), {"90 %", 0.9}, {"99 %", 0.99}, {"99.9 %", 0.999}, {"all", 1.0}}) {
    rows += "<tr>" + row_title(name) + number_cell(millis_text(tally.latency_quantile(part))) + "</tr>\n";
  }
  return "<h2>Time a document</h2>\n<div class=\"beside\">\n" +
         column_chart(columns, "milliseconds up to", "documents", "Documents by the time they took") +
         html_table("took less than", head_cell("share") + head_cell("milliseconds", true), rows) + "</div>\n";
}

std::string throughput_section(const std::vector<Milestone>& milestones) {
  constexpr std::size_t most_columns = 60;
  if (milestones.size() < 2) return "";
  const std::int64_t begin = milestones.front().time;
  const auto span = static_cast<double>(std::max<std::int64_t>(1, milestones.back().time - begin));
  const std::size_t count = std::min(most_columns, milestones.size() - 1);
  std::vector<ChartColumn> columns(count);
  // What is done at the first milestone was done before the time that is looked at.
  for (std::size_t i = 1; i < milestones.size(); ++i) {
    const auto place = static_cast<double>(milestones[i].time - begin) / span * static_cast<double>(count);
    columns[std::min(count - 1, static_cast<std::size_t>(place))].height +=
        static_cast<double>(milestones[i].documents);
  }
  const double seconds = span / 1000 / static_cast<double>(count);
  constexpr double a_minute = 60'000;
  for (std::size_t i = 0; i < count; ++i) {
    columns[i].height /= seconds;
    if (i % std::max<std::size_t>(1, count / 6) != 0) continue;
    const double since = seconds * static_cast<double>(i);
    columns[i].name = span < a_minute ? three_digits(since) + " s" : duration_text(since);
  }
  return "<h2>Throughput</h2>\n" +
         paragraph("By the moments at which chunks were done; where the run was interrupted there is nothing.") +
         column_chart(columns, "since the first chunk", "documents a second", "Documents a second over time");
}

std::string fields_section(const Tally& tally) {
  const auto read = static_cast<double>(tally.documents - tally.same - tally.failed());
  std::string rows;
  std::vector<ChartColumn> confidence(confidence_bins);
  for (std::size_t f = 0; f < tally.fields.size(); ++f) {
    const FieldTally& field = tally.fields[f];
    for (std::size_t bin = 0; bin < confidence_bins; ++bin) {
      confidence[bin].height += static_cast<double>(field.confidence[bin]);
    }
    if (field.given + field.withheld == 0) continue;
    const double share = read > 0 ? static_cast<double>(field.given) / read : 0;
    rows += "<tr>" + row_title(rules::field_name(static_cast<Field>(f))) + count_cell(field.given) +
            percent_cell(static_cast<double>(field.given), read) + "<td>" +
            bar(share, {share, share}, rules::field_name(static_cast<Field>(f))) + "</td>" +
            count_cell(field.withheld) + percent_cell(static_cast<double>(field.withheld), read) + "</tr>\n";
  }
  for (std::size_t bin = 0; bin < confidence_bins; bin += 4) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(bin) / confidence_bins);
    confidence[bin].name = text.data();
  }
  return "<h2>Fields filled in</h2>\n<div class=\"beside\">\n" +
         html_table("of the documents that were read",
                    head_cell("field") + head_cell("given", true) + head_cell("share", true) + head_cell("") +
                        head_cell("withheld", true) + head_cell("share", true),
                    rows) +
         column_chart(confidence, "confidence from", "values given", "Values given by confidence") + "</div>\n";
}

std::string run_section(const Summary& summary) {
  const RunFigures& run = summary.figures;
  std::string text = "Rules " + summary.rules + ", engine " + summary.engine + ". " +
                     std::to_string(summary.progress.done_chunks) + " of " + std::to_string(summary.progress.chunks) +
                     " chunks are done: " + size_text(summary.tally.bytes) + " of documents, " +
                     size_text(summary.result_bytes) + " of results.";
  if (run.seconds > 0) {
    text += " The last start read " + std::to_string(run.documents) + " documents in " + duration_text(run.seconds) +
            " on " + std::to_string(run.threads) + (run.threads == 1 ? " thread" : " threads") + ", isolation " +
            run.isolation + ", in at most " + size_text(run.peak_memory) + " of memory.";
  }
  const DuplicateCounts& twice = summary.duplicates;
  return paragraph(text) +
         paragraph(std::to_string(twice.files) + " files have the bytes of an earlier one and were not read again. " +
                   std::to_string(twice.invoices) + " invoices (supplier, year, number) stand on several documents, " +
                   std::to_string(twice.invoice_documents) + " in all; duplicates.jsonl names them.");
}

std::string parked_section(const std::vector<std::string>& reasons) {
  if (reasons.empty()) return "";
  std::string text = "<h2>Chunks that could not be done</h2>\n";
  for (const std::string& reason : reasons) text += paragraph(reason);
  return text;
}

}  // namespace

std::string to_html(const Summary& summary) {
  return html_page("prefill: batch of " + std::to_string(summary.progress.documents) + " documents", "Batch",
                   run_section(summary) + outcomes_section(summary.tally) + fields_section(summary.tally) +
                       latency_section(summary.tally) + throughput_section(summary.milestones) +
                       parked_section(summary.parked));
}

}  // namespace prefill::tools::batch
