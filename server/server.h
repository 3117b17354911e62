// `prefill serve`: the parts put together, and their life from the first worker to the last answer.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "extractor/sandbox/launcher.h"
#include "server/config.h"

namespace prefill::server {

/// One server.
class Server {
 public:
  /// Loads rules, begins workers, takes the address. `launcher` was started before there was any thread, and must
  /// outlive this. What is wrong is said in words, over several lines when rules have mistakes.
  [[nodiscard]] static tl::expected<std::unique_ptr<Server>, std::string> start(Config config,
                                                                                sandbox::Launcher& launcher);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Where it listens.
  [[nodiscard]] std::string address() const;
  /// Serves until SIGTERM or SIGINT, then finishes what has begun. SIGHUP changes the rules. Returns whether all that
  /// had begun was finished.
  [[nodiscard]] bool run();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace prefill::server
