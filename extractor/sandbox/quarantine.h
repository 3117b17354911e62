// Documents that killed a worker, remembered for a while: who sends one again is refused before it costs another.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <span>

#include "extractor/result.h"

namespace prefill::sandbox {

/// 128 bits of XXH3 over a document: not proof against forgery, and need not be. Who makes two documents of one hash
/// gets both of his own refused.
using DocumentHash = std::array<std::uint64_t, 2>;
[[nodiscard]] DocumentHash hash_of(std::span<const unsigned char> bytes);

/// Bounded in number and time: when it is full the oldest is forgotten. Not safe for concurrent use.
class Quarantine {
 public:
  using Clock = std::chrono::steady_clock;

  /// Remembers up to `most` documents (at least one), each for `kept`.
  explicit Quarantine(std::size_t most = 10'000, Clock::duration kept = std::chrono::minutes(15));

  /// Remembers a document and how it ended; one that is there already is remembered anew.
  void add(const DocumentHash& document, Error error, Clock::time_point now = Clock::now());

  /// How the document ended when it was last read; nothing when it is not remembered.
  [[nodiscard]] std::optional<Error> find(const DocumentHash& document, Clock::time_point now = Clock::now());

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    DocumentHash document;
    Error error;
    Clock::time_point added;
  };

  void forget_old(Clock::time_point now);

  std::size_t most_;
  Clock::duration kept_;
  std::list<Entry> entries_;  // in order of adding
  std::map<DocumentHash, std::list<Entry>::iterator> places_;
};

}  // namespace prefill::sandbox
