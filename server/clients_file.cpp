// A few dozen clients at most: the file is read and written whole.

#include "server/clients_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "extractor/json_writer.h"
#include "rules/json_tree.h"
#include "server/crypto.h"

namespace prefill::server {
namespace {

using rules::JsonNode;
using Clients = std::vector<ClientRecord>;

constexpr mode_t kOwnerOnly = 0600;
constexpr std::size_t kLongestName = 100;

tl::unexpected<Error> refused(const std::string& path, const std::string& why) {
  return failure(ErrorCode::io, "`" + path + "`: " + why);
}

bool read_text(const JsonNode& client, std::string_view key, std::string& text) {
  const JsonNode* node = client.find(key);
  if (node == nullptr || node->kind != JsonNode::Kind::string || node->text.empty()) return false;
  text = node->text;
  return true;
}

bool read_moment(const JsonNode& client, std::string_view key, Moment& moment) {
  std::string text;
  if (!read_text(client, key, text)) return false;
  const auto read = from_iso(text);
  if (read) moment = *read;
  return read.has_value();
}

/// Fills in the record; the name of the member that is missing or wrong, or nothing.
std::string_view read_record(const JsonNode& node, ClientRecord& record) {
  if (!read_text(node, "name", record.name)) return "name";
  if (!read_text(node, "clientId", record.id)) return "clientId";
  if (!read_text(node, "secret", record.secret)) return "secret";
  if (!read_text(node, "login", record.login)) return "login";
  if (!read_text(node, "password", record.password)) return "password";
  if (!read_moment(node, "created", record.created)) return "created";
  if (!read_moment(node, "passwordSet", record.password_set)) return "passwordSet";
  if (node.find("revoked") != nullptr) {
    Moment revoked;
    if (!read_moment(node, "revoked", revoked)) return "revoked";
    record.revoked = revoked;
  }
  return {};
}

Result<Clients> parse_clients(const std::string& path, const std::string& text) {
  const std::string advice = "; restore it from a copy, or remove it and add the clients again";
  rules::Diagnostic mistake;
  const auto root = rules::parse_json(text, mistake);
  if (!root) {
    const rules::LineColumn place = rules::line_and_column(text, mistake.offset);
    return refused(path, "line " + std::to_string(place.line) + ": " + mistake.title + advice);
  }
  const JsonNode* list = root->find("clients");
  if (list == nullptr || list->kind != JsonNode::Kind::array) return refused(path, "no list `clients` in it" + advice);
  Clients clients;
  for (const JsonNode& node : list->items) {
    const std::string_view wrong = read_record(node, clients.emplace_back());
    if (!wrong.empty()) {
      const std::size_t line = rules::line_and_column(text, node.span.offset).line;
      return refused(path,
                     "line " + std::to_string(line) + ": `" + std::string(wrong) + "` is missing or wrong" + advice);
    }
  }
  return clients;
}

void write_member(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  json.value(text);
}

void write_record(JsonWriter& json, const ClientRecord& record) {
  json.begin_object();
  write_member(json, "name", record.name);
  write_member(json, "clientId", record.id);
  write_member(json, "secret", record.secret);
  write_member(json, "login", record.login);
  write_member(json, "password", record.password);
  write_member(json, "created", to_iso(record.created));
  write_member(json, "passwordSet", to_iso(record.password_set));
  if (record.revoked) write_member(json, "revoked", to_iso(*record.revoked));
  json.end_object();
}

Result<Done> write_clients(const std::string& path, const Clients& clients) {
  // One client a line: what changed can be seen.
  std::string text = "{\"clients\":[";
  for (const ClientRecord& record : clients) {
    text += &record == clients.data() ? "\n" : ",\n";
    JsonWriter json(text);
    write_record(json, record);
  }
  text += "\n]}\n";
  return replace_durably(path, text, kOwnerOnly);
}

Result<Clients> read_if_there(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 && errno == ENOENT) return Clients();
  return read_clients(path);
}

/// Gives `record` new secrets and tells them.
Credentials renew(ClientRecord& record, Moment now) {
  Credentials told{
      record.name,        record.id, to_base64url(random_bytes(32)), record.login, to_base64url(random_bytes(24)),
      now + kPasswordLife};
  record.secret = hash_secret(told.client_secret);
  record.password = hash_secret(told.password);
  record.password_set = now;
  return told;
}

std::string fault_of(const std::string& name) {
  if (name.empty()) return "a client needs a name";
  if (name.size() > kLongestName) return "a name has at most " + std::to_string(kLongestName) + " bytes";
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; };
  return std::any_of(name.begin(), name.end(), control) ? "a name has no control characters" : std::string();
}

/// The client that is not revoked and has this name or id.
ClientRecord* find_active(Clients& clients, const std::string& name_or_id) {
  const auto found = std::find_if(clients.begin(), clients.end(), [&](const ClientRecord& record) {
    return record.active() && (record.name == name_or_id || record.id == name_or_id);
  });
  return found == clients.end() ? nullptr : &*found;
}

/// Reads the file under its lock, lets `change` work on the client with this name or id, and writes it.
template <typename Change>
auto change_client(const std::string& path, const std::string& name_or_id, Change change)
    -> Result<decltype(change(std::declval<ClientRecord&>()))> {
  const FileLock lock(path);
  if (!lock.held()) return io_failure(path, "cannot lock");
  auto clients = read_clients(path);
  if (!clients) return tl::unexpected(clients.error());
  ClientRecord* const record = find_active(*clients, name_or_id);
  if (record == nullptr) {
    return refused(path, "no client `" + name_or_id + "` that is not revoked; see `prefill clients list`");
  }
  auto told = change(*record);
  if (auto written = write_clients(path, *clients); !written) return tl::unexpected(written.error());
  return told;
}

}  // namespace

Result<std::vector<ClientRecord>> read_clients(const std::string& path) {
  const auto text = read_private(path, "the file of clients");
  if (!text) return tl::unexpected(text.error());
  return parse_clients(path, *text);
}

Result<Credentials> add_client(const std::string& path, const std::string& name, Moment now) {
  if (const std::string fault = fault_of(name); !fault.empty()) return failure(ErrorCode::io, fault);
  const FileLock lock(path);
  if (!lock.held()) return io_failure(path, "cannot lock");
  auto clients = read_if_there(path);
  if (!clients) return tl::unexpected(clients.error());
  if (find_active(*clients, name) != nullptr) {
    return refused(path, "there is a client `" + name + "`; rotate or revoke it, or choose another name");
  }
  ClientRecord& record = clients->emplace_back();
  record.name = name;
  record.id = to_hex(random_bytes(16));
  record.login = "TECH_" + to_hex(random_bytes(6)) + "@prefill";
  record.created = now;
  Credentials told = renew(record, now);
  if (auto written = write_clients(path, *clients); !written) return tl::unexpected(written.error());
  return told;
}

Result<ClientRecord> revoke_client(const std::string& path, const std::string& name_or_id, Moment now) {
  return change_client(path, name_or_id, [&](ClientRecord& record) {
    record.revoked = now;
    return record;
  });
}

Result<Credentials> rotate_client(const std::string& path, const std::string& name_or_id, Moment now) {
  return change_client(path, name_or_id, [&](ClientRecord& record) { return renew(record, now); });
}

}  // namespace prefill::server
