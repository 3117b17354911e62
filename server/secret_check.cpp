// What is remembered is an HMAC of secret and hash under a random key: no secret stays in memory, a secret that was
// replaced has another hash and is forgotten by itself, and the time to look it up tells nothing of the secret.

#include "server/secret_check.h"

#include "server/crypto.h"

namespace prefill::server {
namespace {

/// A place in the queue, given back when this ends.
class Turn {
 public:
  explicit Turn(std::atomic<int>& waiting) : waiting_(waiting), place_(++waiting) {}
  ~Turn() { --waiting_; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  [[nodiscard]] int place() const { return place_; }

 private:
  std::atomic<int>& waiting_;
  int place_;
};

}  // namespace

SecretCheck::SecretCheck() : key_(random_bytes(32)) {}

std::string SecretCheck::mark_of(std::string_view secret, std::string_view hash) const {
  std::string both(hash);
  both += '\0';
  both += secret;
  return hmac_sha256(key_, both);
}

bool SecretCheck::known(std::string_view secret, std::string_view hash) {
  const std::string mark = mark_of(secret, hash);
  const std::scoped_lock lock(mutex_);
  return right_.contains(mark);
}

SecretCheck::Verdict SecretCheck::check(std::string_view secret, std::string_view hash) {
  if (known(secret, hash)) return Verdict::right;
  const Turn turn(waiting_);
  if (turn.place() > kWaiting) return Verdict::busy;
  {
    const std::scoped_lock one(hashing_);
    if (!secret_fits(secret, hash)) return Verdict::wrong;
  }
  const std::scoped_lock lock(mutex_);
  if (right_.size() >= kRemembered) right_.clear();
  right_.insert(mark_of(secret, hash));
  return Verdict::right;
}

}  // namespace prefill::server
