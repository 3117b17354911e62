// What the server counts, in the form that Prometheus reads.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "extractor/sandbox/worker_pool.h"
#include "server/visit.h"

namespace prefill::server {

/// What is looked at when somebody asks.
struct Snapshot {
  sandbox::PoolStatus pool;
  std::size_t waiting = 0;  // complete documents without a slot
  std::size_t connections = 0;
  std::size_t quarantined = 0;
  std::uint64_t log_lines_dropped = 0;
  std::string rules;  // version of the live rules
};

/// All counters since the server began. On one thread. docs/operations.md lists them.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void visited(const Visit& visit);
  void read(const Reading& reading);
  void called(const UpstreamVisit& visit);
  /// A document was read by live rules and by the shadow's. `outcome`: "same", "different", "failed", "skipped".
  void shadowed(std::string_view outcome);
  /// In such a document a field differed: "gained", "lost" or "changed" by the shadow.
  void differed(std::string_view field, std::string_view how);
  /// Rules were changed, or were not: "ok" or "failed".
  void rules_changed(std::string_view outcome);

  /// All of it as text/plain; version=0.0.4. Some 100 us.
  [[nodiscard]] std::string text(const Snapshot& snapshot);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::server
