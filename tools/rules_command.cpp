// `prefill rules check` reads packs as the engine does and says every mistake at once; `prefill rules test` runs the
// examples in them; `prefill rules suggest` looks for phrases they lack; `prefill rules diff` tells what a change of
// them changes in forms.

#include "tools/rules_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "rules/nearest.h"
#include "rules/rule_pack.h"
#include "tools/command_line.h"
#include "tools/labels_file.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/rule_tests.h"
#include "tools/rules_diff.h"
#include "tools/rules_option.h"
#include "tools/rules_suggest.h"

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

struct SuggestCommand {
  std::string labels;
  std::string directory;
  std::string language;
  std::string split;
  std::string field;
  std::vector<std::string> rules;
  SuggestOptions options;
  bool json = false;
};

struct DiffOptions {
  std::string a;
  std::string b;
  std::vector<std::string> files;
  std::string truth;
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

std::optional<Field> field_named(const std::string& name) {
  const std::optional<Field> field = rules::field_of(name);
  if (field) return field;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < rules::field_count; ++i) names.push_back(rules::field_name(static_cast<Field>(i)));
  const std::vector<std::string_view> near = rules::nearest(name, names);
  complain(
      "unknown field `" + name + "`; " +
      (near.empty() ? "there are " + rules::listed(names) : "perhaps `" + std::string(near.front()) + "` is meant"));
  return std::nullopt;
}

ExitCode run_suggest(SuggestCommand& command) {
  if (!command.field.empty()) {
    command.options.field = field_named(command.field);
    if (!command.options.field) return ExitCode::could_not_run;
  }
  const std::optional<Labels> labels = load_labels(command.labels, command.language, command.split);
  if (!labels) return ExitCode::could_not_run;
  if (!std::filesystem::is_directory(command.directory)) {
    complain("`" + command.directory + "` is no directory; name the one with the PDF files");
    return ExitCode::could_not_run;
  }
  const auto rules = load_rules(command.rules);
  const std::optional<PackTexts> packs = rules ? read_packs(command.rules) : std::nullopt;
  if (!packs) return ExitCode::could_not_run;
  const Suggestions found = suggest(*labels, command.directory, *packs, rules, command.options);
  if (!write_output(command.json ? to_json(found) : to_text(found, output_columns(columns_in_a_file)))) {
    return ExitCode::could_not_run;
  }
  return found.missing.empty() && found.failures.empty() ? ExitCode::done : ExitCode::some_failed;
}

// `fr+en+mine.json` is three packs used together, unless a file has that name.
std::vector<std::string> packs_in(const std::string& joined) {
  if (std::filesystem::exists(joined)) return {joined};
  std::vector<std::string> packs = {""};
  for (const char c : joined) {
    if (c == '+') {
      packs.emplace_back();
    } else {
      packs.back() += c;
    }
  }
  return packs;
}

void compare_file(const std::string& file, Extractor& a, Extractor& b, const Labels& labels, RulesDiff& diff) {
  const auto done = read_document(file, [&](std::span<const unsigned char> bytes) -> Result<void> {
    const Result<Extraction> of_a = a.extract(bytes);
    if (!of_a) return tl::unexpected(of_a.error());
    const Result<Extraction> of_b = b.extract(bytes);
    if (!of_b) return tl::unexpected(of_b.error());
    compare(diff, file, *of_a, *of_b, label_of(labels, file), labels.labelled);
    return {};
  });
  if (!done) diff.failures.push_back({file, done.error()});
}

