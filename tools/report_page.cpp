// Everything in one file: it is mailed, kept beside a release and compared with the next one, so that it says nothing
// of the day or the machine.

#include "tools/report_page.h"

#include <array>
#include <cstdio>
#include <span>
#include <string_view>
#include <system_error>

#include "tools/drawing.h"
#include "tools/extraction_table.h"
#include "tools/html.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/report_charts.h"
#include "tools/report_file.h"
#include "tools/report_pictures.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

std::string decimals(double share) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", share * 100);
  return digits.data();
}

std::string percent(double share) {
  return decimals(share) + " %";
}

std::string interval_text(std::pair<double, double> interval) {
  return decimals(interval.first) + "\u2013" + decimals(interval.second);
}

// The interval that holds for a precision holds for a recall when what was expected takes the place of what was given.
std::pair<double, double> recall_interval(const Score& score) {
  return Score{score.right, score.wrong + score.missed, 0, 0}.precision_interval();
}

std::string share_cells(double share, std::pair<double, double> interval, const std::string& title) {
  return "<td>" + bar(share, interval, title + " " + percent(share) + ", 95 % interval " + interval_text(interval)) +
         "</td>" + number_cell(percent(share)) + number_cell(interval_text(interval));
}

std::string score_row(std::string_view title, const Score& score) {
  const std::string name(title);
  return "<tr>" + row_title(title) + number_cell(score.expected()) + number_cell(score.given()) +
         number_cell(score.right) + number_cell(score.wrong) + number_cell(score.missed) + number_cell(score.invented) +
         share_cells(score.precision(), score.precision_interval(), name + ": precision") +
         share_cells(score.recall(), recall_interval(score), name + ": recall") + "</tr>\n";
}

std::string score_head(std::string_view what) {
  std::string head = head_cell(what);
  for (const char* title : {"expected", "given", "right", "wrong", "missed", "invented"})
    head += head_cell(title, true);
  for (const char* title : {"precision", "recall"}) {
    head += "<th scope=\"colgroup\" colspan=\"3\">" + std::string(title) + ", 95 % interval</th>";
  }
  return head;
}

std::string figures_section(const EvaluationReport& report) {
  std::string rows = score_row("core fields", total(report.scores, core_fields()));
  rows += score_row("core, without type and currency", total(report.scores, without_type_and_currency(core_fields())));
  rows += score_row("all fields", total(report.scores, all_fields()));
  return html_table("precision = right / given, recall = right / expected", score_head("fields"), rows);
}

std::string fields_section(const Scores& scores) {
  std::string rows;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i].expected() + scores[i].given() == 0) continue;
    rows += score_row(rules::field_name(static_cast<Field>(i)), scores[i]);
  }
  return "<h2>Fields</h2>\n" +
         html_table("the line in a bar is the 95 % interval: it is wide where few values were counted",
                    score_head("field"), rows);
}

std::string bin_row(std::size_t i, const Bin& bin) {
  const std::string from = length_text(static_cast<float>(i) / bin_count);
  const std::string to = length_text(static_cast<float>(i + 1) / bin_count);
  const Score score = bin.score();
  const bool any = bin.all() > 0;
  return "<tr>" + row_title(from + " to " + to) + number_cell(bin.given) + number_cell(bin.given_right) +
         number_cell(bin.withheld) + number_cell(bin.withheld_right) +
         number_cell(any ? confidence_text(bin.confidence / bin.all()) : "") +
         number_cell(any ? confidence_text(score.precision()) : "") +
         number_cell(any ? interval_text(score.precision_interval()) : "") + "</tr>\n";
}

std::string reliability_section(const std::vector<Winner>& winners) {
  const std::array<Bin, bin_count> bins = bins_of(winners);
  std::string head = head_cell("confidence");
  for (const char* title :
       {"given", "of them right", "withheld", "would be right", "mean confidence", "share right", "95 % interval"}) {
    head += head_cell(title, true);
  }
  std::string rows;
  for (std::size_t i = 0; i < bins.size(); ++i) rows += bin_row(i, bins[i]);
  return "<h2>Reliability</h2>\n<p>How often a value was right, by how sure the engine was. Columns should end at the "
         "dashed line. The best value of each field counts, also where it stayed below its threshold and was withheld. "
         "On average confidence and share right differ by " +
         percent(calibration_error(bins)) + ".</p>\n<div class=\"beside\">\n" + reliability_diagram(bins) +
         html_table("values by confidence", head, rows) + "</div>\n";
}

