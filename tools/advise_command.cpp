// Advice is for suppliers, who are French: so is the output unless another language is asked for. Mistakes of the run
// itself are for whoever typed the command, and stay in the language of all commands.

#include "tools/advise_command.h"

#include <CLI/CLI.hpp>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "extractor/advice_json.h"
#include "extractor/advice_text.h"
#include "extractor/json.h"
#include "tools/command_line.h"
#include "tools/each_document.h"
#include "tools/extraction_table.h"
#include "tools/output.h"
#include "tools/rules_option.h"
#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string language = "fr";
  std::vector<std::string> rules;
  bool json = false;
};

std::string shown(const std::string& text) {
  return displayable(text, std::numeric_limits<int>::max());
}

/// What is said of the document as a whole.
std::string verdict(const Extraction& extraction, bool french) {
  const std::size_t count = extraction.advice.size();
  if (count == 1) return french ? "une chose à changer" : "one thing to change";
  if (count > 1) return std::to_string(count) + (french ? " choses à changer" : " things to change");
  if (extraction.kind == DocumentKind::other) {
    return french ? "pas reconnu comme une facture" : "not recognised as an invoice";
  }
  return french ? "rien à changer" : "nothing to change";
}

void append_text(std::string& out, const std::string& file, const Extraction& extraction, bool french) {
  const Language language = french ? Language::french : Language::english;
  out += shown(file) + (french ? " : " : ": ") + verdict(extraction, french) + '\n';
  for (const Advice& advice : extraction.advice) {
    const bool somewhere = advice.page > 0 && !advice.box.empty();
    out += "  - ";
    if (somewhere) out += "page " + std::to_string(advice.page) + (french ? " : " : ": ");
    out += shown(advice_text(advice, language)) + '\n';
  }
}

void append_json_line(std::string& out, const std::string& file, const Extraction& extraction) {
  JsonWriter json(out);
  json.begin_object();
  json.key("file");
  json.value(file);
  json.key("kind");
  json.value(kind_name(extraction.kind));
  json.key("advice");
  write_advice(json, extraction.advice);
  json.end_object();
  out += '\n';
}

/// Appends what is to be said of one file. An error is a line of JSON or goes to standard error.
void append(std::string& out, const std::string& file, const Result<Extraction>& result, const Options& options,
            const std::string& rules_version) {
  if (result && options.json) {
    append_json_line(out, file, *result);
  } else if (result) {
    append_text(out, file, *result, options.language == "fr");
  } else if (options.json) {
    append_json(out, file, result.error(), rules_version);
    out += '\n';
  } else {
    complain("`" + file + "`: " + error_text(result.error()));
  }
}

ExitCode run(const Options& options) {
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  return write_each(options.files, rules, [&](std::string& text, const std::string& file, const auto& result) {
    append(text, file, result, options, rules->version());
  });
}

}  // namespace

void add_advise_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("advise", "Tell what to change in an invoice so that the form fills itself");
  command
      ->add_option("FILE", options->files,
                   "PDF files, in the order of the output; - reads standard input (up to 1 GiB)")
      ->required()
      ->type_name("");
  command->add_option("--language", options->language, "fr (default) or en; JSON has both")
      ->check(one_of({"fr", "en"}))
      ->type_name("LANGUAGE");
  command->add_flag("--json", options->json, "One JSON object a line: file, kind, advice with code, field and place");
  add_rules_option(*command, options->rules);
  command->footer(
      "By the four rules of the portal: text and no scan, values announced by keywords, a space between values, black\n"
      "on white. A good invoice gets no advice, nor does a document that is no invoice.\n"
      "Exit code: 0 all read, whatever the advice; 1 some files failed, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill advise facture.pdf\n"
      "  prefill advise --language en *.pdf\n"
      "  prefill advise --json *.pdf | jq -r '.advice[].code' | sort | uniq -c");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
