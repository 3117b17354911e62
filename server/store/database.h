// An SQL database as the store uses it: two kinds, one dialect. SQLite needs nobody to run it; PostgreSQL is for
// several servers behind a balancer.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"
#include "server/durable_file.h"

namespace prefill::server {

/// A value as text; nothing is NULL.
using Cell = std::optional<std::string>;
using Row = std::vector<Cell>;
using Rows = std::vector<Row>;

/// A transaction under way.
class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  virtual ~Session() = default;

  /// Runs one statement with `$1`, `$2`, ... bound to `cells`. The statement must mean the same to both databases.
  [[nodiscard]] virtual Result<Rows> run(std::string_view sql, const std::vector<Cell>& cells) = 0;
};

/// Any thread may call.
class Database {
 public:
  /// What is done in a transaction, once.
  using Work = std::function<Result<Done>(Session&)>;

  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  /// Runs `work` in one transaction. When it returns without error, what it wrote is committed and on the disk; when
  /// it or the commit fails, nothing was written, but for a connection lost during the commit, which may be either.
  /// Code `io` when the database cannot be used.
  [[nodiscard]] virtual Result<Done> transact(const Work& work) = 0;
};

/// SQLite in the file `path`, which is made when there is none. Writers wait for each other, also those of other
/// processes.
[[nodiscard]] Result<std::unique_ptr<Database>> open_sqlite(const std::string& path);

/// PostgreSQL at `url` ("postgresql://user@host/name"), with up to `connections` connections, made when needed and made
/// again when lost.
[[nodiscard]] Result<std::unique_ptr<Database>> open_postgres(const std::string& url, int connections);

}  // namespace prefill::server
