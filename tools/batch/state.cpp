// One table of chunks, plan and progress in one row each; a new plan is written beside it and takes its place in one
// transaction. A lease lasts ten minutes without renewal.

#include "tools/batch/state.h"

#include <sqlite3.h>

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "tools/batch/compression.h"
#include "tools/batch/source.h"

namespace prefill::tools::batch {
namespace {

constexpr std::int64_t lease_milliseconds = 600'000;
constexpr int patience_milliseconds = 10'000;  // while another process writes

// Values of the column `state`.
enum : int { open_chunk = 0, leased_chunk = 1, done_chunk = 2, parked_chunk = 3 };

constexpr const char* chunk_columns =
    "number integer primary key, source integer not null, documents integer not null, digest text not null, "
    "entries blob not null, state integer not null default 0, lease_until integer not null default 0, "
    "tries integer not null default 0, finished integer not null default 0, "
    "result_bytes integer not null default 0, tally blob, keys blob, reason text";

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// A fault of the database unwinds to the call that met it, which gives it as an error.
struct Fault {
  std::string message;

  // What the last call on `database` met.
  static Fault of(sqlite3* database) {
    const int code = sqlite3_errcode(database);
    const bool no_room = code == SQLITE_FULL || code == SQLITE_IOERR;
    return {std::string(sqlite3_errmsg(database)) + (no_room ? "; make room and run again" : "")};
  }
};

class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql) : database_(database) {
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fault();
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
  }
  Statement& bind(std::uint64_t number) { return bind(static_cast<std::int64_t>(number)); }
  Statement& bind(int number) { return bind(std::int64_t{number}); }
  Statement& bind(std::string_view text) {
    sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
  }
  Statement& bind_bytes(std::string_view bytes) {
    sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    return *this;
  }

  // Whether there is a row.
  bool step() {
    const int answer = sqlite3_step(statement_);
    if (answer != SQLITE_ROW && answer != SQLITE_DONE) fault();
    return answer == SQLITE_ROW;
  }
  [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] std::uint64_t count(int column) const { return static_cast<std::uint64_t>(number(column)); }
  [[nodiscard]] std::string bytes(int column) const {
    const void* begin = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return begin == nullptr ? std::string() : std::string(static_cast<const char*>(begin), size);
  }

 private:
  [[noreturn]] void fault() { throw Fault::of(database_); }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

}  // namespace

struct State::Database {
  std::string path;
  sqlite3* handle = nullptr;
  mutable std::mutex mutex;

  ~Database() { sqlite3_close(handle); }

  void run(const char* sql) const {
    if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw Fault::of(handle);
  }
  [[nodiscard]] Statement prepared(const std::string& sql) const { return {handle, sql}; }

  /// What `work` gives, with the lock held.
  template <typename Work>
  auto guarded(Work work) const -> Result<decltype(work())> {
    const std::lock_guard lock(mutex);
    try {
      if constexpr (std::is_void_v<decltype(work())>) {
        work();
        return {};
      } else {
        return work();
      }
    } catch (const Fault& fault) {
      // A transaction that a fault left open is undone; outside of one this says that there is none.
      sqlite3_exec(handle, "rollback", nullptr, nullptr, nullptr);
      return failure(ErrorCode::io, "the state of the run `" + path + "` cannot be used: " + fault.message);
    }
  }
};

State::State(std::unique_ptr<Database> database) : database_(std::move(database)) {}
State::~State() = default;

Result<std::unique_ptr<State>> State::open(const std::string& path, Mode mode) {
  auto database = std::make_unique<Database>();
  database->path = path;
  const int flags = mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  if (sqlite3_open_v2(path.c_str(), &database->handle, flags, nullptr) != SQLITE_OK) {
    return failure(ErrorCode::io,
                   "the state of the run `" + path + "` cannot be opened: " + sqlite3_errmsg(database->handle));
  }
  sqlite3_busy_timeout(database->handle, patience_milliseconds);
  const Database& opened = *database;
  auto ready = opened.guarded([&] {
    if (mode == Mode::read) return opened.run("pragma query_only = 1");
    opened.run("pragma journal_mode = wal; pragma synchronous = normal");
    opened.run("create table if not exists settings(key text primary key, value text not null)");
    opened.run((std::string("create table if not exists chunks(") + chunk_columns + ")").c_str());
    opened.run("create index if not exists unfinished on chunks(state, number) where state < 2");
  });
  if (!ready) return tl::unexpected(ready.error());
  return std::unique_ptr<State>(new State(std::move(database)));
}

Result<std::string> State::setting(std::string_view key) const {
  return database_->guarded([&] {
    Statement query = database_->prepared("select value from settings where key = ?");
    return query.bind(key).step() ? query.bytes(0) : std::string();
  });
}

Result<void> State::set(std::string_view key, std::string_view value) {
  return database_->guarded([&] {
    Statement change = database_->prepared("insert or replace into settings values(?, ?)");
    change.bind(key).bind(value).step();
  });
}

Result<void> State::begin_plan() {
  return database_->guarded([&] {
    database_->run("begin immediate; drop table if exists planned");
    database_->run((std::string("create table planned(") + chunk_columns + ")").c_str());
  });
}

Result<void> State::add_chunk(const Chunk& chunk) {
  return database_->guarded([&] {
    const std::string entries = packed(chunk.entries);
    Statement insert =
        database_->prepared("insert into planned(number, source, documents, digest, entries) values(?, ?, ?, ?, ?)");
    insert.bind(chunk.number)
        .bind(std::uint64_t{chunk.source})
        .bind(std::uint64_t{chunk.entries.size()})
        .bind(std::string_view(short_hash(entries)))
        .bind_bytes(compressed(entries))
        .step();
  });
}

