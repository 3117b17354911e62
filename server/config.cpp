// Mistakes are told all at once, as those of rule packs are, and by the same means.

#include "server/config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "rules/json_tree.h"
#include "rules/nearest.h"
#include "server/http/head_checks.h"
#include "server/http/remote_url.h"

namespace prefill::server {
namespace {

using rules::Diagnostic;
using rules::JsonNode;

constexpr double kMostWorkers = 256;
constexpr double kDay = 86400;

constexpr std::array kSettings{
    Setting{"listen", "ADDRESS", "Where to listen: HOST:PORT, port 0 for any free one, or unix:PATH", &Config::listen},
    Setting{"tls-certificate", "FILE", "Speak TLS with this certificate chain (PEM)", &Config::tls_certificate},
    Setting{"tls-key", "FILE", "The certificate's private key (PEM)", &Config::tls_key},
    Setting{"behind-proxy", "",
            "A proxy of yours, which ends TLS, is the only one to reach this server; its\n"
            "X-Forwarded-For says who calls",
            &Config::behind_proxy},
    Setting{"clients", "FILE", "Who may call, as written by `prefill clients`; without it, this machine alone may",
            &Config::clients},
    Setting{"store", "PLACE",
            "Offer the portal's calls, and keep what is deposited in this directory, or with its index\n"
            "in the PostgreSQL database at this postgresql:// URL",
            &Config::store},
    Setting{"store-files", "DIRECTORY", "Where the store's files are; with PostgreSQL, shared by its servers",
            &Config::store_files},
    Setting{"store-instance", "N", "Number of this server among those that share a store", &Config::store_instance, 0,
            255},
    Setting{"store-keep", "DAYS", "How long deposits are kept; 0: for ever", &Config::store_keep, 0, 36500},
    Setting{"store-limit", "MIB", "Size of all files together; 0: no limit", &Config::store_limit, 0, 1e9},
    Setting{"structures", "FILE", "Public structures that `structures/v1/rechercher` finds", &Config::structures},
    Setting{"upstream", "URL",
            "Hand the portal's calls on to the real portal at this address, and recognise what is\n"
            "deposited: https://api.piste.gouv.fr",
            &Config::upstream},
    Setting{"upstream-credentials", "FILE", "Token address, application and technical account for it, mode 0600",
            &Config::upstream_credentials},
    Setting{"upstream-ca", "FILE", "Authorities that vouch for it (PEM), in the place of those this machine trusts",
            &Config::upstream_ca},
    Setting{"upstream-calls", "N", "Calls to it at once; more are refused (503)", &Config::upstream_calls, 1, 256},
    Setting{"upstream-time", "SECONDS", "How long it may take to answer, a token included", &Config::upstream_time, 0.1,
            600},
    Setting{"rules", "PACK",
            "Rule pack to use instead of the built-in ones: a file, or `fr`, `en` or `de`; may be given\n"
            "several times. Read again at SIGHUP",
            &Config::rules},
    Setting{"shadow", "PACK",
            "Rule pack to try beside the live one, on part of the traffic; differences are counted in\n"
            "/metrics. May be given several times, as `--rules`",
            &Config::shadow},
    Setting{"shadow-share", "SHARE", "Part of the documents that the shadow reads too", &Config::shadow_share, 0, 1},
    Setting{"workers", "N", "Documents read at once; 0: one more than there are processors", &Config::workers, 0,
            kMostWorkers},
    Setting{"docs-per-worker", "N", "Documents that one confined process reads. 1: none ever meets another customer's",
            &Config::docs_per_worker, 1, 1e6},
    Setting{"slots", "N", "Documents in hand at once, being received included; 0: eight for each worker, 16 at least",
            &Config::slots, 0, kMostWorkers},
    Setting{"deadline", "SECONDS", "How long a document may be read", &Config::deadline, 0.01, 600},
    Setting{"worker-memory", "MIB", "Memory that a worker may take", &Config::worker_memory, 256, 65536},
    Setting{"connections", "N", "Sockets open at once; beyond it the one silent for longest makes room",
            &Config::connections, 1, 1e6},
    Setting{"header-time", "SECONDS", "How long a client may take to send a request's header", &Config::header_time,
            0.1, 3600},
    Setting{"body-time", "SECONDS", "How long a client may take to send a body", &Config::body_time, 0.1, 3600},
    Setting{"answer-time", "SECONDS", "How long a client may take to receive an answer", &Config::answer_time, 0.1,
            3600},
    Setting{"idle-time", "SECONDS", "How long a connection may stay open between requests", &Config::idle_time, 0.1,
            3600},
    Setting{"worker-wait", "SECONDS", "How long a received document may wait for a worker before it is refused (503)",
            &Config::worker_wait, 0.01, 60},
    Setting{"drain-time", "SECONDS", "How long an orderly end may take", &Config::drain_time, 0, kDay},
};

std::string printed(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

bool is_whole(const Setting& setting) {
  return std::holds_alternative<std::size_t Config::*>(setting.place);
}

std::string wanted_number(const Setting& setting) {
  return std::string(is_whole(setting) ? "a whole number" : "a number") + " from " + printed(setting.least) + " to " +
         printed(setting.most);
}

bool fits(const Setting& setting, double number) {
  return number >= setting.least && number <= setting.most && (!is_whole(setting) || std::floor(number) == number);
}

void set_number(Config& config, const Setting& setting, double number) {
  if (const auto* whole = std::get_if<std::size_t Config::*>(&setting.place)) {
    config.** whole = static_cast<std::size_t>(number);
  } else if (const auto* time = std::get_if<std::chrono::milliseconds Config::*>(&setting.place)) {
    config.** time = std::chrono::milliseconds(std::llround(number * 1000));
  } else if (const auto* real = std::get_if<double Config::*>(&setting.place)) {
    config.** real = number;
  }
}

// What a value in the file must be; nothing when it is and was set.
std::optional<std::string> set_from(Config& config, const Setting& setting, const JsonNode& value) {
  if (const auto* text = std::get_if<std::string Config::*>(&setting.place)) {
    if (value.kind != JsonNode::Kind::string) return "a text";
    config.** text = value.text;
  } else if (const auto* flag = std::get_if<bool Config::*>(&setting.place)) {
    if (value.kind != JsonNode::Kind::boolean) return "`true` or `false`";
    config.** flag = value.truth;
  } else if (const auto* list = std::get_if<std::vector<std::string> Config::*>(&setting.place)) {
    const auto is_text = [](const JsonNode& item) { return item.kind == JsonNode::Kind::string; };
    if (value.kind != JsonNode::Kind::array || !std::all_of(value.items.begin(), value.items.end(), is_text)) {
      return "a list of texts";
    }
    (config.**list).clear();
    for (const JsonNode& item : value.items) (config.**list).push_back(item.text);
  } else {
    if (value.kind != JsonNode::Kind::number || !fits(setting, value.number)) return wanted_number(setting);
    set_number(config, setting, value.number);
  }
  return std::nullopt;
}

const Setting* find(std::string_view name) {
  const auto found = std::find_if(kSettings.begin(), kSettings.end(), [&](const Setting& s) { return s.name == name; });
  return found == kSettings.end() ? nullptr : &*found;
}

Diagnostic unknown_key(const rules::JsonMember& member) {
  std::vector<std::string_view> names;
  for (const Setting& setting : kSettings) names.push_back(setting.name);
  const std::vector<std::string_view> near = rules::nearest(member.key, names);
  const std::string help =
      near.empty() ? "there are " + rules::listed(names) : "perhaps `" + std::string(near.front()) + "` is meant";
  return {"C002", "unknown setting `" + member.key + "`", member.span.offset, member.span.length, "", help, 0};
}

bool told_twice(const JsonNode& object, std::size_t index) {
  return std::any_of(object.members.begin(), object.members.begin() + static_cast<std::ptrdiff_t>(index),
                     [&](const rules::JsonMember& m) { return m.key == object.members[index].key; });
}

}  // namespace

std::span<const Setting> settings() {
  return kSettings;
}

std::string default_of(const Setting& setting) {
  const Config config;
  if (const auto* text = std::get_if<std::string Config::*>(&setting.place)) return config.**text;
  if (const auto* whole = std::get_if<std::size_t Config::*>(&setting.place)) return std::to_string(config.**whole);
  if (const auto* real = std::get_if<double Config::*>(&setting.place)) return printed(config.**real);
  if (const auto* time = std::get_if<std::chrono::milliseconds Config::*>(&setting.place)) {
    return printed(static_cast<double>((config.**time).count()) / 1000);
  }
  return {};
}

std::optional<std::string> set(Config& config, const Setting& setting, const std::vector<std::string>& values) {
  if (const auto* flag = std::get_if<bool Config::*>(&setting.place)) {
    config.** flag = true;
  } else if (const auto* list = std::get_if<std::vector<std::string> Config::*>(&setting.place)) {
    config.** list = values;
  } else if (const auto* text = std::get_if<std::string Config::*>(&setting.place)) {
    config.** text = values.back();
  } else {
    const std::string& typed = values.back();
    double number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc() || end != typed.data() + typed.size() || !fits(setting, number)) {
      return "`--" + std::string(setting.name) + "` takes " + wanted_number(setting) + ", not `" + typed + "`";
    }
    set_number(config, setting, number);
  }
  return std::nullopt;
}

std::vector<Diagnostic> read_config(std::string_view text, Config& config) {
  Diagnostic broken;
  const std::optional<JsonNode> root = rules::parse_json(text, broken);
  if (!root) {
    broken.code = "C001";
    return {broken};
  }
  if (root->kind != JsonNode::Kind::object) {
    return {{"C001", "not an object", root->span.offset, root->span.length, "", "begin with `{`", 0}};
  }
  std::vector<Diagnostic> mistakes;
  for (std::size_t i = 0; i < root->members.size(); ++i) {
    const rules::JsonMember& member = root->members[i];
    const Setting* setting = find(member.key);
    if (setting == nullptr) {
      mistakes.push_back(unknown_key(member));
    } else if (told_twice(*root, i)) {
      mistakes.push_back({"C003", "`" + member.key + "` is set twice", member.span.offset, member.span.length, "",
                          "keep one of them", 0});
    } else if (const auto wanted = set_from(config, *setting, member.value)) {
      mistakes.push_back({"C004", "`" + member.key + "` takes " + *wanted, member.value.span.offset,
                          member.value.span.length, "", "", 0});
    }
  }
  return mistakes;
}

namespace {

void check_upstream(const Config& config, std::vector<std::string>& told) {
  if (config.upstream.empty()) {
    if (!config.upstream_credentials.empty() || !config.upstream_ca.empty()) {
      told.emplace_back("without an `upstream` nothing is handed on; name one, or leave its settings out");
    }
    return;
  }
  if (const std::string fault = fault_of_remote_url(config.upstream); !fault.empty()) {
    told.push_back("`upstream` " + fault);
  }
  const std::string_view base = std::string_view(config.upstream).substr(0, config.upstream.find_last_not_of('/') + 1);
  if (base.ends_with("/cpro")) told.emplace_back("give `upstream` without `/cpro`, which each call brings");
  if (config.upstream_credentials.empty()) {
    told.emplace_back("`upstream` wants credentials of its own; name their file with `upstream-credentials`");
  }
  if (!config.structures.empty()) {
    told.emplace_back("with `upstream` the portal's own structures are found; leave `structures` out");
  }
}

}  // namespace

std::vector<std::string> contradictions(const Config& config) {
  std::vector<std::string> told;
  const bool tls = !config.tls_certificate.empty() || !config.tls_key.empty();
  if (tls && (config.tls_certificate.empty() || config.tls_key.empty())) {
    told.emplace_back("TLS needs both a certificate and its key; give `tls-certificate` and `tls-key`");
  }
  const std::optional<ListenAddress> address = parse_listen(config.listen);
  if (!address) {
    told.push_back("cannot listen on `" + config.listen +
                   "`; give an address and a port, as in 127.0.0.1:8080, or unix:PATH");
    return told;
  }
  if (!address->local() && !tls && !config.behind_proxy) {
    told.push_back("listening on `" + config.listen +
                   "` would send invoices over the network in the clear; give `tls-certificate` and `tls-key`, or say "
                   "`behind-proxy` when a proxy of yours ends TLS before it");
  }
  if (config.clients.empty() && (!address->local() || config.behind_proxy)) {
    told.push_back(
        std::string(address->local() ? "behind a proxy" : "listening on `" + config.listen + "`") +
        ", everybody could call; name those who may with `clients`, a file that `prefill clients add` writes");
  }
  if (config.store.empty() && !(config.store_files.empty() && config.structures.empty())) {
    told.emplace_back("without a `store` the portal's calls are not offered; name one, or leave its settings out");
  }
  if (config.store.starts_with("postgres") && config.store_files.empty()) {
    told.emplace_back("with PostgreSQL as `store`, say with `store-files` where the files go");
  }
  check_upstream(config, told);
  if (config.slots > 0 && config.workers > config.slots) {
    told.emplace_back("more workers than slots would never be busy; give at least as many `slots` as `workers`");
  }
  return told;
}

bool ListenAddress::local() const {
  return !path.empty() || host == "localhost" || is_local(host);
}

std::optional<ListenAddress> parse_listen(std::string_view text) {
  constexpr std::string_view unix_prefix = "unix:";
  ListenAddress address;
  if (text.starts_with(unix_prefix)) {
    address.path = text.substr(unix_prefix.size());
    return address.path.empty() ? std::nullopt : std::optional(address);
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string_view port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (host.empty() || port.empty() || error != std::errc() || end != port.data() + port.size()) return std::nullopt;
  address.host = host;
  return address;
}

}  // namespace prefill::server
