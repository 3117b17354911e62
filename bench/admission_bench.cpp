// What it costs to let somebody in: a token, an account that was right before, and a secret that was not.
//
//   build/release/admission_bench

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "server/clients.h"
#include "server/crypto.h"

namespace {

using namespace prefill::server;

/// A client, its open door, and a request that it lets in.
class Door {
 public:
  Door() {
    std::string name = (std::filesystem::temp_directory_path() / "prefill-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    directory_ = name;
    const std::string file = name + "/clients.json";
    told_ = add_client(file, "bench", now()).value();
    clients_ = Clients::open(file).value();
    Request form;
    form.body = "grant_type=client_credentials&client_id=" + told_.client_id + "&client_secret=" + told_.client_secret;
    const std::string answer = clients_->token(form).body;
    constexpr std::string_view before = "\"access_token\":\"";
    const std::size_t begin = answer.find(before) + before.size();
    request_.headers = {{"Authorization", "Bearer " + answer.substr(begin, answer.find('"', begin) - begin)},
                        {"cpro-account", base64(told_.login + ":" + told_.password)}};
    request_.remote = "192.0.2.1";
  }
  ~Door() { std::filesystem::remove_all(directory_); }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  [[nodiscard]] Clients& clients() { return *clients_; }
  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] const Credentials& told() const { return told_; }

 private:
  static std::string base64(const std::string& text) {
    std::string encoded = to_base64url(text);
    for (char& c : encoded) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return encoded;
  }

  std::filesystem::path directory_;
  Credentials told_;
  std::unique_ptr<Clients> clients_;
  Request request_;
};

void known_token(benchmark::State& state) {
  Door door;
  for (auto _ : state) {
    const auto admission = door.clients().admit_at_once(door.request(), Access::token);
    if (!admission || !admission->client) state.SkipWithError("was not let in");
  }
}
BENCHMARK(known_token)->Unit(benchmark::kMicrosecond);

void known_token_and_account(benchmark::State& state) {
  Door door;
  if (!door.clients().admit(door.request(), Access::token_and_account).client) state.SkipWithError("was not let in");
  for (auto _ : state) {
    const auto admission = door.clients().admit_at_once(door.request(), Access::token_and_account);
    if (!admission || !admission->client) state.SkipWithError("was not let in");
  }
}
BENCHMARK(known_token_and_account)->Unit(benchmark::kMicrosecond);

void secret_by_its_slow_hash(benchmark::State& state) {
  const std::string hash = hash_secret("a secret");
  for (auto _ : state) {
    if (!secret_fits("a secret", hash)) state.SkipWithError("does not fit");
  }
}
BENCHMARK(secret_by_its_slow_hash)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
