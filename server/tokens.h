// Tokens that were given out: random, kept as hashes, good for an hour.

#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/utc_time.h"

namespace prefill::server {

/// Whose a token is. `stamp` tells the client's secret: a token dies with the secret that got it.
struct Token {
  std::string client_id;
  std::string stamp;
  Moment expires;
};

/// Where tokens outlive a process and are seen by its siblings. Any thread may call.
class TokenShelf {
 public:
  virtual ~TokenShelf() = default;
  /// Keeps the token under its hash, in hexadecimal digits. One that cannot be kept is good in this process alone.
  virtual void keep(const std::string& hash, const Token& token) = 0;
  /// The token, or nothing.
  [[nodiscard]] virtual std::optional<Token> find(const std::string& hash) = 0;
};

/// Gives out tokens and knows them again: a hash and a lookup each. Any thread may call.
class Tokens {
 public:
  static constexpr std::chrono::seconds kLife{3600};

  /// `shelf` may be null; else it must outlive this.
  explicit Tokens(TokenShelf* shelf = nullptr) : shelf_(shelf) {}

  /// A new token: 256 random bits in base64url, good for `kLife`.
  [[nodiscard]] std::string issue(const std::string& client_id, const std::string& stamp, Moment now);

  /// Whose `token` is. Nothing when it was never given out; an expired one is given back for an hour more, so that the
  /// caller can say so: look at `expires`.
  [[nodiscard]] std::optional<Token> find(std::string_view token, Moment now);

  /// False when `find` has to ask the shelf.
  [[nodiscard]] bool fast(std::string_view token);

 private:
  /// A client that asks for a token with each call must not fill the memory: the oldest go first. On a shelf they stay.
  static constexpr std::size_t kHeld = 200'000;

  void hold(const std::string& hash, const Token& token, Moment now);

  TokenShelf* shelf_;
  std::mutex mutex_;
  std::unordered_map<std::string, Token> held_;
  std::deque<std::string> order_;  // hashes, oldest first
};

}  // namespace prefill::server
