// The order of the steps is the promise: content, then its row; files, then the invoice that counts on them. A process
// that dies between them leaves a content without a row, which `tidy` finds, and never a row without its content.

#include "server/store/store.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "server/crypto.h"
#include "server/store/rows.h"
#include "server/store/schema.h"

namespace prefill::server {
namespace {

/// So many ids are taken from the database at once; those left over at the end of a process are lost.
constexpr Id kIdBlock = 100;
constexpr int kConnections = 4;
constexpr std::string_view kDeposited = "DEPOSEE";
tl::unexpected<StoreFault> unavailable(const Error& error) {
  return tl::unexpected(StoreFault{StoreFault::Kind::unavailable, error.message});
}

/// "20260000000000000002": the form of the numbers that the portal makes.
std::string generated_number(int year, Id id) {
  std::string digits = std::to_string(id);
  digits.insert(0, 16 - std::min<std::size_t>(16, digits.size()), '0');
  return std::to_string(year) + digits;
}

bool is_url(const std::string& index) {
  return index.starts_with("postgresql://") || index.starts_with("postgres://");
}

}  // namespace

Store::Store(StoreOptions options, std::unique_ptr<Database> database, FileTree files)
    : options_(std::move(options)), database_(std::move(database)), files_(std::move(files)) {}

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
  if (options.instance < 0 || options.instance >= kInstances) {
    return failure(ErrorCode::io, "an instance has a number from 0 to " + std::to_string(kInstances - 1));
  }
  const bool url = is_url(options.index);
  if (url && options.files.empty()) {
    return failure(ErrorCode::io, "a store in PostgreSQL needs a directory for its files");
  }
  std::error_code error;
  for (const std::string& directory : {url ? std::string() : options.index, options.files}) {
    if (directory.empty() || std::filesystem::is_directory(directory, error)) continue;
    std::filesystem::create_directories(directory, error);
    if (!error) std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    if (error) return failure(ErrorCode::io, "`" + directory + "`: cannot make the directory: " + error.message());
  }
  auto files = FileTree::open(options.files.empty() ? options.index + "/files" : options.files);
  if (!files) return tl::unexpected(files.error());
  auto database = url ? open_postgres(options.index, kConnections) : open_sqlite(options.index + "/index.sqlite");
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<Store> store(new Store(options, std::move(*database), std::move(*files)));
  if (auto prepared = store->prepare(); !prepared) return tl::unexpected(prepared.error());
  return store;
}

Result<Done> Store::prepare() {
  const auto make = [this] {
    return database_->transact([&](Session& session) -> Result<Done> {
      for (const std::string_view statement : kSchema) {
        if (auto made = session.run(statement, {}); !made) return tl::unexpected(made.error());
      }
      return Done{};
    });
  };
  // Servers that start together may each find a table missing and make it: the second look finds it.
  auto made = make();
  if (!made) made = make();
  if (!made) return made;
  files_.sweep(0, [this](const std::string& hash) { return used(hash); });
  if (auto counted = count_bytes(); !counted) return failure(ErrorCode::io, counted.error().message);
  return Done{};
}

Stored<Rows> Store::query(std::string_view sql, const std::vector<Cell>& cells) {
  Rows rows;
  const auto done = database_->transact([&](Session& session) -> Result<Done> {
    auto answer = session.run(sql, cells);
    if (!answer) return tl::unexpected(answer.error());
    rows = std::move(*answer);
    return Done{};
  });
  if (!done) return unavailable(done.error());
  return rows;
}

Stored<Id> Store::next_id() {
  const std::scoped_lock lock(ids_);
  if (next_ == reserved_) {
    const std::string instance = std::to_string(options_.instance);
    if (auto made = query("INSERT INTO sequences (instance, last) VALUES ($1, 0) ON CONFLICT (instance) DO NOTHING",
                          {instance});
        !made) {
      return tl::unexpected(made.error());
    }
    auto last = query("UPDATE sequences SET last = last + $2 WHERE instance = $1 RETURNING last",
                      {instance, std::to_string(kIdBlock)});
    if (!last) return tl::unexpected(last.error());
    reserved_ = number_of(last->at(0).at(0));
    next_ = reserved_ - kIdBlock;
  }
  ++next_;
  // Small while few are given: clients in the wild hold them in 32 bits.
  return next_ * kInstances + options_.instance;
}

