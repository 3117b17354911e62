// What parts of the server that know nothing of sockets ask of the thread that waits for all of them.

#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace prefill::server {

/// One thread's loop. All but `post` and `in_office` is to be called on that thread.
class EventLoop {
 public:
  EventLoop() = default;
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  virtual ~EventLoop() = default;

  /// Ends what began it when it goes.
  class Watch {
   public:
    Watch() = default;
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    virtual ~Watch() = default;
  };

  /// Calls `ready` whenever `descriptor`, which stays its owner's, is readable; until the watch goes.
  [[nodiscard]] virtual std::unique_ptr<Watch> watch(int descriptor, std::function<void()> ready) = 0;
  /// Calls `tick` again and again, `period` after the last time; until the watch goes.
  [[nodiscard]] virtual std::unique_ptr<Watch> every(std::chrono::milliseconds period, std::function<void()> tick) = 0;
  /// Calls `task` soon on the loop's thread. From any thread.
  virtual void post(std::function<void()> task) = 0;
  /// Calls `task` on a thread that may wait. From any thread.
  virtual void in_office(std::function<void()> task) = 0;
};

}  // namespace prefill::server
