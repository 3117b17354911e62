// Rules are loaded and workers begun on an office thread while the loop serves; then the loop takes the new pool over
// in one step. A change that fails changes nothing.

#include "server/server.h"

#include <sys/resource.h>

#include <csignal>
#include <optional>
#include <utility>

#include "server/asio_loop.h"
#include "server/choruspro/portal_client.h"
#include "server/choruspro/portal_room.h"
#include "server/clients.h"
#include "server/http/connection.h"
#include "server/http/house.h"
#include "server/http/listener.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/rule_texts.h"
#include "server/service_manager.h"
#include "server/v1_routes.h"
#include "server/workers/shadow.h"
#include "server/workers/workshop.h"

namespace prefill::server {
namespace {

constexpr std::chrono::milliseconds kSweep{250};
// Between two self-tests where no service manager asks for them.
constexpr std::chrono::milliseconds kSelfTest{10'000};
constexpr std::size_t kSlotsPerWorker = 8;
constexpr std::size_t kLeastSlots = 16;
constexpr std::size_t kMostSlots = 256;

Limits limits_of(const Config& config) {
  Limits limits;
  limits.connections = config.connections;
  limits.header_time = config.header_time;
  limits.idle_time = config.idle_time;
  limits.body_time = config.body_time;
  limits.answer_time = config.answer_time;
  limits.worker_wait = config.worker_wait;
  limits.drain_time = config.drain_time;
  // Each call to the portal keeps a thread waiting; the others are for the rest, as ever.
  if (!config.upstream.empty()) limits.office_threads += config.upstream_calls;
  return limits;
}

sandbox::PoolOptions pool_options(const Config& config, const Limits& limits) {
  sandbox::PoolOptions options;
  options.workers = config.workers > 0 ? config.workers : sandbox::usual_workers();
  options.slots =
      config.slots > 0 ? config.slots : std::min(kMostSlots, std::max(kLeastSlots, options.workers * kSlotsPerWorker));
  options.documents_per_worker = config.docs_per_worker;
  options.deadline = config.deadline;
  options.memory_bytes = config.worker_memory << 20;
  options.input_bytes = limits.document_bytes;
  return options;
}

PortalOptions portal_options(const Config& config) {
  PortalOptions options;
  options.store.index = config.store;
  options.store.files = config.store_files;
  options.store.instance = static_cast<int>(config.store_instance);
  options.store.keep = Days(config.store_keep);
  options.store.limit = static_cast<std::uint64_t>(config.store_limit) << 20;
  options.structures = config.structures;
  return options;
}

UpstreamOptions upstream_options(const Config& config) {
  return {config.upstream, config.upstream_credentials, config.upstream_ca, config.upstream_calls,
          config.upstream_time};
}

// A descriptor for each connection, and some for the rest.
void allow_descriptors(std::size_t connections) {
  constexpr std::size_t kRest = 1024;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = connections + kRest;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

// Log and counters, told of the same things.
class Journal final : public Observer, public Shadow::Tally {
 public:
  void visited(const Visit& visit) override {
    log.visit(visit);
    metrics.visited(visit);
  }
  void read(const Reading& reading) override { metrics.read(reading); }
  void called(const UpstreamVisit& visit) override {
    log.upstream(visit);
    metrics.called(visit);
  }
  void notice(std::string_view what) override { log.event(what); }
  void shadowed(std::string_view outcome) override { metrics.shadowed(outcome); }
  void differed(std::string_view field, std::string_view how) override { metrics.differed(field, how); }

  Log log{2};
  Metrics metrics;
};

// Rules, and workers that have them.
struct Loaded {
  RuleTexts rules;
  std::unique_ptr<sandbox::WorkerPool> pool;
};

tl::expected<Loaded, std::string> load(sandbox::Launcher& launcher, const std::vector<std::string>& packs,
                                       const sandbox::PoolOptions& options) {
  auto rules = read_rules(packs);
  if (!rules) return tl::unexpected(std::move(rules.error()));
  auto pool = launcher.pool(rules->sources(), options);
  if (!pool) return tl::unexpected("no worker can be started: " + pool.error().message);
  return Loaded{*std::move(rules), *std::move(pool)};
}

}  // namespace

struct Server::State {
  State(Config config_, sandbox::Launcher& launcher_)
      : config(std::move(config_)),
        launcher(launcher_),
        limits(limits_of(config)),
        options(pool_options(config, limits)),
        loop(limits.office_threads),
        workshop(loop),
        house(loop, workshop, journal, limits) {}

  const Config config;
  sandbox::Launcher& launcher;
  const Limits limits;
  const sandbox::PoolOptions options;
  Journal journal;
  std::unique_ptr<PortalRoom> portal;
  std::unique_ptr<PortalClient> upstream;
  std::unique_ptr<Clients> clients;
  std::unique_ptr<boost::asio::ssl::context> tls;
  AsioLoop loop;
  Workshop workshop;
  std::unique_ptr<Shadow> shadow;
  std::optional<Router> router;
  House house;
  std::unique_ptr<Listener> listener;
  std::string rules_description;
  bool ready = false;
  bool reloading = false;
  bool finished = true;
  bool testing = false;
  Connection::Clock::time_point tested;  // when the self-test went well last
  Connection::Clock::time_point drain_until = Connection::Clock::time_point::max();

  [[nodiscard]] Backstage backstage();
  [[nodiscard]] std::string metrics();
  [[nodiscard]] bool can_read();
  void route();
  void install(Loaded loaded);
  [[nodiscard]] tl::expected<Loaded, std::string> load_shadow() const;
  [[nodiscard]] std::optional<std::string> start_shadow();
  void exchange_shadow(tl::expected<Loaded, std::string> loaded);
  void reload();
  void self_test();
  void sweep();
  void drain();
};

Backstage Server::State::backstage() {
  return {[this] { return workshop.open() ? workshop.crew()->pool().rules_version() : std::string(); },
          [this] { return rules_description; }, [this] { return can_read(); }, [this] { return metrics(); }};
}

std::string Server::State::metrics() {
  Snapshot snapshot;
  if (workshop.open()) {
    snapshot.pool = workshop.crew()->pool().status();
    snapshot.rules = workshop.crew()->pool().rules_version();
  }
  snapshot.waiting = workshop.waiting();
  snapshot.connections = house.connections.size();
  snapshot.quarantined = workshop.quarantined();
  snapshot.log_lines_dropped = journal.log.dropped();
  return journal.metrics.text(snapshot);
}

// A self-test that never gets its turn is no good sign either.
bool Server::State::can_read() {
  const bool lately = Connection::Clock::now() - tested < 3 * kSelfTest;
  return ready && lately && workshop.open() && !workshop.crew()->pool().status().trouble;
}

void Server::State::route() {
  std::vector<Mount> mounts;
  mounts.push_back(v1_mount(backstage()));
  if (clients) mounts.push_back(oauth_mount(*clients));
  if (upstream) {
    mounts.push_back(proxy_mount([this](const Request& request) { return upstream->pass_on(request); }));
  } else if (portal) {
    mounts.push_back(portal->mount());
  }
  router.emplace(std::move(mounts), root_mount(backstage()));
  house.router = &*router;
  house.gate = clients.get();
  house.behind_proxy = config.behind_proxy;
  house.local_names_only = clients == nullptr;
}

void Server::State::install(Loaded loaded) {
  rules_description = describe_rules(loaded.rules, loaded.pool->rules_version());
  workshop.install(std::move(loaded.pool));
}

// The shadow gets half of the live workers: its part of the documents is small, and it may skip some.
tl::expected<Loaded, std::string> Server::State::load_shadow() const {
  sandbox::PoolOptions own = options;
  own.workers = std::max<std::size_t>(1, options.workers / 2);
  own.slots = 2 * own.workers;
  return load(launcher, config.shadow, own);
}

std::optional<std::string> Server::State::start_shadow() {
  if (config.shadow.empty()) return std::nullopt;
  auto loaded = load_shadow();
  if (!loaded) return "the shadow's rules: " + loaded.error();
  shadow = std::make_unique<Shadow>(loop, std::move(loaded->pool), config.shadow_share, journal);
  house.shadow = [this](std::span<const unsigned char> document, const sandbox::Answer& answer) {
    shadow->offer(document, answer);
  };
  return std::nullopt;
}

void Server::State::exchange_shadow(tl::expected<Loaded, std::string> loaded) {
  if (!loaded) return journal.log.event("the shadow stays as it was: " + loaded.error());
  journal.log.event("the shadow's rules are now " + loaded->pool->rules_version());
  shadow->install(std::move(loaded->pool));
}

void Server::State::reload() {
  if (house.draining || std::exchange(reloading, true)) return;
  tell_reloading();
  journal.log.event("the rules are being read again");
  loop.in_office([this] {
    auto loaded = std::make_shared<tl::expected<Loaded, std::string>>(load(launcher, config.rules, options));
    auto candidate = std::make_shared<tl::expected<Loaded, std::string>>();
    if (!config.shadow.empty()) *candidate = load_shadow();
    loop.post([this, loaded, candidate] {
      reloading = false;
      if (house.draining) return;
      journal.metrics.rules_changed(*loaded ? "ok" : "failed");
      if (*loaded) {
        const std::string version = (*loaded)->pool->rules_version();
        install(std::move(**loaded));
        journal.log.event("the rules in use are now " + version);
      } else {
        journal.log.event("the rules stay as they were: " + loaded->error());
      }
      if (shadow) exchange_shadow(std::move(*candidate));
      tell_ready(listener->address());
    });
  });
}

void Server::State::self_test() {
  // One that is still waiting for its turn says nothing yet.
  if (std::exchange(testing, true)) return;
  workshop.self_test([this](bool good) {
    testing = false;
    if (good) {
      tested = Connection::Clock::now();
      tell_alive();
    }
    if (good != ready) {
      journal.log.event(good ? "documents can be read" : "a worker failed to read the self-test document");
      if (good) tell_ready(listener ? listener->address() : std::string());
    }
    ready = good;
  });
}

void Server::State::sweep() {
  const Connection::Clock::time_point now = Connection::Clock::now();
  for (const auto& connection : house.connections) connection->check(now);
  if (!house.draining) return;
  if (house.connections.empty()) return loop.stop();
  if (now < drain_until) return;
  // Whoever is still there has had the time: answered or not, it ends now.
  finished = false;
  workshop.abandon();
  if (shadow) shadow->abandon();
  if (upstream) upstream->abandon();
  for (const auto& connection : house.connections) connection->cut();
}

void Server::State::drain() {
  if (std::exchange(house.draining, true)) return;
  tell_stopping();
  journal.log.event("ending: what has begun is finished, nothing more is taken in");
  listener.reset();
  drain_until = Connection::Clock::now() + limits.drain_time;
  for (const auto& connection : house.connections) {
    if (connection->silent()) connection->cut();
  }
}

tl::expected<std::unique_ptr<Server>, std::string> Server::start(Config config, sandbox::Launcher& launcher) {
  allow_descriptors(config.connections);
  auto state = std::make_unique<State>(std::move(config), launcher);
  const Config& wanted = state->config;
  if (!wanted.store.empty()) {
    auto portal = PortalRoom::open(portal_options(wanted), [&log = state->journal.log](auto what) { log.event(what); });
    // Its address may hold a password, which belongs into no log.
    if (!portal) return tl::unexpected("the store that `store` names: " + portal.error().message);
    state->portal = *std::move(portal);
  }
  if (!wanted.upstream.empty()) {
    auto upstream = PortalClient::open(upstream_options(wanted), [state = state.get()](const UpstreamVisit& visit) {
      state->loop.post([state, visit] { state->journal.called(visit); });
    });
    if (!upstream) return tl::unexpected("the portal that `upstream` names: " + upstream.error().message);
    state->upstream = *std::move(upstream);
  }
  if (!wanted.clients.empty()) {
    auto clients = Clients::open(wanted.clients, state->portal ? &state->portal->shelf() : nullptr);
    if (!clients) return tl::unexpected("the clients in `" + wanted.clients + "`: " + clients.error().message);
    state->clients = *std::move(clients);
  }
  if (!wanted.tls_certificate.empty()) {
    auto tls = load_tls(wanted.tls_certificate, wanted.tls_key);
    if (!tls) return tl::unexpected(std::move(tls.error()));
    state->tls = *std::move(tls);
  }
  const std::optional<ListenAddress> address = parse_listen(wanted.listen);
  if (!address) return tl::unexpected("cannot listen on `" + wanted.listen + "`");
  auto listener = listen_on(state->house, *address, state->tls.get());
  if (!listener) return tl::unexpected(std::move(listener.error()));
  state->listener = *std::move(listener);
  auto loaded = load(launcher, wanted.rules, state->options);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  if (const std::string& missing = loaded->pool->confinement().missing; !missing.empty()) {
    state->journal.log.event("workers are confined without what this kernel lacks: " + missing);
  }
  state->install(*std::move(loaded));
  if (std::optional<std::string> trouble = state->start_shadow()) return tl::unexpected(*std::move(trouble));
  state->route();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

// Sessions refer to the workshop, pools are ended in the office: the order of the end is that of the use.
Server::~Server() {
  if (!state_) return;
  state_->listener.reset();
  state_->house.shadow = nullptr;
  if (state_->shadow) state_->shadow->abandon();
  state_->shadow.reset();
  state_->workshop.abandon();
  if (state_->upstream) state_->upstream->abandon();
  state_->loop.close_office();
}

std::string Server::address() const {
  return state_->listener->address();
}

bool Server::run() {
  State& state = *state_;
  const auto ends = state.loop.on_signals({SIGTERM, SIGINT}, [&state](int) { state.drain(); });
  const auto reloads = state.loop.on_signals({SIGHUP}, [&state](int) { state.reload(); });
  const auto sweeps = state.loop.every(kSweep, [&state] { state.sweep(); });
  const auto watchdog = std::chrono::duration_cast<std::chrono::milliseconds>(watchdog_time() / 3);
  const auto tests = state.loop.every(watchdog.count() > 0 ? std::min(watchdog, kSelfTest) : kSelfTest,
                                      [&state] { state.self_test(); });
  const std::string address = state.listener->address();
  state.self_test();
  state.listener->start();
  state.journal.log.event("listening on " + address);
  state.loop.run();
  state.journal.log.event(state.finished ? "ended; all that had begun was finished" : "ended; some answers were cut");
  return state.finished;
}

}  // namespace prefill::server
