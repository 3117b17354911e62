// One connection from its first byte to its last: requests, one after the other, each taken in as its route asks and
// answered.
//
// HTTP's grammar is Beast's; when to read, where to and how long to wait is decided here. Nothing is read that is not
// wanted at once: a client that is ahead of us waits in its own socket.

#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/house.h"
#include "server/http/wire.h"

namespace prefill::server {

/// A coroutine waits for it; whatever goes on elsewhere rings it. Rung before it is waited for, it does not wait.
class Bell {
 public:
  explicit Bell(boost::asio::io_context& io) : timer_(io) {}
  void ring();
  [[nodiscard]] boost::asio::awaitable<void> wait();

 private:
  boost::asio::steady_timer timer_;
  bool rung_ = false;
};

/// What was received and not yet understood.
class ReadBuffer {
 public:
  // Beast's own buffer begins at 512 bytes a read, which costs eight times the time.
  static constexpr std::size_t kCapacity = 65536;

  [[nodiscard]] std::string_view pending() const { return {bytes_.get() + begin_, end_ - begin_}; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] bool full() const { return end_ - begin_ == kCapacity; }
  void consume(std::size_t size) { begin_ += size; }
  /// Where to receive more, which is then told by `received`.
  [[nodiscard]] std::span<char> room();
  void received(std::size_t size) { end_ += size; }
  /// Gives the memory back. Only when empty.
  void release();

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// Lives in `House::connections` until `run` is over.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  /// `tls` as for `Wire`.
  Connection(House& house, Wire::Socket socket, boost::asio::ssl::context* tls, std::string remote);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] boost::asio::awaitable<void> run();

  /// Ends what takes longer than it may. To be called a few times a second.
  void check(Clock::time_point now);
  /// Whether it waits for a request of which nothing has come, and since when: what can be cut without harm.
  [[nodiscard]] bool silent() const { return silent_; }
  [[nodiscard]] Clock::time_point silent_since() const { return silent_since_; }
  [[nodiscard]] bool was_cut() const { return cut_; }
  /// Ends it now, answered or not.
  void cut();

 private:
  friend class Exchange;

  void within(std::chrono::milliseconds time);
  [[nodiscard]] boost::asio::awaitable<bool> await_request();
  /// Receives more; false at the end, or when it takes too long.
  [[nodiscard]] boost::asio::awaitable<bool> receive();
  [[nodiscard]] boost::asio::awaitable<void> say_goodbye();

  House& house_;
  Wire wire_;
  std::string remote_;
  ReadBuffer buffer_;
  Bell bell_;
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point silent_since_;
  bool silent_ = false;
  bool expired_ = false;  // the deadline passed
  bool cut_ = false;
};

}  // namespace prefill::server
