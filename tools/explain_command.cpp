// One field of one file: what is shown is for a person who asks about this very value.

#include "tools/explain_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/extractor.h"
#include "extractor/json.h"
#include "rules/nearest.h"
#include "tools/explanation_report.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

constexpr int columns_in_a_file = 160;

struct Options {
  std::string file;
  std::string field;
  std::vector<std::string> rules;
  bool json = false;
};

// What is wrong with a name; empty when it is a field's.
std::string mistake_in(const std::string& name) {
  if (rules::field_of(name)) return {};
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < rules::field_count; ++i) names.push_back(rules::field_name(static_cast<Field>(i)));
  const std::vector<std::string_view> near = rules::nearest(name, names);
  return "there is no field `" + name + "`; " +
         (near.empty() ? "there are " + rules::listed(names) : "perhaps " + rules::listed(near) + " is meant");
}

ExitCode run(const Options& options) {
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  Extractor extractor(rules);
  const Field field = *rules::field_of(options.field);
  const Result<Explanation> explanation = read_document(
      options.file, [&](std::span<const unsigned char> bytes) { return extractor.explain(bytes, field); });
  std::string text;
  if (explanation) {
    text = options.json ? to_json(*explanation, options.file)
                        : to_text(*explanation, options.file, {output_columns(columns_in_a_file), colours_wanted()});
  } else if (options.json) {
    append_json(text, options.file, explanation.error(), rules->version());
    text += '\n';
  } else {
    complain("`" + options.file + "`: " + error_text(explanation.error()));
  }
  if (!write_output(text)) return ExitCode::could_not_run;
  return explanation ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

void add_explain_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("explain", "Tell why a field has its value, and what would have changed it");
  command->add_option("FILE", options->file, "PDF file; - reads standard input (up to 1 GiB)")
      ->required()
      ->type_name("");
  command->add_option("FIELD", options->field, "Name of the field, as in results: numeroFacture, montantTtcTotal, ...")
      ->required()
      ->check(CLI::Validator(mistake_in, ""))
      ->type_name("");
  command->add_flag("--json", options->json, "Everything as one JSON object");
  add_rules_option(*command, options->rules);
  command->footer(
      "The candidates with what their scores are made of, the evidence for the parties, the sets of totals; and the\n"
      "form filled in again with one thing changed at a time: without a label, in another place, without a bonus.\n"
      "docs/rules.md explains the terms.\n"
      "Exit code: 0 explained, 1 the file cannot be read, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill explain facture.pdf numeroFacture\n"
      "  prefill explain facture.pdf montantTtcTotal --json | jq '.whatIf[] | select(.changesForm)'");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
