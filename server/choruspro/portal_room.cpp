// The first tidying comes at once: a server that is started again every night tidies too.

#include "server/choruspro/portal_room.h"

#include <chrono>
#include <utility>

namespace prefill::server {
namespace {

constexpr std::chrono::hours kBetweenTidyings{1};

}  // namespace

Result<std::unique_ptr<PortalRoom>> PortalRoom::open(const PortalOptions& options, Notice notice) {
  Structures structures;
  if (!options.structures.empty()) {
    auto read = Structures::read(options.structures);
    if (!read) return tl::unexpected(read.error());
    structures = std::move(*read);
  }
  auto store = Store::open(options.store);
  if (!store) return tl::unexpected(store.error());
  return std::unique_ptr<PortalRoom>(new PortalRoom(std::move(*store), std::move(structures), std::move(notice)));
}

PortalRoom::PortalRoom(std::unique_ptr<Store> store, Structures structures, Notice notice)
    : store_(std::move(store)),
      office_{*store_, std::move(structures), now},
      notice_(std::move(notice)),
      tidying_([this] { tidy(); }) {}

PortalRoom::~PortalRoom() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  end_.notify_all();
  tidying_.join();
}

void PortalRoom::tidy() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    if (const auto tidied = store_->tidy(now()); !tidied)
      notice_("the store was not tidied: " + tidied.error().message);
    lock.lock();
    end_.wait_for(lock, kBetweenTidyings, [this] { return ending_; });
  }
}

}  // namespace prefill::server
