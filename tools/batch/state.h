// What a run knows of itself between two starts: its plan, what is done, and with which rules, kept in one file.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tools/batch/work_queue.h"

namespace prefill::tools::batch {

/// How far a run is.
struct Progress {
  std::uint64_t chunks = 0;
  std::uint64_t documents = 0;
  std::uint64_t done_chunks = 0;
  std::uint64_t done_documents = 0;
  std::uint64_t leased_chunks = 0;
  std::uint64_t parked_chunks = 0;  // given up after too many tries
};

/// A chunk as listings see it.
struct ChunkState {
  std::uint64_t number = 0;
  std::uint64_t documents = 0;
  std::int64_t finished = 0;  // milliseconds since 1970; 0 when it is not done
  std::uint64_t result_bytes = 0;
  std::string tally;
  std::string keys;
  std::string reason;  // of the last failure
  bool parked = false;
};

/// The state of one run, or of one part of it, in a SQLite file in WAL mode: a process that is killed loses what was
/// not committed and nothing else. Safe for concurrent use by the threads of one process; other processes may open it
/// to read at the same time.
class State : public WorkQueue {
 public:
  enum class Mode : std::uint8_t { read, write };

  /// Opens the file at `path`, makes it when it is to be written. Errors: `io`.
  [[nodiscard]] static Result<std::unique_ptr<State>> open(const std::string& path, Mode mode);

  /// A setting, such as the rules of the run; empty when it is not there. Errors: `io`.
  [[nodiscard]] Result<std::string> setting(std::string_view key) const;
  [[nodiscard]] Result<void> set(std::string_view key, std::string_view value);

  /// Begins a new plan: until `end_plan` nothing of it counts. Errors: `io`.
  [[nodiscard]] Result<void> begin_plan();
  /// Adds the next chunk of the plan. Errors: `io`.
  [[nodiscard]] Result<void> add_chunk(const Chunk& chunk);
  /// Puts the new plan in the place of the old one. Chunks with the number and the documents that they had before keep
  /// what was done; the others are told to `forgotten`. Errors: `io`.
  [[nodiscard]] Result<void> end_plan(const std::function<void(std::uint64_t chunk)>& forgotten);

  /// Makes all that was done undone: for a new engine. Errors: `io`.
  [[nodiscard]] Result<void> reopen_all();
  /// Makes one chunk undone, whose results are gone. Errors: `io`.
  [[nodiscard]] Result<void> reopen(std::uint64_t chunk);
  /// Gives back what a process that is gone had leased, and what was parked; whoever calls it knows that no other
  /// process works on this file. Returns how many chunks were in hand in `most_tries` runs or more that did not come to
  /// their end. Errors: `io`.
  [[nodiscard]] Result<std::uint64_t> give_back_leases();

  [[nodiscard]] Result<Progress> progress() const;
  /// Tells of each chunk, in order; memory does not grow with their number. Errors: `io`.
  [[nodiscard]] Result<void> each_chunk(const std::function<void(const ChunkState&)>& take) const;
  /// Tells of each chunk with its documents, in order. Errors: `io`.
  [[nodiscard]] Result<void> each_planned(const std::function<void(const Chunk&)>& take) const;

  Result<std::optional<Chunk>> lease() override;
  Result<void> renew(std::uint64_t chunk) override;
  Result<void> complete(std::uint64_t chunk, const ChunkOutcome& outcome) override;
  Result<void> fail(std::uint64_t chunk, const std::string& reason) override;

  ~State() override;
  State(const State&) = delete;
  State& operator=(const State&) = delete;

 private:
  struct Database;
  explicit State(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

/// How often a chunk is tried before it is parked.
inline constexpr int most_tries = 3;

}  // namespace prefill::tools::batch
