// Extracts every labelled document and counts. A document named and absent is said, not judged: a wrong directory must
// not look like a bad engine. Or counts what was corrected in forms that were sent, which needs no document.

#include "tools/eval_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/extractor.h"
#include "tools/command_line.h"
#include "tools/corrections_report.h"
#include "tools/evaluation_report.h"
#include "tools/labels_file.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/report_page.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

// Who writes the misses to a file wants whole names to search for.
constexpr int columns_in_a_file = 500;

struct Options {
  std::string labels;
  std::string submitted;
  double target = 0.9;
  std::string directory;
  std::string language;
  std::string split;
  GroupBy group_by = GroupBy::nothing;
  std::string report;  // directory; empty when none is wanted
  std::vector<std::string> rules;
  bool misses = false;
  bool json = false;
  bool winners = false;
  std::vector<const CLI::Option*> of_documents;  // options that mean nothing for forms that were sent
};

GroupBy group_by(std::string_view what) {
  const auto* name = std::ranges::find(group_names, what);
  return static_cast<GroupBy>(name - group_names.begin() + 1);
}

EvaluationReport evaluate(const Labels& labels, const std::filesystem::path& directory, GroupBy group_by,
                          const std::shared_ptr<const rules::Database>& rules, ReportData& data) {
  EvaluationReport report;
  report.group_by = group_by;
  report.rules_version = rules->version();
  Extractor extractor(rules);
  Progress progress(labels.documents.size());
  for (const LabelledDocument& document : labels.documents) {
    const std::filesystem::path path = directory / document.file;
    if (!std::filesystem::exists(path)) {
      report.missing.push_back(document.file);
      continue;
    }
    const Result<Extraction> result =
        read_document(path.string(), [&](std::span<const unsigned char> bytes) { return extractor.extract(bytes); });
    if (!result) report.failures.push_back({document.file, result.error()});
    add_document(report, document, labels.labelled, result ? &*result : nullptr);
    data.add(document, labels.labelled, result ? &*result : nullptr);
    progress.advance();
  }
  return report;
}

// Counts what suppliers corrected; says each line that is left out.
ExitCode count_corrections(const Options& options) {
  const auto report = read_document(options.submitted, [](std::span<const unsigned char> bytes) {
    const std::string_view lines(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    Progress progress(static_cast<std::size_t>(std::ranges::count(lines, '\n')));
    return Result<CorrectionsReport>(read_deposits(lines, [&] { progress.advance(); }));
  });
  if (!report) {
    complain("`" + options.submitted + "` " + report.error().message);
    return ExitCode::could_not_run;
  }
  for (const BrokenLine& line : report->broken) {
    complain("`" + options.submitted + "` line " + std::to_string(line.number) + " is left out: " + line.why);
  }
  if (!write_output(options.json ? to_json(*report, options.target)
                                 : to_text(*report, options.target, output_columns(columns_in_a_file)))) {
    return ExitCode::could_not_run;
  }
  return report->broken.empty() ? ExitCode::done : ExitCode::some_failed;
}

ExitCode measure(const Options& options) {
  const std::optional<Labels> labels = load_labels(options.labels, options.language, options.split);
  if (!labels) return ExitCode::could_not_run;
  if (!std::filesystem::is_directory(options.directory)) {
    complain("`" + options.directory + "` is no directory; name the one with the PDF files");
    return ExitCode::could_not_run;
  }
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  ReportData data;
  const EvaluationReport report = evaluate(*labels, options.directory, options.group_by, rules, data);
  if (!options.report.empty() && !write_report(options.report, report, data, options.directory)) {
    return ExitCode::could_not_run;
  }
  const std::string text = options.json ? to_json(report, options.winners)
                                        : to_text(report, options.misses, output_columns(columns_in_a_file));
  if (!write_output(text)) return ExitCode::could_not_run;
  return report.missing.empty() && report.failures.empty() ? ExitCode::done : ExitCode::some_failed;
}

ExitCode run(const Options& options) {
  if (!options.submitted.empty()) {
    for (const CLI::Option* option : options.of_documents) {
      if (option->count() == 0) continue;
      complain("`" + option->get_name() + "` is about documents with a known truth; leave it out with `--submitted`");
      return ExitCode::could_not_run;
    }
    return count_corrections(options);
  }
  if (!options.labels.empty() && !options.directory.empty()) return measure(options);
  complain("name TRUTH and `--pdfs DIR`, or `--submitted FORMS`; see `prefill eval --help`");
  return ExitCode::could_not_run;
}

}  // namespace

void add_eval_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("eval", "Measure precision and recall on labelled documents, or count corrections");
  CLI::Option* truth =
      command->add_option("TRUTH", options->labels, "Labels, one JSON object a line (see corpus/README.md)")
          ->type_name("");
  std::vector<const CLI::Option*>& of_documents = options->of_documents;
  of_documents.push_back(
      command->add_option("--pdfs", options->directory, "Directory of the PDF files named in TRUTH")->type_name("DIR"));
  CLI::Option* submitted =
      command
          ->add_option("--submitted", options->submitted,
                       "Instead of TRUTH: extractions with the forms as they were sent, one JSON object a line\n"
                       "(see docs/rules.md); - reads standard input. Counts corrections; no PDF is needed")
          ->excludes(truth)
          ->type_name("FORMS");
  command
      ->add_option("--target", options->target,
                   "With --submitted: share of the values given that shall stand, for the thresholds (default 0.9)")
      ->needs(submitted)
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("SHARE");
  of_documents.push_back(command->add_flag("--misses", options->misses, "List each value that is not right"));
  CLI::Option* json = command->add_flag("--json", options->json, "Everything as one JSON document");
  of_documents.push_back(
      command->add_flag("--winners", options->winners, "With --json: also how sure the best value for each field was")
          ->needs(json));
  of_documents.push_back(
      command->add_option("--language", options->language, "Only documents of this language")->type_name("LANGUAGE"));
  of_documents.push_back(command->add_option("--split", options->split, "Only this part of the documents")
                             ->check(one_of({"develop", "judge"}))
                             ->type_name("SPLIT"));
  of_documents.push_back(command
                             ->add_option_function<std::string>(
                                 "--by", [options](const std::string& what) { options->group_by = group_by(what); },
                                 "Also a row for each producer, layout, language, kind or split")
                             ->check(one_of({group_names.begin(), group_names.end()}))
                             ->type_name("WHAT"));
  of_documents.push_back(command
                             ->add_option("--report", options->report,
                                          "Also write DIR/index.html: charts, confusions, and a picture of each miss")
                             ->type_name("DIR"));
  add_rules_option(*command, options->rules);
  command->footer(
      "precision = right / given, recall = right / expected. A value that the document does not have counts as\n"
      "invented where the truth is complete and names the field on at least one document of TRUTH.\n"
      "With --submitted a correction is a value that was changed or removed before the form was sent; keys are\n"
      "letters and digits.\n"
      "Exit code: 0 all judged, 1 files missing or unreadable or lines left out, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill eval corpus/manifest.jsonl --pdfs corpus/samples --misses\n"
      "  prefill eval corpus/manifest.jsonl --pdfs corpus/samples --report report\n"
      "  prefill eval --submitted march.jsonl");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