ExitCode diff(const DiffOptions& options) {
  Labels labels;
  if (!options.truth.empty()) {
    std::optional<Labels> read = load_labels(options.truth);
    if (!read) return ExitCode::could_not_run;
    labels = *std::move(read);
  }
  const auto rules_a = load_rules(packs_in(options.a));
  const auto rules_b = rules_a ? load_rules(packs_in(options.b)) : nullptr;
  if (!rules_b) return ExitCode::could_not_run;
  RulesDiff found;
  found.version_a = rules_a->version();
  found.version_b = rules_b->version();
  Extractor a(rules_a);
  Extractor b(rules_b);
  Progress progress(options.files.size());
  for (const std::string& file : options.files) {
    compare_file(file, a, b, labels, found);
    progress.advance();
  }
  if (!write_output(options.json ? to_json(found) : to_text(found, output_columns(columns_in_a_file)))) {
    return ExitCode::could_not_run;
  }
  return found.any() || !found.failures.empty() ? ExitCode::some_failed : ExitCode::done;
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

void add_suggest(CLI::App& rules, ExitCode& code) {
  const auto options = std::make_shared<SuggestCommand>();
  CLI::App* command =
      rules.add_subcommand("suggest", "Propose phrases that labelled documents print and no rule knows");
  command->add_option("TRUTH", options->labels, "Labels, one JSON object a line (see corpus/README.md)")
      ->required()
      ->type_name("");
  command->add_option("--pdfs", options->directory, "Directory of the PDF files named in TRUTH")
      ->required()
      ->type_name("DIR");
  command->add_option("--field", options->field, "Only phrases for this field")->type_name("FIELD");
  command->add_option("--language", options->language, "Only documents of this language")->type_name("LANGUAGE");
  command->add_option("--split", options->split, "Only this part of the documents")
      ->check(one_of({"develop", "judge"}))
      ->type_name("SPLIT");
  command
      ->add_option("--least", options->options.least_documents,
                   "Documents on which a phrase must stand beside a value that no rule announces (default 2)")
      ->check(CLI::PositiveNumber)
      ->type_name("COUNT");
  command->add_option("--most", options->options.most, "Proposals (default 20)")
      ->check(CLI::PositiveNumber)
      ->type_name("COUNT");
  command->add_flag("--json", options->json, "Everything as one JSON object");
  add_rules_option(*command, options->rules);
  command->footer(
      "Each proposal is a line for the `rules` of its field. What it wins and breaks is measured: the documents that\n"
      "print its words are read again with it. Judge it all the same before you paste it.\n"
      "Exit code: 0 done, 1 files missing or unreadable, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill rules suggest truth.jsonl --pdfs invoices\n"
      "  prefill rules suggest truth.jsonl --pdfs invoices --field numeroMarche --json | jq -c '.proposals[].rule'");
  command->callback([options, &code] { code = run_suggest(*options); });
}

void add_diff(CLI::App& rules, ExitCode& code) {
  const auto options = std::make_shared<DiffOptions>();
  CLI::App* command = rules.add_subcommand("diff", "Say what a change of rules changes in the form");
  command
      ->add_option("PACK_A", options->a,
                   "Rule pack, or several as in `fr+en+mine.json`; `fr`, `en` and `de` are built in")
      ->required()
      ->type_name("");
  command->add_option("PACK_B", options->b, "The other rules")->required()->type_name("");
  command->add_option("FILE", options->files, "PDF files")->required()->type_name("");
  command
      ->add_option("--truth", options->truth,
                   "Labels of the files, by the ends of their paths: says which side is right")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Everything as one JSON object");
  command->footer(
      "Values that both give with a confidence that differs by more than 0.05 are counted, not listed.\n"
      "Exit code: 0 the same, 1 different, or files that cannot be read, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill rules diff fr+en+de fr+en+de+mine.json *.pdf\n"
      "  prefill rules diff old.json new.json --truth truth.jsonl invoices/*.pdf");
  command->callback([options, &code] { code = diff(*options); });
}

}  // namespace

void add_rules_command(CLI::App& app, ExitCode& code) {
  CLI::App* rules = app.add_subcommand("rules", "Help with writing rule packs");
  rules->require_subcommand(1);
  rules->footer("Examples:\n  prefill rules check my-rules.json\n  prefill rules test");
  add_check(*rules, code);
  add_test(*rules, code);
  add_suggest(*rules, code);
  add_diff(*rules, code);
}

}  // namespace prefill::tools
