// One request and its answer. The order is the order of cost: what can be refused by the head alone is refused before a
// byte of the body is taken, and a worker is asked for last.

#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/connection.h"
#include "server/http/request_parser.h"
#include "server/http/upload.h"
#include "server/visit.h"

namespace prefill::server {

/// Lives for one request.
class Exchange {
 public:
  explicit Exchange(Connection& connection);

  /// Whether the connection may go on with another request.
  [[nodiscard]] boost::asio::awaitable<bool> run();

 private:
  using Clock = Connection::Clock;
  template <typename T>
  using Awaitable = boost::asio::awaitable<T>;
  /// Why it goes no further; nothing when it does.
  using Refusal = std::optional<Problem>;

  // exchange.cpp: the order of things
  [[nodiscard]] Awaitable<bool> take_head();
  [[nodiscard]] Awaitable<Response> answer();
  [[nodiscard]] Awaitable<Response> call_route();
  [[nodiscard]] Awaitable<bool> send(const Response& response);
  [[nodiscard]] Awaitable<void> pass_over_body();
  [[nodiscard]] Awaitable<Refusal> ask_gate();
  void note_head();
  [[nodiscard]] Refusal check_head() const;
  [[nodiscard]] Response refused(const Problem& problem) const;

  // intake.cpp: bodies and workers
  [[nodiscard]] Awaitable<Refusal> take_body();
  [[nodiscard]] Awaitable<Refusal> fill();
  [[nodiscard]] Awaitable<Refusal> take_memory();
  [[nodiscard]] Awaitable<Refusal> take_document();
  [[nodiscard]] Awaitable<Refusal> take_json_file();
  [[nodiscard]] Awaitable<Refusal> take_parts(std::string boundary);
  [[nodiscard]] Awaitable<Refusal> read(Upload& upload, std::string name);
  [[nodiscard]] Awaitable<std::optional<Seat>> seat_for(Upload& upload);
  [[nodiscard]] Awaitable<void> have_read(Seat seat, std::size_t size, sandbox::Request request);
  [[nodiscard]] Refusal job(const std::string& name, sandbox::Request& job) const;
  [[nodiscard]] std::size_t parse_body(std::span<unsigned char> into);

  Connection& connection_;
  House& house_;
  RequestParser parser_;
  Request request_;
  Router::Match match_;
  Visit visit_;
  Clock::time_point began_;
  std::vector<Header> gate_headers_;
  BudgetedText memory_;
  bool keep_ = false;               // the connection, after the answer
  std::optional<Upload> upload_;    // the document in memory, for routes without work
  std::optional<Outcome> outcome_;  // of the document read last; holds its seat, and so its bytes
};

}  // namespace prefill::server
