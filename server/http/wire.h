// A connection as bytes, whatever carries them: TCP, a unix socket, TLS over either. Everything above reads and writes
// and never asks which.

#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace prefill::server {

/// One connection. Every operation ends early with an error once `cut` was called; at most one runs at a time.
class Wire {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;

  /// With `tls`, which must outlive this, the connection begins with a handshake.
  Wire(Socket socket, boost::asio::ssl::context* tls);
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// Returns false when the other side does not speak TLS as it should.
  [[nodiscard]] boost::asio::awaitable<bool> handshake();
  /// Waits until there may be something to read. Immediately where that cannot be known.
  [[nodiscard]] boost::asio::awaitable<bool> wait_readable();
  /// At least one byte; 0 at the end, or after an error.
  [[nodiscard]] boost::asio::awaitable<std::size_t> read_some(std::span<char> into);
  /// Both texts, whole; false when the other side is gone.
  [[nodiscard]] boost::asio::awaitable<bool> write(std::string_view head, std::string_view body);
  /// Says that nothing more will be sent.
  [[nodiscard]] boost::asio::awaitable<void> finish_sending();
  /// Ends what is being waited for, now; nothing can be sent or received afterwards.
  void cut();
  /// Ends what is being waited for, now; the wire stays whole.
  void interrupt();

 private:
  Socket socket_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
};

}  // namespace prefill::server