Stored<Done> Store::count_bytes() {
  const auto rows =
      query("SELECT COALESCE(SUM(size), 0) FROM (SELECT MAX(size) AS size FROM files GROUP BY hash) AS kept", {});
  if (!rows) return tl::unexpected(rows.error());
  bytes_ = static_cast<std::uint64_t>(number_of(rows->at(0).at(0)));
  return Done{};
}

bool Store::used(const std::string& hash) {
  const auto rows = query("SELECT 1 FROM files WHERE hash = $1 LIMIT 1", {hash});
  return !rows || !rows->empty();
}

Stored<Done> Store::forget_files(std::string_view condition, const std::vector<Cell>& cells) {
  const auto rows = query(
      "DELETE FROM files WHERE id IN (SELECT id FROM files WHERE NOT EXISTS (SELECT 1 FROM "
      "invoice_files WHERE file = files.id) AND " +
          std::string(condition) + ") RETURNING hash",
      cells);
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : *rows) files_.remove(*row[0], [this](const std::string& hash) { return used(hash); });
  return count_bytes();
}

Stored<Done> Store::make_room(std::uint64_t bytes) {
  if (options_.limit == 0) return Done{};
  // A few at a time, oldest first, while that helps.
  for (std::uint64_t before = ~std::uint64_t{0}; bytes_ + bytes > options_.limit && bytes_ < before;) {
    before = bytes_;
    if (auto forgotten = forget_files("id IN (SELECT id FROM files WHERE NOT EXISTS (SELECT 1 FROM invoice_files WHERE "
                                      "file = files.id) ORDER BY added, id LIMIT 16)",
                                      {});
        !forgotten) {
      return forgotten;
    }
  }
  if (bytes_ + bytes <= options_.limit) return Done{};
  return tl::unexpected(StoreFault{StoreFault::Kind::full, "the store has reached its limit of bytes"});
}

Stored<Id> Store::add_file(const std::string& client, const std::string& name, const std::string& type,
                           std::string_view bytes, Moment now) {
  if (auto room = make_room(bytes.size()); !room) return tl::unexpected(room.error());
  const std::string hash = to_hex(sha256(bytes));
  const bool known = files_.has(hash);
  if (auto put = files_.put(hash, bytes); !put) return unavailable(put.error());
  const auto id = next_id();
  if (!id) return id;
  const auto added =
      query("INSERT INTO files (id, client, name, type, hash, size, added) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            {std::to_string(*id), client, name, type, hash, std::to_string(bytes.size()), text_of(now)});
  if (!added) return tl::unexpected(added.error());
  // `tidy` may have taken the content away before the row told it not to.
  if (!files_.has(hash)) {
    if (auto put = files_.put(hash, bytes); !put) return unavailable(put.error());
  }
  if (!known) bytes_ += bytes.size();
  return id;
}

Stored<std::optional<StoredFile>> Store::file(const std::string& client, Id id) {
  const auto rows = query("SELECT name, type, hash, size, added FROM files WHERE id = $1 AND client = $2",
                          {std::to_string(id), client});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  const Row& row = rows->front();
  return StoredFile{id, *row[0], *row[1], *row[2], static_cast<std::uint64_t>(number_of(row[3])), moment_of(row[4])};
}

Stored<std::string> Store::content(const StoredFile& file) {
  auto bytes = files_.read(file.hash);
  if (!bytes) return unavailable(bytes.error());
  return std::move(*bytes);
}

Stored<std::string> Store::seal_of(const NewInvoice& invoice) {
  std::string sealed = invoice.body;
  for (const Id id : invoice.files) {
    const auto known = file(invoice.client, id);
    if (!known) return tl::unexpected(known.error());
    if (!*known) return tl::unexpected(StoreFault{StoreFault::Kind::unavailable, "a file is not there any more"});
    sealed += '\n' + (*known)->hash;
  }
  return to_hex(sha256(sealed));
}

Stored<Invoice> Store::submit(const NewInvoice& invoice, Moment now) {
  const auto id = next_id();
  if (!id) return tl::unexpected(id.error());
  auto seal = seal_of(invoice);
  if (!seal) return tl::unexpected(seal.error());
  Invoice kept{invoice, *id, std::string(kDeposited), now, now, std::move(*seal)};
  if (kept.number.empty()) kept.number = generated_number(kept.year, *id);
  bool won = false;
  const auto done = database_->transact([&](Session& session) -> Result<Done> {
    auto row = session.run(
        "INSERT INTO invoices (" + std::string(kInvoiceColumns) +
            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) "
            "ON CONFLICT (supplier, year, number) DO NOTHING RETURNING id",
        {std::to_string(kept.id), kept.client, kept.supplier, std::to_string(kept.year), kept.number, kept.recipient,
         kept.mode, kept.date, kept.type, kept.amount, kept.body, kept.seal, kept.status, text_of(now), text_of(now)});
    if (!row) return tl::unexpected(row.error());
    won = !row->empty();
    if (!won) return Done{};
    for (const Id file : kept.files) {
      auto linked = session.run(
          "INSERT INTO invoice_files (invoice, file) VALUES ($1, $2) ON CONFLICT (invoice, file) DO NOTHING",
          {std::to_string(kept.id), std::to_string(file)});
      if (!linked) return tl::unexpected(linked.error());
    }
    return Done{};
  });
  if (!done) return unavailable(done.error());
  if (!won) return tl::unexpected(StoreFault{StoreFault::Kind::duplicate, "the number was used"});
  return kept;
}

