// Machines differ and are shared, so that no time is given without MuPDF's on the same pages in the same run. Answers
// are checked in every round: a fast wrong answer cannot win.

#include "tools/bench_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tools/bench/extraction_bench.h"
#include "tools/bench/report.h"
#include "tools/bench/text_bench.h"
#include "tools/output.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

struct Options {
  DocumentChoice choice;
  double seconds = 20;
  std::vector<std::string> rules;
  bool json = false;
};

bool report_unsteady(const std::vector<std::string>& names) {
  for (const std::string& name : names) complain("`" + name + "` gave another answer than in the first round");
  return !names.empty();
}

// What both commands do with what they measured.
template <typename Bench>
ExitCode finish(const Bench& bench, bool json) {
  if (bench.documents.empty()) {
    complain("none of the " + std::to_string(bench.left_out) + " files can be read; name sound PDF files");
    return ExitCode::could_not_run;
  }
  if (!write_output(json ? to_json(bench) : to_text(bench))) return ExitCode::could_not_run;
  return report_unsteady(bench.unsteady) ? ExitCode::some_failed : ExitCode::done;
}

ExitCode run_text(const Options& options) {
  auto documents = load_documents(options.choice);
  if (!documents) return ExitCode::could_not_run;
  const TextBench bench = bench_text(*std::move(documents), options.seconds);
  for (const TextBench::Differing& file : bench.differing) {
    const int tenths = static_cast<int>(file.unequal * 1000 + 0.5);
    complain("`" + file.name + "` differs from MuPDF's reader in " + std::to_string(tenths / 10) + "." +
             std::to_string(tenths % 10) + " % of its characters");
  }
  return finish(bench, options.json);
}

ExitCode run_extraction(const Options& options) {
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  auto documents = load_documents(options.choice);
  if (!documents) return ExitCode::could_not_run;
  return finish(bench_extraction(*std::move(documents), rules, options.seconds), options.json);
}

void add_options(CLI::App& command, Options& options) {
  // Not required as far as the parser knows: `bench text` has its own.
  command.add_option("PATH", options.choice.paths, "PDF files, and directories of them")->type_name("");
  command.add_flag("--json", options.json, "The figures as one JSON object");
  command.add_option("--seconds", options.seconds, "How long to measure, 20 by default; three rounds at the least")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  CLI::Option* truth =
      command.add_option("--truth", options.choice.truth, "Labels that say the language of each document (see `eval`)");
  truth->type_name("FILE");
  CLI::Option* language =
      command.add_option("--language", options.choice.language, "Only documents of this language; needs `--truth`");
  language->type_name("LANGUAGE")->needs(truth);
}

// CLI11 asks for the arguments of a command even when one of its own commands is given.
void require_paths(const Options& options) {
  if (options.choice.paths.empty()) throw CLI::RequiredError("PATH");
}

}  // namespace

void add_bench_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("bench", "Measure what documents cost, beside MuPDF's reader");
  add_options(*command, *options);
  add_rules_option(*command, options->rules);
  command->footer(
      "Whole extractions, from bytes in memory to JSON, against reading the same pages with MuPDF's structured text.\n"
      "The fastest of several rounds counts for each document; ratio is MuPDF's time over ours.\n"
      "Exit code: 0 measured, 1 answers changed between rounds, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill bench corpus/samples\n"
      "  prefill bench text --json corpus/samples | jq .ratio");

  const auto text_options = std::make_shared<Options>();
  CLI::App* text = command->add_subcommand("text", "Only the text: our reader, MuPDF's, and the floor under both");
  add_options(*text, *text_options);
  text->footer(
      "Each reader opens every file and reads its first, penultimate and last page. Files whose characters differ\n"
      "from MuPDF's in more than 0.5 % are named on standard error; pages that fell back do not count there.\n"
      "Exit code: 0 measured, 1 answers changed between rounds, 2 could not run.\n\n"
      "Example:\n"
      "  prefill bench text --seconds 60 corpus/samples");
  text->callback([text_options, &code] {
    require_paths(*text_options);
    code = run_text(*text_options);
  });
  command->callback([command, text, options, &code] {
    if (command->got_subcommand(text)) return;
    require_paths(*options);
    code = run_extraction(*options);
  });
}

}  // namespace prefill::tools
