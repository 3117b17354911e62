// Rules run on the text of the page reader, not on what the eye sees: who writes rules must see the same.

#include "tools/text_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "tools/extraction_table.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

struct Options {
  std::string file;
  std::vector<std::string> rules;
  bool raw = false;
};

ExitCode run(const Options& options) {
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  Extractor extractor(rules);
  const Result<std::string> text = read_document(
      options.file, [&](std::span<const unsigned char> bytes) { return extractor.text(bytes, options.raw); });
  if (!text) {
    complain("`" + options.file + "`: " + error_text(text.error()));
    return ExitCode::some_failed;
  }
  return write_output(*text) ? ExitCode::done : ExitCode::could_not_run;
}

}  // namespace

void add_text_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("text", "Show the text of a PDF as the rules see it");
  command->add_option("FILE", options->file, "PDF file; - reads standard input (up to 1 GiB)")
      ->required()
      ->type_name("");
  command->add_flag("--raw", options->raw, "Before normalisation: case, accents and spaces as printed");
  add_rules_option(*command, options->rules);
  command->footer(
      "The pages that are read (first, penultimate, last), each under a header. In a line, \u21e5 is the gap between\n"
      "two cells and \u21b5 the end of the line: a phrase of a rule never reaches across either.\n"
      "Exit code: 0 shown, 1 the file cannot be read, 2 could not run.\n\n"
      "Example:\n"
      "  prefill text facture.pdf | grep -n siret");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
