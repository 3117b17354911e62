// Secrets are printed once, by `add` and `rotate`, and only as JSON on standard output: a script takes them from there
// to where they belong, and nobody types them.

#include "tools/clients_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extractor/json_writer.h"
#include "server/clients_file.h"
#include "tools/output.h"
#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

using server::ClientRecord;
using server::Credentials;

struct Options {
  std::string file;
  std::string name;
  bool json = false;
};

ExitCode refused(const Error& error) {
  complain(error.message);
  return ExitCode::could_not_run;
}

void member(JsonWriter& json, std::string_view key, std::string_view value) {
  json.key(key);
  json.value(value);
}

ExitCode print(const std::string& text) {
  return write_output(text) ? ExitCode::done : ExitCode::could_not_run;
}

ExitCode print_credentials(const Result<Credentials>& told) {
  if (!told) return refused(told.error());
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  member(json, "name", told->name);
  member(json, "client_id", told->client_id);
  member(json, "client_secret", told->client_secret);
  member(json, "login", told->login);
  member(json, "password", told->password);
  member(json, "password_expires", server::to_iso(told->password_expires));
  json.end_object();
  return print(text + '\n');
}

std::string state_of(const ClientRecord& client) {
  if (!client.active()) return "revoked";
  return server::now() < client.password_expires() ? "active" : "password expired";
}

std::string lines_of(const std::vector<ClientRecord>& clients) {
  std::string text;
  for (const ClientRecord& client : clients) {
    JsonWriter json(text);
    json.begin_object();
    member(json, "name", client.name);
    member(json, "client_id", client.id);
    member(json, "login", client.login);
    member(json, "state", state_of(client));
    member(json, "created", server::to_iso(client.created));
    member(json, "password_expires", server::to_iso(client.password_expires()));
    if (client.revoked) member(json, "revoked", server::to_iso(*client.revoked));
    json.end_object();
    text += '\n';
  }
  return text;
}

std::string table_of(const std::vector<ClientRecord>& clients) {
  constexpr std::size_t kDay = 10;  // "2026-11-22"
  TerminalTable table({{"name"}, {"client_id"}, {"login"}, {"state"}, {"created"}, {"password until"}, {"revoked"}});
  for (const ClientRecord& client : clients) {
    table.add({displayable(client.name, 40), client.id, client.login, state_of(client),
               server::to_iso(client.created).substr(0, kDay),
               server::to_iso(client.password_expires()).substr(0, kDay),
               client.revoked ? server::to_iso(*client.revoked).substr(0, kDay) : ""});
  }
  return table.to_string(0);
}

ExitCode list(const Options& options) {
  const auto clients = server::read_clients(options.file);
  if (!clients) return refused(clients.error());
  return print(options.json ? lines_of(*clients) : table_of(*clients));
}

ExitCode revoke(const Options& options) {
  const auto client = server::revoke_client(options.file, options.name, server::now());
  if (!client) return refused(client.error());
  return print("revoked " + displayable(client->name, 100) + " (" + client->id + ")\n");
}

/// A command under `clients` with the file that all of them need.
CLI::App* add_action(CLI::App& clients, const std::string& name, const std::string& what, Options& options) {
  CLI::App* command = clients.add_subcommand(name, what);
  command->add_option("--file", options.file, "The file of clients, as `prefill serve --clients` reads it")
      ->required()
      ->type_name("FILE");
  return command;
}

void add_add(CLI::App& clients, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = add_action(clients, "add", "Make a client and print its secrets, once", *options);
  command->add_option("NAME", options->name, "Whose it is; logs and metrics show it")->required()->type_name("");
  command->footer(
      "Prints one JSON object: name, client_id, client_secret, login, password, password_expires. The file is made "
      "when\n"
      "there is none, with access for its owner alone; it holds hashes, so what is printed is never known again.\n\n"
      "Example:\n"
      "  prefill clients add 'Mairie de Lormeaux' --file clients.json > lormeaux.json");
  command->callback(
      [options, &code] { code = print_credentials(server::add_client(options->file, options->name, server::now())); });
}

void add_rotate(CLI::App& clients, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = add_action(clients, "rotate", "Give a client new secrets; the old ones end at once", *options);
  command->add_option("NAME", options->name, "Name or client_id")->required()->type_name("");
  command->footer(
      "Prints what `add` prints. The password of the technical account lives 424 days from now. Tokens that the old\n"
      "secret got die within a second.\n\n"
      "Example:\n"
      "  prefill clients rotate 'Mairie de Lormeaux' --file clients.json");
  command->callback([options, &code] {
    code = print_credentials(server::rotate_client(options->file, options->name, server::now()));
  });
}

void add_revoke(CLI::App& clients, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = add_action(clients, "revoke", "End a client and its tokens for good", *options);
  command->add_option("NAME", options->name, "Name or client_id")->required()->type_name("");
  command->footer(
      "A server that runs notices within a second.\n\nExample:\n"
      "  prefill clients revoke 'Mairie de Lormeaux' --file clients.json");
  command->callback([options, &code] { code = revoke(*options); });
}

void add_list(CLI::App& clients, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = add_action(clients, "list", "Show names, ids, dates and states; never secrets", *options);
  command->add_flag("--json", options->json, "One JSON object a line");
  command->footer(
      "Example:\n  prefill clients list --file clients.json --json | jq -r 'select(.state != \"active\").name'");
  command->callback([options, &code] { code = list(*options); });
}

}  // namespace

void add_clients_command(CLI::App& app, ExitCode& code) {
  CLI::App* clients = app.add_subcommand("clients", "Say who may call the service");
  clients->require_subcommand(1);
  clients->footer(
      "Exit code: 0 done, 2 not done.\n\n"
      "Examples:\n"
      "  prefill clients add NAME --file clients.json\n"
      "  prefill clients list --file clients.json");
  add_add(*clients, code);
  add_list(*clients, code);
  add_rotate(*clients, code);
  add_revoke(*clients, code);
}

}  // namespace prefill::tools