Result<void> State::end_plan(const std::function<void(std::uint64_t)>& forgotten) {
  return database_->guarded([&] {
    Statement gone = database_->prepared(
        "select old.number from chunks old left join planned new on new.number = old.number "
        "and new.digest = old.digest and new.source = old.source where new.number is null");
    while (gone.step()) forgotten(gone.count(0));
    database_->run(
        "update planned set (state, tries, finished, result_bytes, tally, keys, reason) = "
        "(select old.state, old.tries, old.finished, old.result_bytes, old.tally, old.keys, old.reason "
        "from chunks old where old.number = planned.number) "
        "where exists (select 1 from chunks old where old.number = planned.number and old.digest = planned.digest "
        "and old.source = planned.source)");
    database_->run("delete from chunks; insert into chunks select * from planned; drop table planned; commit");
  });
}

Result<void> State::reopen_all() {
  return database_->guarded([&] { database_->run("update chunks set state = 0, tries = 0, lease_until = 0"); });
}

Result<void> State::reopen(std::uint64_t chunk) {
  return database_->guarded(
      [&] { database_->prepared("update chunks set state = 0, tries = 0 where number = ?").bind(chunk).step(); });
}

Result<std::uint64_t> State::give_back_leases() {
  return database_->guarded([&] {
    Statement query = database_->prepared("select count(*) from chunks where state = 1 and tries >= ?");
    query.bind(most_tries).step();
    database_->run("update chunks set state = 0, lease_until = 0 where state in (1, 3)");
    return query.count(0);
  });
}

Result<Progress> State::progress() const {
  return database_->guarded([&] {
    Progress progress;
    Statement query = database_->prepared("select state, count(*), sum(documents) from chunks group by state");
    while (query.step()) {
      progress.chunks += query.count(1);
      progress.documents += query.count(2);
      switch (query.number(0)) {
        case leased_chunk:
          progress.leased_chunks += query.count(1);
          break;
        case done_chunk:
          progress.done_chunks += query.count(1);
          progress.done_documents += query.count(2);
          break;
        case parked_chunk:
          progress.parked_chunks += query.count(1);
          break;
        default:
          break;
      }
    }
    return progress;
  });
}

Result<void> State::each_chunk(const std::function<void(const ChunkState&)>& take) const {
  return database_->guarded([&] {
    Statement query = database_->prepared(
        "select number, documents, state, finished, result_bytes, tally, keys, reason from chunks order by number");
    while (query.step()) {
      ChunkState chunk;
      chunk.number = query.count(0);
      chunk.documents = query.count(1);
      chunk.parked = query.number(2) == parked_chunk;
      if (query.number(2) == done_chunk) {
        chunk.finished = query.number(3);
        chunk.result_bytes = query.count(4);
        chunk.tally = query.bytes(5);
        chunk.keys = query.bytes(6);
      }
      chunk.reason = query.bytes(7);
      take(chunk);
    }
  });
}

namespace {

// A row of number, source and entries.
Chunk chunk_of(const Statement& row) {
  Chunk chunk;
  chunk.number = row.count(0);
  chunk.source = row.count(1);
  const auto bytes = decompressed(row.bytes(2));
  auto entries = bytes ? unpacked(*bytes) : std::nullopt;
  if (!entries) throw Fault{"chunk " + std::to_string(chunk.number) + " is broken"};
  chunk.entries = *std::move(entries);
  return chunk;
}

}  // namespace

Result<void> State::each_planned(const std::function<void(const Chunk&)>& take) const {
  return database_->guarded([&] {
    Statement query = database_->prepared("select number, source, entries from chunks order by number");
    while (query.step()) take(chunk_of(query));
  });
}

Result<std::optional<Chunk>> State::lease() {
  return database_->guarded([&]() -> std::optional<Chunk> {
    Statement query = database_->prepared(
        "update chunks set state = 1, lease_until = ?, tries = tries + 1 where number = "
        "(select min(number) from chunks where state = 0 or (state = 1 and lease_until < ?)) "
        "returning number, source, entries");
    query.bind(now() + lease_milliseconds).bind(now());
    if (!query.step()) return std::nullopt;
    Chunk chunk = chunk_of(query);
    query.step();  // to its end, which commits
    return chunk;
  });
}

Result<void> State::renew(std::uint64_t chunk) {
  return database_->guarded([&] {
    Statement change = database_->prepared("update chunks set lease_until = ? where number = ? and state = 1");
    change.bind(now() + lease_milliseconds).bind(chunk).step();
  });
}

Result<void> State::complete(std::uint64_t chunk, const ChunkOutcome& outcome) {
  return database_->guarded([&] {
    Statement change = database_->prepared(
        "update chunks set state = 2, finished = ?, result_bytes = ?, tally = ?, keys = ?, reason = null "
        "where number = ?");
    change.bind(now()).bind(outcome.result_bytes).bind_bytes(outcome.tally).bind_bytes(outcome.keys).bind(chunk).step();
  });
}

Result<void> State::fail(std::uint64_t chunk, const std::string& reason) {
  return database_->guarded([&] {
    Statement change = database_->prepared(
        "update chunks set state = case when tries >= ? then 3 else 0 end, reason = ? where number = ? and state = 1");
    change.bind(most_tries).bind(std::string_view(reason)).bind(chunk).step();
  });
}

}  // namespace prefill::tools::batch
