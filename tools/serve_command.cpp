// Settings come from the file first and from flags second; both are one table in server/config.h.

#include "tools/serve_command.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/sandbox/launcher.h"
#include "server/config.h"
#include "server/rule_texts.h"
#include "server/server.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/worker_program.h"

namespace prefill::tools {
namespace {

struct Options {
  std::string config;
  bool check = false;
  std::map<std::string_view, std::vector<std::string>> values;  // of the flags given, by name of the setting
  std::map<std::string_view, bool> switches;
};

void add_setting(CLI::App& command, Options& options, const server::Setting& setting) {
  const std::string flag = "--" + std::string(setting.name);
  const std::string help(setting.help);
  if (setting.type.empty()) {
    command.add_flag(flag, options.switches[setting.name], help);
    return;
  }
  const bool list = std::holds_alternative<std::vector<std::string> server::Config::*>(setting.place);
  CLI::Option* option = command.add_option(flag, options.values[setting.name], help);
  option->type_name(std::string(setting.type))->allow_extra_args(false);
  if (list) return;
  option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  option->default_str(server::default_of(setting));
}

// The settings that were asked for; nothing when something is wrong with them, which has been said.
std::optional<server::Config> configured(const Options& options) {
  server::Config config;
  if (!options.config.empty()) {
    const Result<std::string> text = read_text(options.config);
    if (!text) {
      complain("configuration `" + options.config + "` " + text.error().message);
      return std::nullopt;
    }
    const std::vector<rules::Diagnostic> mistakes = server::read_config(*text, config);
    if (!mistakes.empty()) {
      complain("the configuration has mistakes\n" + rules::to_text(mistakes, options.config, *text));
      return std::nullopt;
    }
  }
  bool good = true;
  const auto say = [&](const std::string& mistake) {
    complain(mistake);
    good = false;
  };
  for (const server::Setting& setting : server::settings()) {
    const auto values = options.values.find(setting.name);
    const auto flag = options.switches.find(setting.name);
    const bool given =
        (values != options.values.end() && !values->second.empty()) || (flag != options.switches.end() && flag->second);
    if (!given) continue;
    const std::vector<std::string> none;
    if (const auto mistake = server::set(config, setting, setting.type.empty() ? none : values->second)) say(*mistake);
  }
  for (const std::string& mistake : server::contradictions(config)) say(mistake);
  return good ? std::optional(std::move(config)) : std::nullopt;
}

ExitCode check(const server::Config& config) {
  for (const auto* packs : {&config.rules, &config.shadow}) {
    const auto read = server::read_rules(*packs);
    if (read) continue;
    complain(read.error());
    return ExitCode::could_not_run;
  }
  return write_output("the configuration is good\n") ? ExitCode::done : ExitCode::could_not_run;
}

ExitCode run(const Options& options) {
  std::optional<server::Config> config = configured(options);
  if (!config) return ExitCode::could_not_run;
  if (options.check) return check(*config);
  const auto launcher = sandbox::Launcher::start(worker_program());
  if (!launcher) {
    complain("confined workers cannot be started: " + launcher.error().message);
    return ExitCode::could_not_run;
  }
  const auto server = server::Server::start(*std::move(config), **launcher);
  if (!server) {
    complain(server.error());
    return ExitCode::could_not_run;
  }
  return (*server)->run() ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

void add_serve_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("serve", "Serve the engine, the portal's calls and the desk over HTTP");
  command->add_option("--config", options->config, "Settings as a JSON object; flags win over it")->type_name("FILE");
  command->add_flag("--check-config", options->check, "Say what is wrong with settings and rules, and exit");
  for (const server::Setting& setting : server::settings()) add_setting(*command, *options, setting);
  command->footer(
      "The log goes to standard error, one line of JSON for each request and event.\n"
      "SIGHUP changes the rules, SIGTERM finishes what has begun and ends.\n"
      "Exit code: 0 ended in order, 1 some answers were cut, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill serve\n"
      "  curl -s --data-binary @facture.pdf -H 'Content-Type: application/pdf' http://127.0.0.1:8080/v1/extract\n"
      "  prefill serve --config /etc/prefill/serve.json --check-config");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