Stored<std::optional<Invoice>> Store::invoice(const std::string& client, Id id) {
  const auto rows = query("SELECT " + std::string(kInvoiceColumns) + " FROM invoices WHERE id = $1 AND client = $2",
                          {std::to_string(id), client});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  Invoice found = invoice_of(rows->front());
  const auto files = query("SELECT file FROM invoice_files WHERE invoice = $1 ORDER BY file", {std::to_string(id)});
  if (!files) return tl::unexpected(files.error());
  for (const Row& row : *files) found.files.push_back(number_of(row[0]));
  return found;
}

Stored<bool> Store::number_used(const std::string& supplier, int year, const std::string& number) {
  const auto rows = query("SELECT 1 FROM invoices WHERE supplier = $1 AND year = $2 AND number = $3",
                          {supplier, std::to_string(year), number});
  if (!rows) return tl::unexpected(rows.error());
  return !rows->empty();
}

Stored<Done> Store::tidy(Moment now) {
  if (auto gone = query("DELETE FROM tokens WHERE expires < $1", {text_of(now - Tokens::kLife)}); !gone) {
    return tl::unexpected(gone.error());
  }
  if (options_.keep.count() > 0) {
    const std::string last = text_of(now - options_.keep);
    if (auto gone =
            query("DELETE FROM invoice_files WHERE invoice IN (SELECT id FROM invoices WHERE deposited < $1)", {last});
        !gone) {
      return tl::unexpected(gone.error());
    }
    if (auto gone = query("UPDATE invoices SET body = '' WHERE deposited < $1 AND body <> ''", {last}); !gone) {
      return tl::unexpected(gone.error());
    }
    if (auto gone = forget_files("added < $1", {last}); !gone) return gone;
  }
  files_.sweep(swept_++ % 256, [this](const std::string& hash) { return used(hash); });
  return count_bytes();
}

void Store::keep(const std::string& hash, const Token& token) {
  static_cast<void>(
      query("INSERT INTO tokens (hash, client, stamp, expires) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (hash) DO NOTHING",
            {hash, token.client_id, token.stamp, text_of(token.expires)}));
}

std::optional<Token> Store::find(const std::string& hash) {
  const auto rows = query("SELECT client, stamp, expires FROM tokens WHERE hash = $1", {hash});
  if (!rows || rows->empty()) return std::nullopt;
  const Row& row = rows->front();
  return Token{*row[0], *row[1], moment_of(row[2])};
}

}  // namespace prefill::server
