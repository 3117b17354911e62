// All of the portal's room in one piece, for whoever builds a server: its store, its structures, its calls, and the
// hourly tidying.

#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "extractor/result.h"
#include "server/choruspro/portal.h"

namespace prefill::server {

struct PortalOptions {
  StoreOptions store;
  std::string structures;  // a file, see Structures::read; empty: none are configured
};

/// Begins a thread of its own: not before workers were forked.
class PortalRoom {
 public:
  /// Is told what went wrong while nobody was asking: a line for the log. Called from the room's thread.
  using Notice = std::function<void(std::string_view)>;

  /// Opens the store and reads the structures. Fails with code `io`.
  [[nodiscard]] static Result<std::unique_ptr<PortalRoom>> open(const PortalOptions& options, Notice notice);
  ~PortalRoom();
  PortalRoom(const PortalRoom&) = delete;
  PortalRoom& operator=(const PortalRoom&) = delete;

  /// The calls; the room must outlive them.
  [[nodiscard]] Mount mount() { return portal_mount(office_); }
  /// Where tokens outlive this process.
  [[nodiscard]] TokenShelf& shelf() { return *store_; }

 private:
  PortalRoom(std::unique_ptr<Store> store, Structures structures, Notice notice);
  void tidy();

  const std::unique_ptr<Store> store_;
  Office office_;
  const Notice notice_;
  std::mutex mutex_;
  std::condition_variable end_;
  bool ending_ = false;
  std::thread tidying_;
};

}  // namespace prefill::server
