// The server's log: one line of JSON for each request and each event, to standard error, where journald and containers
// look for it.

#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "server/visit.h"

namespace prefill::server {

/// Writes with a thread of its own, so that a slow terminal never keeps a request waiting. What does not fit into a
/// bounded queue is dropped and counted, which the log says. Safe for concurrent use.
class Log {
 public:
  explicit Log(int descriptor);
  /// Writes what is still there.
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// One request. Nothing of its path, query, headers or body is written but the route and the ids.
  void visit(const Visit& visit);
  /// One call to the real portal: the id of its request, status, outcome, time, and why when there was no answer.
  void upstream(const UpstreamVisit& visit);
  /// Something that happened to the server: lower case, no full stop.
  void event(std::string_view what);
  [[nodiscard]] std::uint64_t dropped() const;

 private:
  void add(std::string_view line);
  void run();

  const int descriptor_;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::string pending_;
  std::uint64_t dropped_ = 0;
  std::uint64_t dropped_now_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace prefill::server
