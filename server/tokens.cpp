// A token of 256 random bits needs no salt and no slow hash: SHA-256 of it tells nothing, and finds it.

#include "server/tokens.h"

#include "server/crypto.h"

namespace prefill::server {

std::string Tokens::issue(const std::string& client_id, const std::string& stamp, Moment now) {
  std::string token = to_base64url(random_bytes(32));
  const std::string hash = to_hex(sha256(token));
  const Token issued{client_id, stamp, now + kLife};
  if (shelf_ != nullptr) shelf_->keep(hash, issued);
  hold(hash, issued, now);
  return token;
}

std::optional<Token> Tokens::find(std::string_view token, Moment now) {
  const std::string hash = to_hex(sha256(token));
  {
    const std::scoped_lock lock(mutex_);
    const auto found = held_.find(hash);
    if (found != held_.end()) return found->second;
  }
  if (shelf_ == nullptr) return std::nullopt;
  std::optional<Token> shelved = shelf_->find(hash);
  if (shelved) hold(hash, *shelved, now);
  return shelved;
}

bool Tokens::fast(std::string_view token) {
  if (shelf_ == nullptr) return true;
  const std::string hash = to_hex(sha256(token));
  const std::scoped_lock lock(mutex_);
  return held_.contains(hash);
}

void Tokens::hold(const std::string& hash, const Token& token, Moment now) {
  const std::scoped_lock lock(mutex_);
  if (!held_.emplace(hash, token).second) return;
  order_.push_back(hash);
  while (!order_.empty()) {
    const auto oldest = held_.find(order_.front());
    if (held_.size() <= kHeld && now < oldest->second.expires + kLife) return;
    held_.erase(oldest);
    order_.pop_front();
  }
}

}  // namespace prefill::server
