// What all connections share, and who they are.

#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "server/asio_loop.h"
#include "server/gate.h"
#include "server/http/router.h"
#include "server/http/upload.h"
#include "server/limits.h"
#include "server/visit.h"
#include "server/workers/workshop.h"

namespace prefill::server {

class Connection;

/// On the loop's thread alone.
struct House {
  House(AsioLoop& loop_, Workshop& workshop_, Observer& observer_, const Limits& limits_)
      : loop(loop_), workshop(workshop_), observer(observer_), limits(limits_) {}

  AsioLoop& loop;
  Workshop& workshop;
  Observer& observer;
  const Limits limits;
  const Router* router = nullptr;
  Gate* gate = nullptr;           // null: no clients are configured, and everybody who gets here may come in
  bool behind_proxy = false;      // the last of `X-Forwarded-For` is who it is
  bool local_names_only = false;  // a Host other than this machine's own is refused
  bool draining = false;
  /// Is given each document that was read for `Work::extract`, with the answer.
  std::function<void(std::span<const unsigned char>, const sandbox::Answer&)> shadow;

  MemoryBudget memory{limits.body_memory};
  std::list<std::shared_ptr<Connection>> connections;
  std::array<unsigned char, 65536> scratch{};  // never across a wait
  std::mt19937_64 random{std::random_device{}()};
};

}  // namespace prefill::server
