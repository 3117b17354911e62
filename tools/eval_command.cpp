// Extracts every labelled document and counts. A document named and absent is said, not judged: a wrong directory must
// not look like a bad engine.

#include "tools/eval_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractor/extractor.h"
#include "tools/command_line.h"
#include "tools/evaluation_report.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

// Who writes the misses to a file wants whole names to search for.
constexpr int columns_in_a_file = 500;

struct Options {
  std::string labels;
  std::string directory;
  std::string language;
  std::string split;
  GroupBy group_by = GroupBy::nothing;
  std::vector<std::string> rules;
  bool misses = false;
  bool json = false;
};

// Nothing after the reason was said.
std::optional<Labels> load_labels(const Options& options) {
  auto labels = read_document(options.labels, [](std::span<const unsigned char> bytes) -> Result<Labels> {
    auto read = read_labels({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!read) return failure(ErrorCode::io, "has a mistake: " + read.error());
    return *std::move(read);
  });
  if (!labels) {
    complain("`" + options.labels + "` " + labels.error().message);
    return std::nullopt;
  }
  std::erase_if(labels->documents, [&](const LabelledDocument& document) {
    return (!options.language.empty() && document.language != options.language) ||
           (!options.split.empty() && document.split != options.split);
  });
  if (labels->documents.empty()) {
    complain("`" + options.labels +
             "` has no document of this language and split; leave out `--language` or `--split`");
    return std::nullopt;
  }
  return *std::move(labels);
}

EvaluationReport evaluate(const Labels& labels, const std::filesystem::path& directory, GroupBy group_by,
                          const std::shared_ptr<const rules::Database>& rules) {
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
    progress.advance();
  }
  return report;
}

ExitCode run(const Options& options) {
  const std::optional<Labels> labels = load_labels(options);
  if (!labels) return ExitCode::could_not_run;
  if (!std::filesystem::is_directory(options.directory)) {
    complain("`" + options.directory + "` is no directory; name the one with the PDF files");
    return ExitCode::could_not_run;
  }
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  const EvaluationReport report = evaluate(*labels, options.directory, options.group_by, rules);
  const std::string text =
      options.json ? to_json(report) : to_text(report, options.misses, output_columns(columns_in_a_file));
  if (!write_output(text)) return ExitCode::could_not_run;
  return report.missing.empty() && report.failures.empty() ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

void add_eval_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("eval", "Measure precision and recall on labelled documents");
  command->add_option("TRUTH", options->labels, "Labels, one JSON object a line (see corpus/README.md)")
      ->required()
      ->type_name("");
  command->add_option("--pdfs", options->directory, "Directory of the PDF files named in TRUTH")
      ->required()
      ->type_name("DIR");
  command->add_flag("--misses", options->misses, "List each value that is not right");
  command->add_flag("--json", options->json, "Everything as one JSON document");
  command->add_option("--language", options->language, "Only documents of this language")->type_name("LANGUAGE");
  command->add_option("--split", options->split, "Only this part of the documents")
      ->check(one_of({"develop", "judge"}))
      ->type_name("SPLIT");
  command->add_option("--by", options->group_by, "Also a row for each producer, layout, language, kind or split")
      ->transform(CLI::CheckedTransformer(std::map<std::string, GroupBy>{{"producer", GroupBy::producer},
                                                                         {"layout", GroupBy::layout},
                                                                         {"language", GroupBy::language},
                                                                         {"kind", GroupBy::kind},
                                                                         {"split", GroupBy::split}}))
      ->type_name("WHAT");
  add_rules_option(*command, options->rules);
  command->footer(
      "precision = right / given, recall = right / expected. A value that the document does not have counts as\n"
      "invented where the truth is complete and names the field on at least one document of TRUTH.\n"
      "Exit code: 0 all judged, 1 files missing or unreadable, 2 could not run.\n\n"
      "Example:\n"
      "  prefill eval corpus/manifest.jsonl --pdfs corpus/samples --misses");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
