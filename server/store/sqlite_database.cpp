// SQLite in WAL mode. `synchronous = FULL` syncs the log with each commit: what was acknowledged survives a power cut.
// One connection: the log has one writer at a time anyway, and a lookup takes microseconds.

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <map>
#include <mutex>

#include "server/store/database.h"

namespace prefill::server {
namespace {

constexpr int kBusyMilliseconds = 10'000;

struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

class SqliteDatabase : public Database, private Session {
 public:
  explicit SqliteDatabase(Connection connection) : connection_(std::move(connection)) {}

  Result<Done> transact(const Work& work) override {
    const std::scoped_lock lock(mutex_);
    // IMMEDIATE: a transaction that finds out late that another process writes would have to be undone.
    if (auto begun = run("BEGIN IMMEDIATE", {}); !begun) return tl::unexpected(begun.error());
    auto done = work(*this);
    if (done) {
      auto committed = run("COMMIT", {});
      if (committed) return done;
      done = tl::unexpected(committed.error());
    }
    static_cast<void>(run("ROLLBACK", {}));
    return done;
  }

 private:
  Result<Rows> run(std::string_view sql, const std::vector<Cell>& cells) override {
    sqlite3_stmt* const statement = prepared(sql);
    if (statement == nullptr) return fault();
    bind(statement, cells);
    Rows rows;
    int step = sqlite3_step(statement);
    for (; step == SQLITE_ROW; step = sqlite3_step(statement)) rows.push_back(row_of(statement));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (step != SQLITE_DONE) return fault();
    return rows;
  }

  sqlite3_stmt* prepared(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return found->second.get();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK) {
      return nullptr;
    }
    return statements_.emplace(std::string(sql), statement).first->second.get();
  }

  static void bind(sqlite3_stmt* statement, const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const int index = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i + 1)).c_str());
      if (cells[i]) {
        // The cells outlive the statement's run.
        sqlite3_bind_text(statement, index, cells[i]->data(), static_cast<int>(cells[i]->size()), SQLITE_STATIC);
      } else {
        sqlite3_bind_null(statement, index);
      }
    }
  }

  static Row row_of(sqlite3_stmt* statement) {
    Row row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
      row.push_back(text == nullptr ? Cell() : Cell(std::string(text, size)));
    }
    return row;
  }

  tl::unexpected<Error> fault() const {
    return failure(ErrorCode::io, std::string("the database: ") + sqlite3_errmsg(connection_.get()));
  }

  std::mutex mutex_;
  Connection connection_;
  std::map<std::string, Statement, std::less<>> statements_;  // goes before the connection
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path) {
  // SQLite makes files that others may read; the log beside it gets the rights of the database.
  const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) return io_failure(path, "cannot open");
  ::close(made);
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(raw);
  const char* const settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
  if (opened == SQLITE_OK) sqlite3_busy_timeout(raw, kBusyMilliseconds);
  if (opened != SQLITE_OK || sqlite3_exec(raw, settings, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return failure(ErrorCode::io, "`" + path + "`: " + (raw == nullptr ? "no memory" : sqlite3_errmsg(raw)));
  }
  return std::make_unique<SqliteDatabase>(std::move(connection));
}

}  // namespace prefill::server
