// Where connections come in: one address, TCP or a unix socket, with or without TLS.

#pragma once

#include <boost/asio/ssl/context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "server/config.h"
#include "server/http/house.h"

namespace prefill::server {

/// Certificate and key, for TLS 1.2 and later. What is wrong is said in words.
[[nodiscard]] tl::expected<std::unique_ptr<boost::asio::ssl::context>, std::string> load_tls(const std::string& chain,
                                                                                             const std::string& key);

/// Takes connections in until it goes.
class Listener {
 public:
  Listener() = default;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  virtual ~Listener() = default;
  /// Where it listens: "127.0.0.1:8080" with the port that was found free, or "unix:PATH".
  [[nodiscard]] virtual std::string address() const = 0;
  /// Begins to take connections in.
  virtual void start() = 0;
};

/// Takes `address`; connections wait until `start`. A socket file that nobody listens on any more is replaced, and it
/// is removed in the end. `tls` may be null; it and `house` must outlive this. What is wrong is said in words.
[[nodiscard]] tl::expected<std::unique_ptr<Listener>, std::string> listen_on(House& house, const ListenAddress& address,
                                                                             boost::asio::ssl::context* tls);

}  // namespace prefill::server
