// What clients deposited and submitted: files by content, an index in a database. Whatever is acknowledged is on the
// disk.

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extractor/result.h"
#include "server/store/database.h"
#include "server/store/file_tree.h"
#include "server/tokens.h"
#include "server/utc_time.h"

namespace prefill::server {

struct StoreOptions {
  /// A directory, made when there is none: `index.sqlite` in it is the index. Or the URL of a PostgreSQL database.
  std::string index;
  /// The directory of the files. Empty: `files` in the index's directory. Servers that share a PostgreSQL share it.
  std::string files;
  /// Of this server among those behind one balancer, 0 to 255: part of each id that it gives.
  int instance = 0;
  /// How long files and invoices are kept; 0: for ever.
  Days keep{0};
  /// Bytes of files; 0: no limit. Beyond it, files that no invoice has go, oldest first, and then no more are taken.
  std::uint64_t limit = 0;
};

/// Numbers of files and invoices: positive, below 2^53 so that JavaScript can hold them, never given twice.
using Id = std::int64_t;

struct StoredFile {
  Id id = 0;
  std::string name;
  std::string type;  // MIME
  std::string hash;  // SHA-256 in hexadecimal digits
  std::uint64_t size = 0;
  Moment added;
};

/// An invoice that is to be submitted.
struct NewInvoice {
  std::string client;    // `client_id`
  std::string supplier;  // what its number is unique under
  int year = 0;          // of its date
  std::string number;    // empty: one is made, the year and 16 digits
  std::string recipient;
  std::string mode;    // `modeDepot`
  std::string date;    // AAAA-MM-JJ
  std::string type;    // `typeFacture`
  std::string amount;  // `montantAPayer`, a number as text
  std::string body;    // the whole submission, JSON
  std::vector<Id> files;
};

struct Invoice : NewInvoice {
  Id id = 0;
  std::string status;
  Moment status_since;
  Moment deposited;
  std::string seal;  // SHA-256 over the submission and the contents of its files, hexadecimal digits
};

/// Which invoices of a client are asked for. Empty members do not matter.
struct InvoiceQuery {
  std::string number;
  std::string recipient;
  std::vector<std::string> statuses;
  std::string type;
  std::string date_from, date_to;      // AAAA-MM-JJ, of the invoice, both included
  std::optional<Moment> from, before;  // of the deposit
  std::optional<Moment> status_from, status_before;
  int page = 1;
  int per_page = 100;
};

struct FoundInvoices {
  std::vector<Invoice> invoices;  // of the page asked for, youngest first
  std::int64_t total = 0;
};

/// Why something was not stored.
struct StoreFault {
  enum class Kind : std::uint8_t {
    duplicate,    // the supplier has used the number in that year
    full,         // the limit of bytes is reached
    unavailable,  // disk or database cannot be used
  };
  Kind kind = Kind::unavailable;
  std::string message;  // for the log
};

template <typename T>
using Stored = tl::expected<T, StoreFault>;

/// Any thread may call. Each client sees what it stored itself and nothing else.
class Store : public TokenShelf {
 public:
  static constexpr int kInstances = 256;

  /// Opens the store, and makes it when there is none. Fails with code `io` when that is not possible.
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const StoreOptions& options);

  /// Keeps a file. The same content is kept once, under as many ids as it was added.
  [[nodiscard]] Stored<Id> add_file(const std::string& client, const std::string& name, const std::string& type,
                                    std::string_view bytes, Moment now);
  /// What is known of a file of `client`; nothing when there is none with this id.
  [[nodiscard]] Stored<std::optional<StoredFile>> file(const std::string& client, Id id);
  /// The bytes of a file.
  [[nodiscard]] Stored<std::string> content(const StoredFile& file);

  /// Keeps an invoice with the status DEPOSEE. Of several submissions of one number by one supplier in one year, also
  /// at the same instant and on different servers, exactly one is kept. Its files must be the client's.
  [[nodiscard]] Stored<Invoice> submit(const NewInvoice& invoice, Moment now);
  [[nodiscard]] Stored<std::optional<Invoice>> invoice(const std::string& client, Id id);
  [[nodiscard]] Stored<FoundInvoices> search(const std::string& client, const InvoiceQuery& query);
  /// True when the supplier has used the number in that year.
  [[nodiscard]] Stored<bool> number_used(const std::string& supplier, int year, const std::string& number);

  /// Lets go of what is older than `keep`, of expired tokens and of leavings: to be called once an hour. Of an invoice
  /// that is too old, number and status stay, for the number stays used.
  [[nodiscard]] Stored<Done> tidy(Moment now);

  void keep(const std::string& hash, const Token& token) override;
  [[nodiscard]] std::optional<Token> find(const std::string& hash) override;

 private:
  Store(StoreOptions options, std::unique_ptr<Database> database, FileTree files);
  [[nodiscard]] Result<Done> prepare();
  [[nodiscard]] Stored<Rows> query(std::string_view sql, const std::vector<Cell>& cells);
  [[nodiscard]] Stored<Id> next_id();
  [[nodiscard]] Stored<Done> make_room(std::uint64_t bytes);
  [[nodiscard]] Stored<Done> count_bytes();
  [[nodiscard]] Stored<Done> forget_files(std::string_view condition, const std::vector<Cell>& cells);
  [[nodiscard]] bool used(const std::string& hash);
  [[nodiscard]] Stored<std::string> seal_of(const NewInvoice& invoice);

  const StoreOptions options_;
  const std::unique_ptr<Database> database_;
  const FileTree files_;
  std::mutex ids_;  // for the two that follow
  Id next_ = 0;
  Id reserved_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<int> swept_ = 0;
};

}  // namespace prefill::server
