// The deadline is looked at from outside a few times a second: cheaper than a timer for every step of every connection,
// and a quarter of a second more or less means nothing to a slow client.

#include "server/http/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>
#include <utility>

#include "server/http/exchange.h"

namespace prefill::server {
namespace {

namespace asio = boost::asio;

// A client that still sends while it is refused sees the answer only when its bytes are taken: for a while.
constexpr std::chrono::milliseconds kGoodbyeTime{2'000};
constexpr std::size_t kGoodbyeBytes = std::size_t{32} << 20;

}  // namespace

void Bell::ring() {
  rung_ = true;
  timer_.cancel();
}

asio::awaitable<void> Bell::wait() {
  if (!rung_) {
    timer_.expires_at(asio::steady_timer::time_point::max());
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  rung_ = false;
}

std::span<char> ReadBuffer::room() {
  if (!bytes_) bytes_ = std::make_unique_for_overwrite<char[]>(kCapacity);
  if (begin_ > 0) {
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  return {bytes_.get() + end_, kCapacity - end_};
}

void ReadBuffer::release() {
  bytes_.reset();
  begin_ = end_ = 0;
}

Connection::Connection(House& house, Wire::Socket socket, asio::ssl::context* tls, std::string remote)
    : house_(house), wire_(std::move(socket), tls), remote_(std::move(remote)), bell_(house.loop.io()) {}

asio::awaitable<void> Connection::run() {
  within(house_.limits.header_time);
  if (!co_await wire_.handshake()) co_return;
  bool open = true;
  while (open && !cut_ && !house_.draining && co_await await_request()) {
    Exchange exchange(*this);
    open = co_await exchange.run();
  }
  if (!cut_ && !expired_) co_await say_goodbye();
}

void Connection::within(std::chrono::milliseconds time) {
  expired_ = false;
  deadline_ = Clock::now() + time;
}

asio::awaitable<bool> Connection::await_request() {
  if (!buffer_.empty()) {
    within(house_.limits.header_time);
    co_return true;
  }
  buffer_.release();
  within(house_.limits.idle_time);
  silent_ = true;
  silent_since_ = Clock::now();
  bool came = co_await wire_.wait_readable();
  if (came) came = co_await receive();
  silent_ = false;
  // What comes first begins the time for the header.
  if (came) within(house_.limits.header_time);
  co_return came;
}

asio::awaitable<bool> Connection::receive() {
  const std::size_t size = co_await wire_.read_some(buffer_.room());
  buffer_.received(size);
  co_return size > 0;
}

void Connection::check(Clock::time_point now) {
  if (expired_ || now < deadline_) return;
  expired_ = true;
  wire_.interrupt();
  bell_.ring();
}

void Connection::cut() {
  cut_ = true;
  wire_.cut();
  bell_.ring();
}

asio::awaitable<void> Connection::say_goodbye() {
  within(kGoodbyeTime);
  co_await wire_.finish_sending();
  std::size_t taken = 0;
  bool more = true;
  while (more && !expired_ && taken < kGoodbyeBytes) {
    taken += buffer_.pending().size();
    buffer_.consume(buffer_.pending().size());
    more = co_await receive();
  }
}

}  // namespace prefill::server
