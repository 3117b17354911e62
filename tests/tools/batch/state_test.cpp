// Chunks are handed out once, done once, and kept over restarts and new plans.

#include "tools/batch/state.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/tools/scratch.h"

namespace prefill::tools::batch {
namespace {

Chunk chunk(std::uint64_t number, const std::string& name) {
  Chunk made;
  made.number = number;
  made.entries.push_back({name, 10, 1, 0, "", "", std::nullopt});
  made.entries.push_back({"\xff not UTF-8", 0, 0, 0, "", "", Error{ErrorCode::damaged, "torn", 0}});
  return made;
}

class BatchState : public testing::Test {
 protected:
  std::unique_ptr<State> open() { return std::move(State::open(path_, State::Mode::write).value()); }

  // Plans chunks of these names; the numbers of those that were forgotten.
  static std::vector<std::uint64_t> plan(State& state, const std::vector<std::string>& names) {
    EXPECT_TRUE(state.begin_plan());
    for (std::size_t i = 0; i < names.size(); ++i) EXPECT_TRUE(state.add_chunk(chunk(i, names[i])));
    std::vector<std::uint64_t> forgotten;
    EXPECT_TRUE(state.end_plan([&](std::uint64_t number) { forgotten.push_back(number); }));
    return forgotten;
  }

  // The numbers that leases give, until there are none.
  static std::vector<std::uint64_t> lease_all(State& state) {
    std::vector<std::uint64_t> numbers;
    while (const auto leased = state.lease().value()) numbers.push_back(leased->number);
    return numbers;
  }

  test::Scratch scratch_;
  std::string path_ = scratch_.path("state.db");
};

TEST_F(BatchState, ChunksComeOnceAndInOrderWithTheirDocuments) {
  const auto state = open();
  EXPECT_TRUE(plan(*state, {"a", "b", "c"}).empty());
  const auto first = state->lease().value();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->number, 0U);
  EXPECT_EQ(first->entries, chunk(0, "a").entries);
  EXPECT_EQ(first->entries[1].error->message, "torn");
  EXPECT_EQ(lease_all(*state), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(state->progress()->leased_chunks, 3U);
}

TEST_F(BatchState, SeveralThreadsNeverGetTheSameChunk) {
  const auto state = open();
  plan(*state, std::vector<std::string>(200, "x"));
  std::vector<std::vector<std::uint64_t>> got(3);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : got) threads.emplace_back([&] { mine = lease_all(*state); });
  }
  std::multiset<std::uint64_t> all;
  for (const auto& mine : got) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 200U);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 200U);
}

TEST_F(BatchState, WhatIsDoneIsDoneAfterARestartAndWhatWasInHandComesAgain) {
  {
    const auto state = open();
    plan(*state, {"a", "b", "c"});
    EXPECT_EQ(lease_all(*state).size(), 3U);
    ASSERT_TRUE(state->complete(1, {77, "tally", "keys"}));
  }
  const auto state = open();
  EXPECT_TRUE(lease_all(*state).empty());  // the leases of the dead still stand
  EXPECT_EQ(state->give_back_leases().value(), 0U);
  EXPECT_EQ(lease_all(*state), (std::vector<std::uint64_t>{0, 2}));
  std::vector<ChunkState> chunks;
  ASSERT_TRUE(state->each_chunk([&](const ChunkState& one) { chunks.push_back(one); }));
  EXPECT_EQ(chunks[0].finished, 0);
  EXPECT_GT(chunks[1].finished, 0);
  EXPECT_EQ(chunks[1].result_bytes, 77U);
  EXPECT_EQ(chunks[1].tally + chunks[1].keys, "tallykeys");
}

TEST_F(BatchState, ChunksInHandWhenRunAfterRunEndedAreCounted) {
  const auto state = open();
  plan(*state, {"a"});
  for (int i = 1; i < most_tries; ++i) {
    EXPECT_EQ(lease_all(*state).size(), 1U);
    EXPECT_EQ(state->give_back_leases().value(), 0U);
  }
  EXPECT_EQ(lease_all(*state).size(), 1U);
  EXPECT_EQ(state->give_back_leases().value(), 1U);
  EXPECT_EQ(lease_all(*state).size(), 1U);
}

TEST_F(BatchState, AChunkThatFailsComesAgainButNotForEver) {
  const auto state = open();
  plan(*state, {"a"});
  for (int i = 0; i < most_tries; ++i) {
    ASSERT_EQ(lease_all(*state).size(), 1U) << i;
    ASSERT_TRUE(state->fail(0, "no room"));
  }
  EXPECT_TRUE(lease_all(*state).empty());
  EXPECT_EQ(state->progress()->parked_chunks, 1U);
  ASSERT_TRUE(state->each_chunk([](const ChunkState& one) {
    EXPECT_TRUE(one.parked);
    EXPECT_EQ(one.reason, "no room");
  }));
  ASSERT_TRUE(state->give_back_leases());
  EXPECT_EQ(lease_all(*state).size(), 1U);  // who starts again wants it tried again
}

TEST_F(BatchState, ANewPlanKeepsTheChunksThatAreTheSame) {
  const auto state = open();
  plan(*state, {"a", "b", "c"});
  lease_all(*state);
  for (const std::uint64_t number : {0, 1, 2}) ASSERT_TRUE(state->complete(number, {}));
  EXPECT_EQ(plan(*state, {"a", "B", "c", "d"}), std::vector<std::uint64_t>{1});
  EXPECT_EQ(lease_all(*state), (std::vector<std::uint64_t>{1, 3}));
  EXPECT_EQ(plan(*state, {"a"}), (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(state->progress()->done_chunks, 1U);
}

TEST_F(BatchState, APlanThatWasNotEndedDoesNotCount) {
  {
    const auto state = open();
    plan(*state, {"a", "b"});
    ASSERT_TRUE(state->begin_plan());
    ASSERT_TRUE(state->add_chunk(chunk(0, "other")));
  }
  const auto state = open();
  EXPECT_EQ(state->progress()->chunks, 2U);
  EXPECT_EQ(state->lease().value()->entries.front().name, "a");
}

TEST_F(BatchState, SettingsAreKept) {
  ASSERT_TRUE(open()->set("rules", "fr@1"));
  EXPECT_EQ(open()->setting("rules").value(), "fr@1");
  EXPECT_EQ(open()->setting("none").value(), "");
}

TEST_F(BatchState, AReaderSeesWhatIsCommittedAndWritesNothing) {
  const auto state = open();
  plan(*state, {"a"});
  const auto reader = State::open(path_, State::Mode::read).value()->progress();
  EXPECT_EQ(reader->documents, 2U);
  const auto other = std::move(State::open(path_, State::Mode::read).value());
  EXPECT_EQ(other->set("rules", "x").error().code, ErrorCode::io);
}

TEST_F(BatchState, AFileThatIsNoStateIsSaid) {
  scratch_.write("state.db", std::string(5000, 'x'));
  const auto state = State::open(path_, State::Mode::write);
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().code, ErrorCode::io);
  EXPECT_NE(state.error().message.find(path_), std::string::npos);
}

}  // namespace
}  // namespace prefill::tools::batch
