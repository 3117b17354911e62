// What the server can be told, in one table: each entry is a flag of `prefill serve` and a key of its configuration
// file, with the same name, the same checks and the same messages.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/diagnostic.h"

namespace prefill::server {

/// The settings of a server. docs/operations.md explains each.
struct Config {
  std::string listen = "127.0.0.1:8080";
  std::string tls_certificate;
  std::string tls_key;
  bool behind_proxy = false;
  std::string clients;
  std::string store;
  std::string store_files;
  std::size_t store_instance = 0;
  std::size_t store_keep = 0;   // days
  std::size_t store_limit = 0;  // MiB
  std::string structures;
  std::string upstream;
  std::string upstream_credentials;
  std::string upstream_ca;
  std::size_t upstream_calls = 16;
  std::chrono::milliseconds upstream_time{30'000};
  std::vector<std::string> rules;
  std::vector<std::string> shadow;
  double shadow_share = 0.1;
  std::size_t workers = 0;
  std::size_t docs_per_worker = 1;
  std::size_t slots = 0;
  std::chrono::milliseconds deadline{10'000};
  std::size_t worker_memory = 1024;  // MiB
  std::size_t connections = 4096;
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds idle_time{75'000};
  std::chrono::milliseconds body_time{60'000};
  std::chrono::milliseconds answer_time{30'000};
  std::chrono::milliseconds worker_wait{2'000};
  std::chrono::milliseconds drain_time{20'000};
};

/// One setting.
struct Setting {
  using Place = std::variant<std::string Config::*, bool Config::*, std::size_t Config::*, double Config::*,
                             std::chrono::milliseconds Config::*, std::vector<std::string> Config::*>;
  std::string_view name;  // of the flag without "--", and of the key
  std::string_view type;  // as `--help` calls the value; empty for a switch
  std::string_view help;
  Place place;
  // Of a number, in the unit that users write: seconds for times.
  double least = 0;
  double most = 0;
};

/// All settings, in the order of `--help`.
[[nodiscard]] std::span<const Setting> settings();

/// The value where nothing is said, as users would write it; empty for none.
[[nodiscard]] std::string default_of(const Setting& setting);

/// Sets what a flag says; `values` are several for lists, empty for a switch. Returns what is wrong: "`x` is no number
/// from 1 to 9".
[[nodiscard]] std::optional<std::string> set(Config& config, const Setting& setting,
                                             const std::vector<std::string>& values);

/// Reads a configuration file's text over `config`. Returns every mistake with its place; `config` is of no use then.
[[nodiscard]] std::vector<rules::Diagnostic> read_config(std::string_view text, Config& config);

/// What settings together must keep, above all who may reach the server: each a sentence that says what to do.
[[nodiscard]] std::vector<std::string> contradictions(const Config& config);

/// An address to listen on.
struct ListenAddress {
  std::string path;  // of a unix socket; empty for TCP
  std::string host;  // numeric; of a name "localhost"
  unsigned short port = 0;
  [[nodiscard]] bool local() const;
};

/// "127.0.0.1:8080", "[::1]:0", "localhost:80", "unix:/run/prefill/socket"; nothing when it is none of these.
[[nodiscard]] std::optional<ListenAddress> parse_listen(std::string_view text);

}  // namespace prefill::server
