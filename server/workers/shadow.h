// A candidate rule pack beside the live one: it reads a share of the same documents, and only how often it finds
// something else is kept.

#pragma once

#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/sandbox/task.h"
#include "server/workers/workshop.h"

namespace prefill::server {

/// Fields whose values differ between two extractions, with how the second differs: "gained", "lost" or "changed".
/// Nothing when one of the texts is no extraction.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> compare_fields(
    std::string_view live, std::string_view candidate);

/// On the loop's thread. Never makes a client wait: it has workers of its own, and a document for which none is free is
/// skipped.
class Shadow {
 public:
  /// Is told how each document that was offered and chosen ended ("same", "different", "failed", "skipped") and, when
  /// different, how each field differed.
  class Tally {
   public:
    Tally() = default;
    Tally(const Tally&) = delete;
    Tally& operator=(const Tally&) = delete;
    virtual ~Tally() = default;
    virtual void shadowed(std::string_view outcome) = 0;
    virtual void differed(std::string_view field, std::string_view how) = 0;
  };

  /// `share` of the documents are read, from 0 to 1.
  Shadow(EventLoop& loop, std::unique_ptr<sandbox::WorkerPool> pool, double share, Tally& tally);
  /// Reads with the rules of this pool from now on; what has begun ends with those before.
  void install(std::unique_ptr<sandbox::WorkerPool> pool) { workshop_.install(std::move(pool)); }
  /// A document that was read, and the live answer to it.
  void offer(std::span<const unsigned char> document, const sandbox::Answer& live);
  void abandon() { workshop_.abandon(); }

 private:
  class NoBorrower final : public Workshop::Borrower {
    void give_back() override {}
  };
  void judge(std::string_view live, const Outcome& outcome);

  Workshop workshop_;
  Tally& tally_;
  std::bernoulli_distribution chosen_;
  std::mt19937 random_{std::random_device{}()};
};

}  // namespace prefill::server
