// CLI11 reports a missing argument before an unknown option, and neither with a hint: a mistyped option is the likelier
// reason for both, so it is looked for first.

#include "tools/command_line.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "rules/nearest.h"

namespace prefill::tools {
namespace {

// The command that the arguments were for, as far as it is known.
const CLI::App& command_of(const CLI::App& app) {
  const std::vector<CLI::App*> parsed = app.get_subcommands();
  return parsed.empty() ? app : command_of(*parsed.back());
}

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> subcommand_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* subcommand : command.get_subcommands({})) names.push_back(subcommand->get_name());
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  return rules::listed(std::vector<std::string_view>(names.begin(), names.end()));
}

std::string unknown(const std::string& what, const std::string& typed, const std::vector<std::string>& names) {
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::vector<std::string_view> near = rules::nearest(typed, known);
  const std::string hint =
      near.empty() ? "there are " + rules::listed(known) : "perhaps `" + std::string(near.front()) + "` is meant";
  return "unknown " + what + " `" + typed + "`; " + hint;
}

}  // namespace

CLI::Validator one_of(std::vector<std::string_view> words) {
  const auto check = [known = std::move(words)](const std::string& typed) {
    if (std::find(known.begin(), known.end(), typed) != known.end()) return std::string();
    return "`" + typed + "` is none of " + rules::listed(known);
  };
  return CLI::Validator(check, "");
}

std::string explain(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = command_of(app);
  const std::string help = "; see `" + full_name(command) + " --help`";
  const std::vector<std::string> unexpected = app.remaining(true);
  const std::vector<std::string> subcommands = subcommand_names(command);
  if (unexpected.empty()) {
    const bool undecided = command.get_require_subcommand_min() > 0 && error.get_name() == "RequiredError";
    return (undecided ? "say what to do: " + listed(subcommands) : error.what()) + help;
  }
  const std::string& first = unexpected.front();
  if (first.size() > 1 && first[0] == '-') {
    return unknown("option", first.substr(0, first.find('=')), option_names(command)) + help;
  }
  return (subcommands.empty() ? "unexpected argument `" + first + "`" : unknown("command", first, subcommands)) + help;
}

}  // namespace prefill::tools
