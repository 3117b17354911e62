// A pool's end of its zygote.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "extractor/result.h"
#include "extractor/sandbox/launcher_link.h"
#include "extractor/sandbox/messages.h"
#include "extractor/sandbox/slot_memory.h"

namespace prefill::sandbox {

/// The zygote has ended, or will.
struct ZygoteEnded {};

/// A slot for a zygote, and the number of the last order given to it.
struct SlotStart {
  const SlotMemory* memory = nullptr;
  std::uint32_t order = 0;
};

/// What a zygote has said; nothing when it has said nothing more.
using ZygoteWord = std::variant<std::monostate, ZygoteReport, WorkerEvent, ZygoteEnded>;

/// Owns a zygote. Not safe for concurrent use.
class ZygoteLink {
 public:
  /// No zygote.
  ZygoteLink() = default;
  /// Begins one for these slots; what `plan` says of slots is filled in. Whether it succeeds, it will tell. Errors:
  /// those of `LauncherLink::begin_zygote`.
  [[nodiscard]] static Result<ZygoteLink> begin(LauncherLink& launcher, const Descriptor& packs, std::size_t pack_bytes,
                                                WorkerPlan plan, std::span<const SlotStart> slots);

  /// Readable when `next` has something; negative without a zygote.
  [[nodiscard]] int socket() const { return socket_.number(); }
  /// Without waiting.
  [[nodiscard]] ZygoteWord next();
  /// Asks for another process in the slot, for orders after this one.
  void renew(std::uint32_t slot, std::uint32_t order);

  /// Ends it with all its workers: at once when it obeys, else by force. Waits until it is gone.
  void end();

  ZygoteLink(ZygoteLink&&) noexcept = default;
  ZygoteLink& operator=(ZygoteLink&& other) noexcept;
  ~ZygoteLink() { end(); }

 private:
  Descriptor socket_;
  Descriptor process_;
  std::vector<std::byte> bytes_;
  std::vector<Descriptor> descriptors_;
};

}  // namespace prefill::sandbox