std::string first_files(const std::vector<std::string>& files) {
  constexpr std::size_t most = 4;
  std::string text;
  for (std::size_t i = 0; i < files.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + files[i];
  return files.size() > most ? text + ", and " + std::to_string(files.size() - most) + " more" : text;
}

std::string confusion_section(const std::vector<Confusion>& confusions) {
  std::string rows;
  for (const Confusion& confusion : confusions) {
    rows += "<tr>" + row_title(rules::field_name(confusion.given_for)) + "<td>" +
            escaped(rules::field_name(confusion.truth_of)) + "</td>" +
            number_cell(static_cast<int>(confusion.files.size())) + "<td>" + escaped(first_files(confusion.files)) +
            "</td></tr>\n";
  }
  const std::string head =
      head_cell("value given for") + head_cell("is the truth of") + head_cell("count", true) + head_cell("files");
  return "<h2>Confusions</h2>\n" +
         (rows.empty()
              ? "<p>No value given for one field is the truth of another.</p>\n"
              : html_table("wrong and invented values that belong to another field; one that is the truth of two "
                           "counts for both",
                           head, rows));
}

std::string got_text(const MissPlace& miss) {
  if (!miss.got) return "nothing";
  return (miss.withheld ? "nothing; withheld was " : "") + std::string("\u201c") + value_text(miss.got->value) +
         "\u201d, confidence " + confidence_text(miss.got->confidence) + ", page " + std::to_string(miss.got->page) +
         ", by " + miss.got->rule;
}

std::string article_of(const MissPlace& miss, const std::string& pictures) {
  return "<article>\n<h3>" + escaped(miss.file) + ": " + escaped(rules::field_name(miss.field)) + ", " +
         escaped(verdict_name(miss.verdict)) + "</h3>\n<p>Expected: " +
         (miss.expected ? "\u201c" + escaped(value_text(*miss.expected)) + "\u201d" : "no value") +
         "<br>\nGiven: " + escaped(got_text(miss)) + "</p>\n" + pictures + "</article>\n";
}

std::string pictures_text(LaidOutPages& pages, const MissPlace& miss) {
  const auto pictures = pictures_of(pages, miss);
  if (!pictures) return paragraph("No picture: " + error_text(pictures.error()));
  if (pictures->empty()) return paragraph("No picture: the text of the pages read has neither value.");
  std::string text;
  for (const std::string& picture : *pictures) text += picture;
  return text;
}

// The articles of misses of one document.
std::string document_articles(std::span<const MissPlace> misses, const std::filesystem::path& pdfs) {
  LaidOutPages pages;
  const auto drawn = read_document((pdfs / misses.front().file).string(),
                                   [&](std::span<const unsigned char> bytes) -> Result<std::string> {
                                     if (const Result<void> read = pages.read(bytes); !read)
                                       return tl::unexpected(read.error());
                                     std::string articles;
                                     for (const MissPlace& miss : misses)
                                       articles += article_of(miss, pictures_text(pages, miss));
                                     pages.close();
                                     return articles;
                                   });
  if (drawn) return *drawn;
  std::string articles;
  for (const MissPlace& miss : misses) {
    articles += article_of(miss, paragraph("No picture: " + error_text(drawn.error())));
  }
  return articles;
}

std::string misses_section(const std::vector<MissPlace>& misses, const std::filesystem::path& pdfs) {
  const std::span<const MissPlace> shown(misses.data(), std::min(misses.size(), most_pictured_misses));
  std::string html = "<h2>Misses</h2>\n";
  if (misses.empty()) return html + paragraph("Every value is right.");
  html += paragraph(shown.size() < misses.size()
                        ? "The first " + std::to_string(shown.size()) + " of " + std::to_string(misses.size()) +
                              " values that are not right; the others are left out."
                        : std::to_string(misses.size()) + " values are not right.");
  html += paragraph(
      "Red boxes: the value given, dashed when it was withheld. Double green boxes: the expected value, "
      "at its first place in the text.");
  Progress progress(shown.size());
  for (std::size_t from = 0; from < shown.size();) {
    std::size_t to = from;
    while (to < shown.size() && shown[to].file == shown[from].file) {
      progress.advance();
      ++to;
    }
    html += document_articles(shown.subspan(from, to - from), pdfs);
    from = to;
  }
  return html;
}

std::string documents_section(const EvaluationReport& report) {
  std::string html = paragraph(std::to_string(report.documents) + " documents judged, " +
                               std::to_string(report.failures.size()) + " of them could not be read, " +
                               std::to_string(report.missing.size()) + " missing; rules " + report.rules_version + ".");
  std::string items;
  for (const Failure& failure : report.failures) {
    items += "<li>" + escaped(failure.file) + ": " + escaped(error_text(failure.error)) + "</li>\n";
  }
  for (const std::string& file : report.missing) items += "<li>" + escaped(file) + ": missing</li>\n";
  return items.empty() ? html : html + "<ul>\n" + items + "</ul>\n";
}

}  // namespace

std::string report_html(const EvaluationReport& report, const ReportData& data, const std::filesystem::path& pdfs) {
  return html_page("prefill: evaluation of " + std::to_string(report.documents) + " documents", "Evaluation",
                   documents_section(report) + figures_section(report) + fields_section(report.scores) +
                       reliability_section(data.winners()) + confusion_section(data.confusions()) +
                       misses_section(data.misses(), pdfs));
}

bool write_report(const std::filesystem::path& directory, const EvaluationReport& report, const ReportData& data,
                  const std::filesystem::path& pdfs) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    complain("`" + directory.string() + "` cannot be made: " + error.message());
    return false;
  }
  return write_file((directory / "index.html").string(), report_html(report, data, pdfs));
}

}  // namespace prefill::tools
