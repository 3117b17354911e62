// A PostgreSQL for tests, in a directory of its own, reached through a socket there.

#pragma once

#include <optional>
#include <string>

namespace prefill::test {

/// Runs while the process does. There is one, started when first asked for.
class PostgresServer {
 public:
  /// The URL of an empty database of its own; nothing when there is no PostgreSQL to start, see `why_not`.
  [[nodiscard]] static std::optional<std::string> fresh_database();
  /// Why there is none: what a skipped test says.
  [[nodiscard]] static std::string why_not();
};

}  // namespace prefill::test
