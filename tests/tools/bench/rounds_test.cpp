// How contestants are run: in turn, equally often, their answers watched.

#include "tools/bench/rounds.h"

#include <gmock/gmock.h>

#include <array>

#include "tools/bench/heap_count.h"

namespace prefill::tools {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Writes down when it was run, and answers as it is told.
class Scribe : public Contestant {
 public:
  Scribe(std::string name, std::string& log) : name_(std::move(name)), log_(log) {}

  bool run(std::span<const unsigned char> bytes) override {
    log_ += name_ + static_cast<char>(bytes[0]) + ' ';
    ++runs_;
    return true;
  }
  [[nodiscard]] std::uint64_t answer() const override { return runs_ == changes_at ? 1 : 0; }

  std::uint64_t changes_at = 0;

 private:
  std::string name_;
  std::string& log_;
  std::uint64_t runs_ = 0;
};

/// Asks the heap for as much memory as its document is long, in one piece a byte.
class Spender : public Contestant {
 public:
  bool run(std::span<const unsigned char> bytes) override {
    for (const unsigned char byte : bytes) kept_.push_back(std::make_unique<unsigned char>(byte));
    return true;
  }
  [[nodiscard]] std::uint64_t answer() const override { return 0; }
  void keep(std::size_t document) override { kept_for_.push_back(document); }

  [[nodiscard]] const std::vector<std::size_t>& kept_for() const { return kept_for_; }

 private:
  std::vector<std::unique_ptr<unsigned char>> kept_ = [] {
    std::vector<std::unique_ptr<unsigned char>> room;
    room.reserve(1'000);
    return room;
  }();
  std::vector<std::size_t> kept_for_;
};

const std::vector<BenchDocument> two_documents = {{"one", {'1'}}, {"two", {'2'}}};
constexpr double no_time = 1e-9;

TEST(Rounds, TurnRoundAfterEachAndAreThreeAtTheLeast) {
  std::string log;
  Scribe a("a", log);
  Scribe b("b", log);
  const Rounds rounds = run_rounds(two_documents, std::array<Contestant*, 2>{&a, &b}, no_time);
  EXPECT_EQ(rounds.count, 3u);
  EXPECT_EQ(log, "a1 a2 b1 b2 b1 b2 a1 a2 a1 a2 b1 b2 ");
  EXPECT_THAT(rounds.different, IsEmpty());
}

TEST(Rounds, GoOnWhileThereIsTime) {
  std::string log;
  Scribe a("a", log);
  EXPECT_GT(run_rounds(two_documents, std::array<Contestant*, 1>{&a}, 0.01).count, 3u);
  EXPECT_THAT(log, StartsWith("a1 a2 a1 a2"));
}

TEST(Rounds, NameADocumentWhoseAnswerChanges) {
  std::string log;
  Scribe steady("s", log);
  Scribe changing("c", log);
  changing.changes_at = 4;  // the second document in the second round
  const Rounds rounds = run_rounds(two_documents, std::array<Contestant*, 2>{&steady, &changing}, no_time);
  EXPECT_THAT(rounds.different, ElementsAre("two"));
}

TEST(Rounds, CountTheHeapsAllocationsByDocument) {
  const std::vector<BenchDocument> documents = {{"three bytes", {1, 2, 3}}, {"one byte", {1}}};
  Spender spender;
  const Rounds rounds = run_rounds(documents, std::array<Contestant*, 1>{&spender}, no_time);
  if (counts_heap_allocations()) {
    EXPECT_THAT(rounds.timings[0].allocations, ElementsAre(3, 1));
  }
  EXPECT_THAT(rounds.timings[0].best, Each(testing::Gt(0)));
}

TEST(Rounds, KnowWhatEachRoundTook) {
  Spender spender;
  const Rounds rounds = run_rounds(two_documents, std::array<Contestant*, 1>{&spender}, no_time);
  const Timing& timing = rounds.timings[0];
  const double fastest = (timing.best[0] + timing.best[1]) / 2;
  EXPECT_EQ(timing.rounds.size(), rounds.count);
  EXPECT_THAT(timing.rounds, Each(testing::Ge(fastest)));
}

TEST(Rounds, KeepTheFastestOfEachDocument) {
  Spender spender;
  EXPECT_EQ(run_rounds(two_documents, std::array<Contestant*, 1>{&spender}, no_time).count, 3u);
  ASSERT_GE(spender.kept_for().size(), 2u);
  EXPECT_EQ(spender.kept_for()[0], 0u);  // the first run is the fastest so far
  EXPECT_EQ(spender.kept_for()[1], 1u);
}

TEST(HeapCount, CountsObjectsArraysAndAligned) {
  if (!counts_heap_allocations()) GTEST_SKIP() << "not under AddressSanitizer";
  struct alignas(64) Wide {
    char bytes[64];
  };
  const std::uint64_t before = heap_allocations();
  const auto one = std::make_unique<int>(1);
  const auto many = std::make_unique<int[]>(10);
  const auto wide = std::make_unique<Wide>();
  EXPECT_EQ(heap_allocations() - before, 3u);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(wide.get()) % 64, 0u);
  EXPECT_EQ(*one + many[9], 1);
}

}  // namespace
}  // namespace prefill::tools
