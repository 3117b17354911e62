// Many connections to a server from one thread, which take little time from the machine that they measure.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prefill::bench {

/// A request as bytes, and the answer it must get.
struct LoadRequest {
  std::string head;
  std::string_view body;
  std::string_view expected;  // the body of a 200; empty: any answer of status 422 (a crasher)
};

inline constexpr std::size_t crasher_number_bytes = 10;

struct LoadPlan {
  std::string address;  // "127.0.0.1:8080" or "unix:PATH"
  std::size_t connections = 64;
  std::chrono::nanoseconds duration{};
  double rate = 0;                       // requests a second, sent when their time comes; 0: as fast as answers come
  std::vector<LoadRequest> requests;     // sent in turn
  const LoadRequest* crasher = nullptr;  // sent in the place of every `crasher_every`th; its head announces
                                         // `crasher_number_bytes` more than its body, which are another number each
                                         // time: a service remembers what has killed a worker
  std::size_t crasher_every = 0;
};

struct LoadResult {
  std::vector<std::chrono::nanoseconds> latencies;  // of right answers to ordinary requests, ascending; open loop: from
                                                    // the time the request was due, not from when it could be sent
  std::uint64_t right = 0;
  std::uint64_t wrong = 0;    // another answer than expected
  std::uint64_t refused = 0;  // 503
  std::uint64_t crashed = 0;  // crashers answered with 422, as they should be
  std::uint64_t unsent = 0;   // open loop: due, and no connection was free until the end
  std::uint64_t broken = 0;   // connections that ended without an answer
  std::chrono::nanoseconds took{};
};

/// Sends by `plan` and waits for every answer. Throws std::runtime_error when there is no server.
[[nodiscard]] LoadResult run_load(const LoadPlan& plan);

struct TalkAnswer {
  int status = 0;
  std::string body;
};

/// One connection, on which one request at a time is sent and its answer waited for.
class Talk {
 public:
  /// Throws std::runtime_error when there is no server.
  explicit Talk(const std::string& address);
  ~Talk();
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  /// The answer to `request`, head and body. Throws std::runtime_error when the connection ends without one.
  [[nodiscard]] TalkAnswer ask(const std::string& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::bench
