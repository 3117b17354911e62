// The thread of all sockets, over Boost.Asio, and the office behind it. Included by what moves bytes and nothing else.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>

#include "server/event_loop.h"

namespace prefill::server {

class AsioLoop final : public EventLoop {
 public:
  explicit AsioLoop(std::size_t office_threads) : io_(1), office_(office_threads) {}
  /// Waits for what the office still does.
  ~AsioLoop() override { office_.join(); }

  [[nodiscard]] boost::asio::io_context& io() { return io_; }

  [[nodiscard]] std::unique_ptr<Watch> watch(int descriptor, std::function<void()> ready) override;
  [[nodiscard]] std::unique_ptr<Watch> every(std::chrono::milliseconds period, std::function<void()> tick) override;
  void post(std::function<void()> task) override;
  void in_office(std::function<void()> task) override;
  /// Calls `caught` with each of `signals` that comes, which do nothing else from then on.
  [[nodiscard]] std::unique_ptr<Watch> on_signals(std::initializer_list<int> signals, std::function<void(int)> caught);

  /// Serves until `stop`.
  void run();
  void stop() { io_.stop(); }
  /// Waits until the office has nothing to do; what it is given from then on is dropped.
  void close_office() { office_.join(); }

 private:
  boost::asio::io_context io_;
  boost::asio::thread_pool office_;
};

}  // namespace prefill::server
