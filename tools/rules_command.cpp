// `prefill rules check` reads packs as the engine does and says every mistake at once; `prefill rules test` runs the
// examples in them.

#include "tools/rules_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/rule_pack.h"
#include "tools/command_line.h"
#include "tools/output.h"
#include "tools/rule_tests.h"
#include "tools/rules_option.h"

namespace prefill::tools {
namespace {

// Where the failures go to a file or a pipe, nothing of them is cut.
constexpr int columns_in_a_file = 500;

struct CheckOptions {
  std::vector<std::string> packs;
  std::string format = "text";
};

struct TestOptions {
  std::vector<std::string> packs;
  bool json = false;
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

ExitCode check(const CheckOptions& options) {
  const std::optional<PackTexts> read = read_packs(options.packs);
  if (!read) return ExitCode::could_not_run;
  const rules::ParsedPack parsed = rules::parse_packs(read->sources);
  std::string text;
  if (options.format == "json") {
    text = rules::to_json(parsed.diagnostics, read->sources) + '\n';
  } else {
    text = parsed.pack ? summary(*parsed.pack) : rules::to_text(parsed.diagnostics, read->sources);
  }
  if (!write_output(text)) return ExitCode::could_not_run;
  return parsed.pack ? ExitCode::done : ExitCode::some_failed;
}

ExitCode test(const TestOptions& options) {
  const std::optional<PackTexts> read = read_packs(options.packs);
  if (!read) return ExitCode::could_not_run;
  rules::ParsedPack parsed = rules::parse_packs(read->sources);
  if (!parsed.pack) {
    complain("the rules have mistakes; nothing was tested\n" + rules::to_text(parsed.diagnostics, read->sources));
    return ExitCode::could_not_run;
  }
  const auto database = compile_rules(*std::move(parsed.pack));
  if (!database) return ExitCode::could_not_run;
  const RuleTests tests = run_examples(parsed.examples, read->sources, database);
  if (!write_output(options.json ? to_json(tests) : to_text(tests, output_columns(columns_in_a_file)))) {
    return ExitCode::could_not_run;
  }
  return tests.failures.empty() ? ExitCode::done : ExitCode::some_failed;
}

void add_check(CLI::App& rules, ExitCode& code) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* command = rules.add_subcommand("check", "Say every mistake of rule packs, with its place");
  command
      ->add_option("PACK", options->packs,
                   "Rule packs (JSON) that are to be used together, the base first; - reads standard input,\n"
                   "`fr`, `en` and `de` are the built-in ones")
      ->required()
      ->type_name("");
  command->add_option("--format", options->format, "text: for a person (default); json: one array, [] without mistakes")
      ->check(one_of({"text", "json"}))
      ->type_name("FORMAT");
  command->footer(
      "Exit code: 0 no mistakes, 1 mistakes, 2 a pack cannot be read.\n\n"
      "Examples:\n"
      "  prefill rules check my-rules.json && prefill extract --rules my-rules.json facture.pdf\n"
      "  prefill rules check fr en de my-rules.json");
  command->callback([options, &code] { code = check(*options); });
}

void add_test(CLI::App& rules, ExitCode& code) {
  const auto options = std::make_shared<TestOptions>();
  CLI::App* command = rules.add_subcommand("test", "Run the examples in rule packs");
  command
      ->add_option("PACK", options->packs,
                   "Rule packs, used together as with `--rules`; the built-in ones when none is named")
      ->type_name("");
  command->add_flag("--json", options->json, "Everything as one JSON object, with the rules that have no examples");
  command->footer(
      "Each example that fails is a line with its place, what it wants and what came instead. In its text \u21e5 is a\n"
      "tab and \u21b5 a newline.\n"
      "Exit code: 0 all hold, 1 some fail, 2 the packs cannot be read or have mistakes.\n\n"
      "Examples:\n"
      "  prefill rules test\n"
      "  prefill rules test fr en de my-rules.json\n"
      "  prefill rules test --json | jq -r '.packs[].withoutExamples[]'");
  command->callback([options, &code] { code = test(*options); });
}

}  // namespace

void add_rules_command(CLI::App& app, ExitCode& code) {
  CLI::App* rules = app.add_subcommand("rules", "Help with writing rule packs");
  rules->require_subcommand(1);
  rules->footer("Examples:\n  prefill rules check my-rules.json\n  prefill rules test");
  add_check(*rules, code);
  add_test(*rules, code);
}

}  // namespace prefill::tools
