// Errors are the end of a connection and are not told apart: who hung up, and how, changes nothing for the server.

#include "server/http/wire.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace prefill::server {
namespace {

namespace asio = boost::asio;

constexpr auto kAwaited = asio::as_tuple(asio::use_awaitable);

}  // namespace

Wire::Wire(Socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
  if (tls != nullptr) tls_.emplace(socket_, *tls);
}

asio::awaitable<bool> Wire::handshake() {
  if (!tls_) co_return true;
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, kAwaited);
  co_return !error;
}

asio::awaitable<bool> Wire::wait_readable() {
  // Under TLS, what comes next may have been read from the socket already.
  if (tls_) co_return true;
  const auto [error] = co_await socket_.async_wait(Socket::wait_read, kAwaited);
  co_return !error;
}

asio::awaitable<std::size_t> Wire::read_some(std::span<char> into) {
  const asio::mutable_buffer buffer(into.data(), into.size());
  if (tls_) {
    const auto [error, size] = co_await tls_->async_read_some(buffer, kAwaited);
    co_return error ? 0 : size;
  }
  const auto [error, size] = co_await socket_.async_read_some(buffer, kAwaited);
  co_return error ? 0 : size;
}

asio::awaitable<bool> Wire::write(std::string_view head, std::string_view body) {
  const std::array buffers{asio::const_buffer(head.data(), head.size()), asio::const_buffer(body.data(), body.size())};
  if (tls_) {
    const auto [error, size] = co_await asio::async_write(*tls_, buffers, kAwaited);
    co_return !error;
  }
  const auto [error, size] = co_await asio::async_write(socket_, buffers, kAwaited);
  co_return !error;
}

asio::awaitable<void> Wire::finish_sending() {
  if (tls_) {
    // Says `close_notify`, and waits for the other side's.
    const auto [error] = co_await tls_->async_shutdown(kAwaited);
    if (error) co_return;
  }
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Wire::cut() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

void Wire::interrupt() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace prefill::server
