// The `prefill` command. Each subcommand has its own file:
//
//   extract   extract_command.cpp   PDF invoices in, the deposit form out
//   advise    advise_command.cpp    what a supplier could change so that the form fills itself
//   explain   explain_command.cpp   why a field has its value, and what would have changed it
//   text      text_command.cpp      what the rules see of a PDF
//   show      show_command.cpp      what was found, drawn over the pages
//   eval      eval_command.cpp      how right the engine is on labelled documents, or by what was corrected
//   batch     batch_command.cpp     many documents: run, resume, compare
//   bench     bench_command.cpp     what a document costs, beside MuPDF's reader
//   serve     serve_command.cpp     the engine as a service over HTTP
//   clients   clients_command.cpp   who may call the service
//   rules     rules_command.cpp     mistakes and examples of rule packs, phrases they lack, what they change
//
// Exit codes are those of exit_code.h.

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <string>

#include "extractor/version.h"
#include "tools/advise_command.h"
#include "tools/batch_command.h"
#include "tools/bench_command.h"
#include "tools/clients_command.h"
#include "tools/command_line.h"
#include "tools/eval_command.h"
#include "tools/exit_code.h"
#include "tools/explain_command.h"
#include "tools/extract_command.h"
#include "tools/output.h"
#include "tools/rules_command.h"
#include "tools/rules_option.h"
#include "tools/serve_command.h"
#include "tools/show_command.h"
#include "tools/text_command.h"

namespace prefill::tools {
namespace {

ExitCode print(const std::string& text) {
  return write_output(text) ? ExitCode::done : ExitCode::could_not_run;
}

ExitCode print_version() {
  const auto rules = load_rules({});
  if (!rules) return ExitCode::could_not_run;
  return print("prefill " + std::string(version) + ", rules " + rules->version() + "\n");
}

ExitCode run(int argc, const char* const* argv) {
  ExitCode code = ExitCode::done;
  CLI::App app("Reads PDF invoices and fills in the deposit form of the French public-sector invoicing portal.",
               "prefill");
  app.require_subcommand(1);
  app.set_version_flag("--version", "", "Print version and rules, and exit");
  app.set_help_flag("-h,--help", "Print help and exit");
  app.footer("Example:\n  prefill extract --format table facture.pdf\n\nHelp with a command: prefill COMMAND --help");
  add_extract_command(app, code);
  add_advise_command(app, code);
  add_explain_command(app, code);
  add_text_command(app, code);
  add_show_command(app, code);
  add_eval_command(app, code);
  add_batch_command(app, code);
  add_bench_command(app, code);
  add_serve_command(app, code);
  add_clients_command(app, code);
  add_rules_command(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return print(app.help());
  } catch (const CLI::CallForVersion&) {
    return print_version();
  } catch (const CLI::ParseError& error) {
    complain(explain(app, error));
    return ExitCode::could_not_run;
  }
  return code;
}

}  // namespace
}  // namespace prefill::tools

int main(int argc, char** argv) {
  // A reader that went away is a write that fails, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a file that may grow no further.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return static_cast<int>(prefill::tools::run(argc, argv));
  } catch (const std::exception& error) {
    prefill::tools::complain(std::string("stopped by a fault of its own: ") + error.what());
    return static_cast<int>(prefill::tools::ExitCode::could_not_run);
  }
}
