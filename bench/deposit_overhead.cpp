// What the portal's deposer/pdf costs beyond /v1/extract: base64, the form, the store.
//
//   prefill serve --store DIRECTORY &
//   deposit_overhead corpus/samples --rounds 20
//
// Every document is sent both ways, one right after the other over one connection, the first way in turn, so that
// whatever else the machine does meets both. The answers must say the same: a deposit is the form that the extraction
// fills in, byte for byte up to the id of the file. Prints one JSON object with times in microseconds; the overhead is
// that of pairs, not of medians.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/load_client.h"
#include "extractor/json_writer.h"
#include "server/choruspro/deposit_form.h"
#include "server/crypto.h"
#include "tools/bench/documents.h"

namespace {

using prefill::bench::Talk;
using prefill::tools::BenchDocument;
using Clock = std::chrono::steady_clock;
using Times = std::vector<double>;  // microseconds

struct Options {
  std::vector<std::string> paths;
  std::string address = "127.0.0.1:8080";
  std::string token;
  std::string account;
  std::size_t rounds = 10;
};

/// A document as either call wants it.
struct Both {
  std::string extract;
  std::string deposit;
};

struct Measured {
  Times extract, deposit, overhead;
  std::size_t documents = 0;
};

std::string request_to(const Options& options, const std::string& path, const std::string& type,
                       const std::string& body) {
  std::string head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
  if (!options.token.empty()) head += "Authorization: Bearer " + options.token + "\r\n";
  if (!options.account.empty()) head += "cpro-account: " + options.account + "\r\n";
  return head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Both requests_for(const Options& options, const BenchDocument& document) {
  const std::string bytes(reinterpret_cast<const char*>(document.bytes.data()), document.bytes.size());
  const std::string body =
      R"({"fichierFacture":")" + prefill::server::to_base64(bytes) + R"(","formatDepot":"PDF_NON_SIGNE"})";
  return {request_to(options, "/v1/extract", "application/pdf", bytes),
          request_to(options, "/cpro/factures/v1/deposer/pdf", "application/json", body)};
}

std::string until_id(std::string form) {
  const std::size_t id = form.find("\"pieceJointeId\":");
  if (id == std::string::npos) throw std::runtime_error("a deposit was answered without an id: " + form);
  return form.substr(0, id);
}

double microseconds_of(Talk& talk, const std::string& request, prefill::bench::TalkAnswer& answer) {
  const Clock::time_point began = Clock::now();
  answer = talk.ask(request);
  return std::chrono::duration<double, std::micro>(Clock::now() - began).count();
}

/// False for a document that neither call can read.
bool send_both(Talk& talk, const Both& both, bool extract_first, Measured& measured) {
  prefill::bench::TalkAnswer extracted;
  prefill::bench::TalkAnswer deposited;
  double extract = extract_first ? microseconds_of(talk, both.extract, extracted) : 0;
  const double deposit = microseconds_of(talk, both.deposit, deposited);
  if (!extract_first) extract = microseconds_of(talk, both.extract, extracted);
  if (extracted.status == 422 && deposited.status == 400) return false;
  if (extracted.status != 200 || deposited.status != 200) {
    throw std::runtime_error("answered " + std::to_string(extracted.status) + " and " +
                             std::to_string(deposited.status) + ": " + deposited.body.substr(0, 200));
  }
  if (until_id(deposited.body) != until_id(prefill::server::deposit_answer(extracted.body, 1))) {
    throw std::runtime_error("a deposit says something else than the extraction: " + deposited.body);
  }
  measured.extract.push_back(extract);
  measured.deposit.push_back(deposit);
  measured.overhead.push_back(deposit - extract);
  return true;
}

Measured measure(const Options& options, const std::vector<BenchDocument>& documents) {
  std::vector<Both> requests;
  for (const BenchDocument& document : documents) requests.push_back(requests_for(options, document));
  Talk talk(options.address);
  Measured warm;
  std::erase_if(requests, [&](const Both& both) { return !send_both(talk, both, true, warm); });
  if (requests.empty()) throw std::runtime_error("none of the documents can be read");
  Measured measured;
  measured.documents = requests.size();
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (const Both& both : requests) (void)send_both(talk, both, round % 2 == 0, measured);
  }
  return measured;
}

void add_times(prefill::JsonWriter& json, const char* name, Times times) {
  std::sort(times.begin(), times.end());
  json.key(name);
  json.begin_object();
  for (const auto& [part_name, part] : {std::pair{"p10", 0.1}, {"p50", 0.5}, {"p90", 0.9}}) {
    json.key(part_name);
    json.number(times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))], 1);
  }
  json.end_object();
}

int run(const Options& options) {
  const auto documents = prefill::tools::load_documents({options.paths, {}, {}});
  if (!documents) return 2;
  const Measured measured = measure(options, *documents);
  std::string text;
  prefill::JsonWriter json(text);
  json.begin_object();
  json.member("documents", measured.documents);
  json.member("pairs", measured.overhead.size());
  add_times(json, "extractUs", measured.extract);
  add_times(json, "depositUs", measured.deposit);
  add_times(json, "overheadUs", measured.overhead);
  json.end_object();
  std::cout << text << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Measures what deposer/pdf costs beyond /v1/extract on a running `prefill serve --store`.",
               "deposit_overhead");
  app.add_option("PATH", options.paths, "PDF files, or directories of them")->required()->type_name("");
  app.add_option("--address", options.address, "HOST:PORT or unix:PATH")->capture_default_str();
  app.add_option("--token", options.token, "Bearer token, where clients are configured");
  app.add_option("--account", options.account, "cpro-account, likewise");
  app.add_option("--rounds", options.rounds, "How often each document is sent both ways")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    return run(options);
  } catch (const std::exception& error) {
    std::cerr << "deposit_overhead: " << error.what() << "\n";
    return 2;
  }
}
