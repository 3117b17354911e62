// Messages between the program, its launcher and the zygotes: small structs and descriptors over a socket that keeps
// their bounds. All ends are ours, and none of them ever parses a document.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "extractor/sandbox/descriptor.h"

namespace prefill::sandbox {

/// The two ends of a socket for messages.
struct SocketPair {
  Descriptor ours;
  Descriptor theirs;
};
/// Both ends are empty when there are no descriptors to be had.
[[nodiscard]] SocketPair make_socket_pair();

/// Sends bytes with descriptors, which stay open here; waits while the other end is slow. False when it is gone.
bool send_bytes(int socket, std::span<const std::byte> bytes, std::span<const int> descriptors = {});

enum class Arrival : std::uint8_t { message, nothing, closed };

/// Waits for the next message, or not, and fills `bytes` and `descriptors` with it. `nothing` only without waiting, or
/// when a signal came between.
[[nodiscard]] Arrival receive_bytes(int socket, bool wait, std::vector<std::byte>& bytes,
                                    std::vector<Descriptor>& descriptors);

/// The same for a struct.
template <typename Message>
bool send(int socket, const Message& message, std::span<const int> descriptors = {}) {
  static_assert(std::is_trivially_copyable_v<Message>);
  return send_bytes(socket, std::as_bytes(std::span(&message, 1)), descriptors);
}

/// The largest message.
inline constexpr std::size_t most_message_bytes = 4096;

/// The most descriptors that one message carries, a limit of the kernel.
inline constexpr std::size_t most_descriptors = 253;

/// From the launcher, once and first. Its messages are those of this version and of no other.
struct LauncherReady {
  std::array<char, 64> version{};
};

/// From the program to the launcher: begin a zygote. With it come the socket on which the zygote speaks, and a memory
/// file of pack texts. Answered by `ZygoteBegun`.
struct BeginZygote {
  std::size_t pack_bytes = 0;
};

/// From the launcher: the zygote's number, with a pidfd; 0 without one when it could not be forked.
struct ZygoteBegun {
  int process = 0;
};

/// From the pool to its zygote, what workers are like; the first message.
struct WorkerPlan {
  std::size_t slots = 0;
  std::size_t input_bytes = 0;  // of a slot's files
  std::size_t output_bytes = 0;
  std::size_t memory_bytes = 0;
  std::uint64_t processor_seconds = 0;  // that a worker may use in its life
  std::uint64_t documents = 0;          // that a worker reads in its life
  void* hook = nullptr;                 // a TaskHook
};

/// From the pool to its zygote: slots, whose descriptors come along, SlotMemory::descriptors for each. Follows the plan
/// until all slots are there.
struct MoreSlots {
  static constexpr std::size_t most = most_descriptors / 3;
  std::array<std::uint32_t, most> orders{};  // the last one given to each
};

/// The most slots of a pool: as many orders and events as these cause fit into the sockets' buffers, so that neither
/// side ever waits for the other.
inline constexpr std::size_t most_slots = 256;

/// From the pool to its zygote: end the process of the slot, if there is one, and fork another one, for orders after
/// this one.
struct RenewWorker {
  std::uint32_t slot = 0;
  std::uint32_t order = 0;
};

/// From the zygote to its pool, once and first: whether workers can be had.
struct ZygoteReport {
  bool ready = false;
  int landlock = 0;                 // version of the kernel's Landlock; 0 when it has none
  std::array<char, 1024> text{};    // the version of the rules, or why not
  std::array<char, 256> missing{};  // what could not be had; empty when nothing
};

/// From the zygote to its pool: a worker began or ended.
struct WorkerEvent {
  enum class Kind : std::uint8_t { begun, ended };
  Kind kind = Kind::begun;
  std::uint32_t slot = 0;
  int process = 0;  // 0 when no process could be forked
  int status = 0;   // of `ended`, as waitpid gives it
};

/// Copies as much of the text as there is room for, with a zero behind.
template <std::size_t size>
void put_text(std::array<char, size>& room, std::string_view text) {
  room.fill(0);
  text.substr(0, size - 1).copy(room.data(), size - 1);
}

}  // namespace prefill::sandbox
