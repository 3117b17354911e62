// A watch may go while its own callback runs: what the callback needs is owned by what calls it.

#include "server/asio_loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <utility>

namespace prefill::server {
namespace {

namespace asio = boost::asio;

class DescriptorWatch final : public EventLoop::Watch {
 public:
  DescriptorWatch(asio::io_context& io, int descriptor, std::function<void()> ready)
      : state_(std::make_shared<State>(State{asio::posix::stream_descriptor(io, descriptor), std::move(ready)})) {
    wait(state_);
  }
  ~DescriptorWatch() override {
    state_->gone = true;
    state_->descriptor.release();  // it is its owner's
  }
  DescriptorWatch(const DescriptorWatch&) = delete;
  DescriptorWatch& operator=(const DescriptorWatch&) = delete;

 private:
  struct State {
    asio::posix::stream_descriptor descriptor;
    std::function<void()> ready;
    bool gone = false;
  };

  static void wait(const std::shared_ptr<State>& state) {
    state->descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                                 [state](const boost::system::error_code& error) {
                                   if (error || state->gone) return;
                                   state->ready();
                                   if (!state->gone) wait(state);
                                 });
  }

  std::shared_ptr<State> state_;
};

class TimerWatch final : public EventLoop::Watch {
 public:
  TimerWatch(asio::io_context& io, std::chrono::milliseconds period, std::function<void()> tick)
      : state_(std::make_shared<State>(State{asio::steady_timer(io), period, std::move(tick)})) {
    wait(state_);
  }
  ~TimerWatch() override {
    state_->gone = true;
    state_->timer.cancel();
  }
  TimerWatch(const TimerWatch&) = delete;
  TimerWatch& operator=(const TimerWatch&) = delete;

 private:
  struct State {
    asio::steady_timer timer;
    std::chrono::milliseconds period;
    std::function<void()> tick;
    bool gone = false;
  };

  static void wait(const std::shared_ptr<State>& state) {
    state->timer.expires_after(state->period);
    state->timer.async_wait([state](const boost::system::error_code& error) {
      if (error || state->gone) return;
      state->tick();
      if (!state->gone) wait(state);
    });
  }

  std::shared_ptr<State> state_;
};

class SignalWatch final : public EventLoop::Watch {
 public:
  SignalWatch(asio::io_context& io, std::initializer_list<int> signals, std::function<void(int)> caught)
      : signals_(io), caught_(std::move(caught)) {
    for (const int signal : signals) signals_.add(signal);
    wait();
  }

 private:
  void wait() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      caught_(signal);
      wait();
    });
  }

  asio::signal_set signals_;
  std::function<void(int)> caught_;
};

}  // namespace

std::unique_ptr<EventLoop::Watch> AsioLoop::watch(int descriptor, std::function<void()> ready) {
  return std::make_unique<DescriptorWatch>(io_, descriptor, std::move(ready));
}

std::unique_ptr<EventLoop::Watch> AsioLoop::every(std::chrono::milliseconds period, std::function<void()> tick) {
  return std::make_unique<TimerWatch>(io_, period, std::move(tick));
}

std::unique_ptr<EventLoop::Watch> AsioLoop::on_signals(std::initializer_list<int> signals,
                                                       std::function<void(int)> caught) {
  return std::make_unique<SignalWatch>(io_, signals, std::move(caught));
}

void AsioLoop::post(std::function<void()> task) {
  asio::post(io_, std::move(task));
}

void AsioLoop::in_office(std::function<void()> task) {
  asio::post(office_, std::move(task));
}

void AsioLoop::run() {
  const auto work = asio::make_work_guard(io_);
  io_.run();
}

}  // namespace prefill::server
