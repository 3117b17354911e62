// The file of clients: who may call, with the hashes of their secrets. `prefill clients` writes it, a running server
// reads it again when it changes.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"
#include "server/durable_file.h"
#include "server/utc_time.h"

namespace prefill::server {

/// The password of a technical account is good for so long, as the portal has it.
inline constexpr Days kPasswordLife{424};

/// A client: the pair that gets tokens, and the technical account that each call of the portal names as well.
struct ClientRecord {
  std::string name;      // as its owner is called; unique among those that are not revoked
  std::string id;        // `client_id`
  std::string secret;    // hash of `client_secret`, see hash_secret
  std::string login;     // of the technical account, without a colon
  std::string password;  // hash of its password
  Moment created;
  Moment password_set;
  std::optional<Moment> revoked;

  [[nodiscard]] bool active() const { return !revoked; }
  [[nodiscard]] Moment password_expires() const { return password_set + kPasswordLife; }
};

/// What a client must be told, and what is never known again.
struct Credentials {
  std::string name;
  std::string client_id;
  std::string client_secret;
  std::string login;
  std::string password;
  Moment password_expires;
};

/// The clients in the order they were added. Code `io` when the file cannot be read, when others than its owner may
/// read or write it, or when it is not what `write_clients` writes; the message says what to do.
[[nodiscard]] Result<std::vector<ClientRecord>> read_clients(const std::string& path);

/// Makes a client called `name`, and the file when there is none. The file is locked against other writers and is
/// there, synced, when this returns. Fails when a client that is not revoked has the name, or the name is empty, longer
/// than 100 bytes, or has control characters.
[[nodiscard]] Result<Credentials> add_client(const std::string& path, const std::string& name, Moment now);
/// Ends the client with this name or `client_id` for good. A server that runs notices within a second.
[[nodiscard]] Result<ClientRecord> revoke_client(const std::string& path, const std::string& name_or_id, Moment now);
/// Gives the client new secrets and a password that lives `kPasswordLife` from now; the old ones, and the tokens they
/// got, are worth nothing from the next look of the server on.
[[nodiscard]] Result<Credentials> rotate_client(const std::string& path, const std::string& name_or_id, Moment now);

}  // namespace prefill::server
