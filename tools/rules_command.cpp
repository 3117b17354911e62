// `prefill rules check` reads a pack as the engine does and says every mistake at once.

#include "tools/rules_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <set>
#include <string>

#include "rules/rule_pack.h"
#include "tools/command_line.h"
#include "tools/mapped_file.h"
#include "tools/output.h"

namespace prefill::tools {
namespace {

struct Options {
  std::string pack;
  std::string format = "text";
};

std::string summary(const rules::RulePack& pack) {
  std::set<rules::Field> fields;
  std::size_t phrases = 0;
  for (const rules::Rule& rule : pack.rules) {
    if (const auto* field = std::get_if<rules::Field>(&rule.target)) fields.insert(*field);
    phrases += rule.phrases.size();
  }
  return pack.name + ": " + std::to_string(fields.size()) + " fields, " + std::to_string(pack.rules.size()) +
         " rules, " + std::to_string(phrases) + " phrases: no mistakes\n";
}

ExitCode run(const Options& options) {
  const Result<std::string> source = read_text(options.pack);
  if (!source) {
    complain("rule pack `" + options.pack + "` " + source.error().message);
    return ExitCode::could_not_run;
  }
  const rules::ParsedPack parsed = rules::parse_pack(*source);
  std::string text;
  if (options.format == "json") {
    text = rules::to_json(parsed.diagnostics, options.pack, *source) + '\n';
  } else {
    text = parsed.pack ? summary(*parsed.pack) : rules::to_text(parsed.diagnostics, options.pack, *source);
  }
  if (!write_output(text)) return ExitCode::could_not_run;
  return parsed.pack ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

void add_rules_command(CLI::App& app, ExitCode& code) {
  CLI::App* rules = app.add_subcommand("rules", "Help with writing rule packs");
  rules->require_subcommand(1);
  rules->footer("Example:\n  prefill rules check my-rules.json");
  const auto options = std::make_shared<Options>();
  CLI::App* check = rules->add_subcommand("check", "Say every mistake of a rule pack, with its place");
  check->add_option("PACK", options->pack, "Rule pack (JSON); - reads standard input")->required()->type_name("");
  check->add_option("--format", options->format, "text: for a person (default); json: one array, [] without mistakes")
      ->check(one_of({"text", "json"}))
      ->type_name("FORMAT");
  check->footer(
      "Exit code: 0 no mistakes, 1 mistakes, 2 the pack cannot be read.\n\n"
      "Example:\n"
      "  prefill rules check my-rules.json && prefill extract --rules my-rules.json facture.pdf");
  check->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
