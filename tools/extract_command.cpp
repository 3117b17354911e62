// The form of each file, as a line of JSON or as a table.

#include "tools/extract_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extractor/json.h"
#include "tools/command_line.h"
#include "tools/each_document.h"
#include "tools/extraction_table.h"
#include "tools/output.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

// Where a table goes to a file or a pager, it is wide enough to read and narrow enough to print.
constexpr int columns_in_a_file = 140;

struct Options {
  std::vector<std::string> files;
  std::string format = "json";
  std::vector<std::string> rules;
};

void append_json_line(std::string& out, const std::string& file, const Result<Extraction>& result,
                      const std::string& rules_version) {
  if (result) {
    append_json(out, file, *result);
  } else {
    append_json(out, file, result.error(), rules_version);
  }
  out += '\n';
}

ExitCode run(const Options& options) {
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  const bool as_table = options.format == "table";
  const TableStyle style{output_columns(columns_in_a_file), colours_wanted()};
  return write_each(options.files, rules, [&](std::string& text, const std::string& file, const auto& result) {
    if (as_table) {
      append_table(text, file, result, style);
    } else {
      append_json_line(text, file, result, rules->version());
    }
  });
}

}  // namespace

void add_extract_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("extract", "Fill in the deposit form from PDF invoices");
  command
      ->add_option("FILE", options->files,
                   "PDF files, in the order of the output; - reads standard input (up to 1 GiB)")
      ->required()
      ->type_name("");
  command->add_option("--format", options->format, "json: one line a file (default); table: for a terminal")
      ->check(one_of({"json", "table"}))
      ->type_name("FORMAT");
  add_rules_option(*command, options->rules);
  command->footer(
      "A file that cannot be read gives a line with `error`, and the run goes on.\n"
      "Exit code: 0 all extracted, 1 some files failed, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill extract facture.pdf\n"
      "  prefill extract --format table *.pdf\n"
      "  curl -s https://example.org/facture.pdf | prefill extract -");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
