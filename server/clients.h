// Who calls: tokens for clients, and what each call must bring along.

#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extractor/result.h"
#include "server/clients_file.h"
#include "server/failure_limit.h"
#include "server/gate.h"
#include "server/problem.h"
#include "server/secret_check.h"
#include "server/tokens.h"
#include "server/utc_time.h"

namespace prefill::server {

/// The clients of a file, their tokens and their mistakes. Any thread may call. The file is looked at once a second
/// when calls come, and read again when it has changed; one that cannot be read leaves the clients as they were.
class Clients : public Gate {
 public:
  /// So many wrong secrets a minute.
  static constexpr int kTriesOfClient = 10;
  static constexpr int kTriesOfAddress = 30;
  /// A password that expires so soon is told in the answer's header `cpro-account-expires`.
  static constexpr Days kWarning{30};

  /// `shelf` may be null, see Tokens; else it must outlive this. Fails as `read_clients` does.
  [[nodiscard]] static Result<std::unique_ptr<Clients>> open(const std::string& path, TokenShelf* shelf = nullptr,
                                                             Clock clock = now);

  /// Answers `POST /api/oauth/token` (RFC 6749, 4.4): a token for the client that the request names with its secret, in
  /// the form or as HTTP Basic. May take as long as SecretCheck does, so its route is `blocking`. The time is the same
  /// for a wrong secret and an unknown client.
  [[nodiscard]] Response token(const Request& request);

  [[nodiscard]] std::optional<Admission> admit_at_once(const Request& request, Access access) override;
  [[nodiscard]] Admission admit(const Request& request, Access access) override;

  /// Why the file could not be read when it was looked at last; nothing when it could.
  [[nodiscard]] std::optional<std::string> trouble();

 private:
  using Records = std::vector<ClientRecord>;

  /// What tells one state of the file from the next.
  struct Stamp {
    long seconds = 0;
    long nanoseconds = 0;
    unsigned long inode = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };

  /// A secret somebody came with, and what it is measured by.
  struct Claim {
    std::string secret;
    std::string hash;  // empty for somebody unknown
    std::string who;   // for the limit
  };

  Clients(std::string path, TokenShelf* shelf, Clock clock);
  [[nodiscard]] Stamp stamp_of_file() const;
  [[nodiscard]] std::shared_ptr<const Records> records();
  [[nodiscard]] tl::expected<ClientRecord, Problem> holder(const Request& request);
  [[nodiscard]] tl::expected<Claim, Problem> account_claim(const Request& request, const ClientRecord& record) const;
  [[nodiscard]] std::optional<Problem> judge(const Claim& claim, const std::string& remote);
  /// Nothing when it would have to wait and may not.
  [[nodiscard]] std::optional<Admission> decide(const Request& request, Access access, bool may_wait);
  [[nodiscard]] Admission let_in(const ClientRecord& record, bool with_account) const;

  const std::string path_;
  const Clock clock_;
  Tokens tokens_;
  SecretCheck secrets_;
  FailureLimit by_client_{kTriesOfClient, std::chrono::minutes(1)};
  FailureLimit by_address_{kTriesOfAddress, std::chrono::minutes(1)};

  std::mutex mutex_;  // for what follows
  std::shared_ptr<const Records> records_;
  Stamp stamp_;
  Moment looked_;
  std::optional<std::string> trouble_;
};

/// The calls under `/api/oauth/`, with refusals in the form of RFC 6749, 5.2. `clients` must outlive them.
[[nodiscard]] Mount oauth_mount(Clients& clients);

}  // namespace prefill::server
