// What a running `prefill serve` does in a second, and how long its answers take.
//
//   prefill serve --docs-per-worker 500 &
//   service_load corpus/samples --connections 64 --seconds 20
//   service_load corpus/samples --rate 400 --seconds 60 --crasher slow.pdf --crasher-every 10
//
// Closed loop: each connection sends as soon as it has its answer. Open loop (`--rate`): requests are sent when their
// time comes, whatever the server does, and latency counts from that time, so that a server that stalls cannot hide it.
// Each answer must be what this program makes of the same document by itself, byte for byte. How fast it does that, on
// one thread and on as many as there are processors, is measured in the same run: the share of it that the service
// keeps is the figure that does not depend on the machine. Prints one JSON object.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/load_client.h"
#include "extractor/extractor.h"
#include "extractor/json.h"
#include "extractor/json_writer.h"
#include "rules/builtin_pack.h"
#include "rules/database.h"
#include "tools/bench/documents.h"

namespace {

using prefill::Extractor;
using prefill::bench::LoadPlan;
using prefill::bench::LoadRequest;
using prefill::bench::LoadResult;
using prefill::tools::BenchDocument;
using Clock = std::chrono::steady_clock;
using Rules = std::shared_ptr<const prefill::rules::Database>;

struct Options {
  std::vector<std::string> paths;
  std::string address = "127.0.0.1:8080";
  std::string token;
  std::size_t connections = 64;
  double seconds = 10;
  double rate = 0;
  std::string crasher;
  std::size_t crasher_every = 0;
};

double seconds_of(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

std::string head_of(const Options& options, std::size_t size) {
  std::string head = "POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/pdf\r\n";
  if (!options.token.empty()) head += "Authorization: Bearer " + options.token + "\r\n";
  return head + "Content-Length: " + std::to_string(size) + "\r\n\r\n";
}

std::string_view text_of(const BenchDocument& document) {
  return {reinterpret_cast<const char*>(document.bytes.data()), document.bytes.size()};
}

/// What the service must answer to each; empty for a document that cannot be read, which is not sent.
std::vector<std::string> expected_answers(const Rules& rules, const std::vector<BenchDocument>& documents) {
  Extractor extractor(rules);
  std::vector<std::string> answers;
  for (const BenchDocument& document : documents) {
    std::string& answer = answers.emplace_back();
    const auto extraction = extractor.extract(document.bytes);
    if (!extraction) continue;
    append_json(answer, "-", *extraction);
    answer += '\n';
  }
  return answers;
}

/// Documents a second in this process.
double rate_in_process(const Rules& rules, const std::vector<BenchDocument>& documents, std::size_t threads) {
  constexpr std::chrono::seconds kTime{3};
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> written{0};
  const Clock::time_point begin = Clock::now();
  std::vector<std::thread> team;
  for (std::size_t i = 0; i < threads; ++i) {
    team.emplace_back([&] {
      Extractor extractor(rules);
      std::string answer;
      while (Clock::now() - begin < kTime) {
        answer.clear();
        if (const auto extraction = extractor.extract(documents[next++ % documents.size()].bytes)) {
          append_json(answer, "-", *extraction);
        }
        written += answer.size();
      }
    });
  }
  for (std::thread& thread : team) thread.join();
  if (written == 0) throw std::runtime_error("none of the documents can be read");
  return static_cast<double>(next) / seconds_of(Clock::now() - begin);
}

void add_latencies(prefill::JsonWriter& json, const std::vector<std::chrono::nanoseconds>& sorted) {
  json.begin_object();
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p999", 0.999}, {"max", 1.0}}) {
    const auto at = static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1));
    json.key(name);
    json.number(seconds_of(sorted[at]) * 1e3, 3);
  }
  json.end_object();
}

std::string report(const Options& options, const LoadResult& result, double one, double all, std::size_t threads) {
  std::string text;
  prefill::JsonWriter json(text);
  const auto number = [&](const char* name, double value) {
    json.key(name);
    json.number(value, 3);
  };
  const double rate = static_cast<double>(result.right) / seconds_of(result.took);
  json.begin_object();
  json.member("loop", options.rate > 0 ? "open" : "closed");
  json.member("connections", options.connections);
  number("seconds", seconds_of(result.took));
  if (options.rate > 0) number("rateAsked", options.rate);
  number("rate", rate);
  json.member("right", result.right);
  json.member("wrong", result.wrong);
  json.member("refused", result.refused);
  json.member("crashers", result.crashed);
  json.member("unsent", result.unsent);
  json.member("broken", result.broken);
  if (!result.latencies.empty()) {
    json.key("latencyMs");
    add_latencies(json, result.latencies);
  }
  number("inProcessRate1", one);
  json.member("inProcessThreads", threads);
  number("inProcessRate", all);
  number("shareOfInProcess", rate / all);
  json.end_object();
  return text + "\n";
}

int run(const Options& options) {
  const auto documents = prefill::tools::load_documents({options.paths, {}, {}});
  if (!documents) return 2;
  auto parsed = prefill::rules::parse_packs(prefill::rules::builtin_packs());
  const Rules rules =
      prefill::rules::Database::compile(*std::move(parsed.pack), prefill::rules::Database::default_cache());
  const std::vector<std::string> answers = expected_answers(rules, *documents);
  LoadPlan plan{options.address,
                options.connections,
                std::chrono::nanoseconds(static_cast<std::int64_t>(options.seconds * 1e9)),
                options.rate,
                {},
                nullptr,
                options.crasher_every};
  std::vector<BenchDocument> readable;
  for (std::size_t i = 0; i < documents->size(); ++i) {
    if (answers[i].empty()) continue;
    const BenchDocument& document = (*documents)[i];
    plan.requests.push_back({head_of(options, document.bytes.size()), text_of(document), answers[i]});
    readable.push_back(document);
  }
  LoadRequest crasher;
  std::vector<BenchDocument> bad;
  if (!options.crasher.empty()) {
    auto read = prefill::tools::load_documents({{options.crasher}, {}, {}});
    if (!read) return 2;
    bad = *std::move(read);
    crasher = {
        head_of(options, bad.front().bytes.size() + prefill::bench::crasher_number_bytes), text_of(bad.front()), {}};
    plan.crasher = &crasher;
  }
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  const double one = rate_in_process(rules, readable, 1);
  const double all = rate_in_process(rules, readable, threads);
  const LoadResult result = prefill::bench::run_load(plan);
  std::cout << report(options, result, one, all, threads);
  return result.wrong == 0 && result.broken == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Measures a running `prefill serve` with the built-in rules. Exit code 1 when an answer was wrong.",
               "service_load");
  app.add_option("PATH", options.paths, "PDF files, or directories of them")->required()->type_name("");
  app.add_option("--address", options.address, "HOST:PORT or unix:PATH")->capture_default_str();
  app.add_option("--token", options.token, "Bearer token, where clients are configured");
  app.add_option("--connections", options.connections, "Connections")->capture_default_str();
  app.add_option("--seconds", options.seconds, "How long")->capture_default_str();
  app.add_option("--rate", options.rate, "Open loop: requests a second");
  CLI::Option* crasher =
      app.add_option("--crasher", options.crasher,
                     "A document that is answered with 422; each time with another number behind its end");
  app.add_option("--crasher-every", options.crasher_every, "Send it in the place of every Nth")->needs(crasher);
  CLI11_PARSE(app, argc, argv);
  try {
    return run(options);
  } catch (const std::exception& error) {
    std::cerr << "service_load: " << error.what() << "\n";
    return 2;
  }
}
