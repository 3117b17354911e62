// PostgreSQL through libpq, one connection a transaction. Values travel as text: the server knows their types from the
// columns they meet.

#include <libpq-fe.h>

#include <array>
#include <condition_variable>
#include <mutex>

#include "server/store/database.h"

namespace prefill::server {
namespace {

struct Close {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Close>;
using Answer = std::unique_ptr<PGresult, Close>;

/// What libpq says, on one line.
tl::unexpected<Error> fault(const char* message) {
  std::string text(message);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return failure(ErrorCode::io, "the database: " + text);
}

class PostgresSession : public Session {
 public:
  explicit PostgresSession(PGconn* connection) : connection_(connection) {}

  Result<Rows> run(std::string_view sql, const std::vector<Cell>& cells) override {
    std::vector<const char*> values;
    for (const Cell& cell : cells) values.push_back(cell ? cell->c_str() : nullptr);
    const Answer answer(PQexecParams(connection_, std::string(sql).c_str(), static_cast<int>(values.size()), nullptr,
                                     values.data(), nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return fault(PQerrorMessage(connection_));
    Rows rows;
    for (int i = 0; i < PQntuples(answer.get()); ++i) rows.push_back(row_of(answer.get(), i));
    return rows;
  }

 private:
  static Row row_of(PGresult* answer, int index) {
    Row row;
    for (int i = 0; i < PQnfields(answer); ++i) {
      const auto size = static_cast<std::size_t>(PQgetlength(answer, index, i));
      row.push_back(PQgetisnull(answer, index, i) != 0 ? Cell()
                                                       : Cell(std::string(PQgetvalue(answer, index, i), size)));
    }
    return row;
  }

  PGconn* connection_;
};

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(std::string url, int connections) : url_(std::move(url)), free_(connections) {}

  Result<Done> transact(const Work& work) override {
    Connection connection = take();
    auto done = attempt(connection, work);
    give_back(std::move(connection));
    return done;
  }

 private:
  /// A connection kept from before, or none: then one is to be made. Waits while all are in use.
  Connection take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return free_ > 0; });
    --free_;
    if (idle_.empty()) return nullptr;
    Connection connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

  void give_back(Connection connection) {
    const std::scoped_lock lock(mutex_);
    ++free_;
    if (connection && PQstatus(connection.get()) == CONNECTION_OK) idle_.push_back(std::move(connection));
    returned_.notify_one();
  }

  Result<Done> connect(Connection& connection) const {
    // Before the URL, so that it may say otherwise. A network that swallows packets is an error within seconds.
    const std::array<const char*, 5> names = {"connect_timeout", "tcp_user_timeout", "application_name", "dbname",
                                              nullptr};
    const std::array<const char*, 5> values = {"10", "15000", "prefill", url_.c_str(), nullptr};
    connection.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (PQstatus(connection.get()) != CONNECTION_OK) return fault(PQerrorMessage(connection.get()));
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    // Somebody may have turned it off for the whole server: what we acknowledge must be on the disk.
    if (auto set = PostgresSession(connection.get()).run("SET synchronous_commit = on", {}); !set) {
      return tl::unexpected(set.error());
    }
    return Done{};
  }

  Result<Done> begin(Connection& connection) const {
    if (connection) {
      if (PostgresSession(connection.get()).run("BEGIN", {})) return Done{};
    }
    if (auto connected = connect(connection); !connected) return connected;
    auto begun = PostgresSession(connection.get()).run("BEGIN", {});
    if (!begun) return tl::unexpected(begun.error());
    return Done{};
  }

  Result<Done> attempt(Connection& connection, const Work& work) const {
    if (auto begun = begin(connection); !begun) return begun;
    PostgresSession session(connection.get());
    auto done = work(session);
    if (done) {
      auto committed = session.run("COMMIT", {});
      if (committed) return done;
      done = tl::unexpected(committed.error());
    }
    static_cast<void>(session.run("ROLLBACK", {}));
    return done;
  }

  const std::string url_;
  std::mutex mutex_;  // for what follows
  std::condition_variable returned_;
  int free_;
  std::vector<Connection> idle_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url, int connections) {
  auto database = std::make_unique<PostgresDatabase>(url, connections);
  auto reached = database->transact([](Session&) { return Done{}; });
  if (!reached) return tl::unexpected(reached.error());
  return database;
}

}  // namespace prefill::server
