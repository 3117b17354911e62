// A zygote is never believed to be alive: whatever cannot be sent is as good as an end, which its socket tells.

#include "extractor/sandbox/zygote_link.h"

#include <poll.h>
#include <sys/syscall.h>

#include <algorithm>
#include <csignal>
#include <cstring>

namespace prefill::sandbox {
namespace {

void send_slots(int socket, std::span<const SlotStart> slots) {
  while (!slots.empty()) {
    const std::size_t count = std::min(slots.size(), MoreSlots::most);
    MoreSlots more;
    std::vector<int> descriptors;
    for (std::size_t i = 0; i < count; ++i) {
      more.orders[i] = slots[i].order;
      const auto shared = slots[i].memory->shared();
      descriptors.insert(descriptors.end(), shared.begin(), shared.end());
    }
    if (!send(socket, more, descriptors)) return;
    slots = slots.subspan(count);
  }
}

template <typename Message>
Message message_of(const std::vector<std::byte>& bytes) {
  Message message;
  std::memcpy(&message, bytes.data(), sizeof message);
  return message;
}

}  // namespace

Result<ZygoteLink> ZygoteLink::begin(LauncherLink& launcher, const Descriptor& packs, std::size_t pack_bytes,
                                     WorkerPlan plan, std::span<const SlotStart> slots) {
  auto process = launcher.begin_zygote(packs, pack_bytes);
  if (!process) return tl::unexpected(process.error());
  ZygoteLink link;
  link.socket_ = std::move(process->socket);
  link.process_ = std::move(process->process);
  plan.slots = slots.size();
  if (send(link.socket(), plan)) send_slots(link.socket(), slots);
  return link;
}

ZygoteWord ZygoteLink::next() {
  if (!socket_) return {};
  const Arrival arrival = receive_bytes(socket(), false, bytes_, descriptors_);
  if (arrival == Arrival::closed) return ZygoteEnded{};
  if (arrival == Arrival::nothing) return {};
  if (bytes_.size() == sizeof(ZygoteReport)) return message_of<ZygoteReport>(bytes_);
  if (bytes_.size() == sizeof(WorkerEvent)) return message_of<WorkerEvent>(bytes_);
  return ZygoteEnded{};
}

void ZygoteLink::renew(std::uint32_t slot, std::uint32_t order) {
  if (socket_) send(socket(), RenewWorker{slot, order});
}

void ZygoteLink::end() {
  socket_.reset();
  if (!process_) return;
  constexpr int kMilliseconds = 1000;
  pollfd ended{process_.number(), POLLIN, 0};
  if (::poll(&ended, 1, kMilliseconds) == 0) {
    ::syscall(SYS_pidfd_send_signal, process_.number(), SIGKILL, nullptr, 0);
    ::poll(&ended, 1, kMilliseconds);
  }
  process_.reset();
}

ZygoteLink& ZygoteLink::operator=(ZygoteLink&& other) noexcept {
  if (this == &other) return *this;
  end();
  socket_ = std::move(other.socket_);
  process_ = std::move(other.process_);
  return *this;
}

}  // namespace prefill::sandbox
