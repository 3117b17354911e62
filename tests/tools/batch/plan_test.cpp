// Every document has its place in the plan, the same ones name their first, and parts share the chunks out.

#include "tools/batch/plan.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/tools/scratch.h"
#include "tools/batch/sha256.h"

namespace prefill::tools::batch {
namespace {

using ::testing::ElementsAre;

class BatchPlan : public testing::Test {
 protected:
  BatchPlan() { std::filesystem::create_directories(scratch_.path("in")); }

  void add(const std::string& name, const std::string& content) { scratch_.write("in/" + name, content); }

  // Chunk by chunk the names of its documents; " = first" behind those that are the same as an earlier one.
  std::vector<std::string> planned(std::uint64_t documents, Part part = {}) {
    std::vector<std::unique_ptr<Source>> sources;
    for (const std::string& name : names_) EXPECT_TRUE(add_sources(name, {scratch_.path(""), 1 << 20}, sources));
    const auto state = std::move(State::open(scratch_.path("state.db"), State::Mode::write).value());
    std::uint64_t told = 0;
    const auto made = make_plan(
        sources, {documents, part, scratch_.path("")}, *state, [&](std::uint64_t listed) { told = listed; },
        [](std::uint64_t) {});
    EXPECT_TRUE(made) << made.error().message;
    EXPECT_GT(told, 0U);
    std::vector<std::string> chunks;
    EXPECT_TRUE(state->each_planned([&](const Chunk& chunk) {
      std::string text = std::to_string(chunk.number) + ":";
      for (const Entry& entry : chunk.entries) {
        text += " " + std::filesystem::path(entry.name).filename().string();
        if (!entry.same_as.empty()) {
          text += "=" + std::filesystem::path(entry.same_as).filename().string();
          EXPECT_EQ(entry.sha256.size(), 64U);
        }
        if (entry.error) text += "!";
      }
      chunks.push_back(text);
    }));
    return chunks;
  }

  test::Scratch scratch_;
  std::vector<std::string> names_ = {scratch_.path("in")};
};

TEST_F(BatchPlan, ChunksHoldTheDocumentsInOrder) {
  for (const char* name : {"a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"}) add(name, name);
  EXPECT_THAT(planned(2), ElementsAre("0: a.pdf b.pdf", "1: c.pdf d.pdf", "2: e.pdf"));
}

TEST_F(BatchPlan, ChunksEndWithTheirSource) {
  for (const char* name : {"a.pdf", "b.pdf", "c.pdf"}) add(name, name);
  names_.push_back(scratch_.write("single.pdf", "%PDF-1.4"));
  EXPECT_THAT(planned(2), ElementsAre("0: a.pdf b.pdf", "1: c.pdf", "2: single.pdf"));
}

TEST_F(BatchPlan, DocumentsWithTheSameBytesNameTheFirst) {
  const std::string long_one(20'000, 'x');
  add("a.pdf", long_one + "1");
  add("b.pdf", "short");
  add("c.pdf", long_one + "1");
  add("d.pdf", "y" + long_one.substr(1) + "1");  // the same size and the same end
  add("e.pdf", "short");
  add("f.pdf", long_one + "1");
  EXPECT_THAT(planned(4), ElementsAre("0: a.pdf b.pdf c.pdf=a.pdf d.pdf", "1: e.pdf=b.pdf f.pdf=a.pdf"));
}

TEST_F(BatchPlan, TheSameIsFoundBetweenSources) {
  add("a.pdf", "%PDF-1.4 one");
  names_.push_back(scratch_.write("copy.pdf", "%PDF-1.4 one"));
  EXPECT_THAT(planned(10), ElementsAre("0: a.pdf", "1: copy.pdf=a.pdf"));
}

TEST_F(BatchPlan, ManyOfOneKindAreAllFound) {
  for (int i = 0; i < 5000; ++i) add(std::to_string(10'000 + i) + ".pdf", i == 4500 ? "same2" : "same1");
  const std::vector<std::string> chunks = planned(5000);
  ASSERT_EQ(chunks.size(), 1U);
  std::size_t same = 0;
  for (std::size_t at = 0; (at = chunks[0].find("=10000.pdf", at)) != std::string::npos; ++at) ++same;
  EXPECT_EQ(same, 4998U);
}

TEST_F(BatchPlan, WhatCannotBeReadHasItsPlace) {
  names_ = {"@" + scratch_.write("list", scratch_.path("in/none.pdf") + "\n" + scratch_.path("in/none.pdf"))};
  EXPECT_THAT(planned(10), ElementsAre("0: none.pdf! none.pdf!"));
}

TEST_F(BatchPlan, PartsShareTheChunksOut) {
  for (const char* name : {"a.pdf", "b.pdf", "c.pdf"}) add(name, name);
  EXPECT_THAT(planned(1, {0, 2}), ElementsAre("0: a.pdf", "2: c.pdf"));
  EXPECT_THAT(planned(1, {1, 2}), ElementsAre("1: b.pdf"));
}

TEST(BatchSha256, IsThatOfFips180) {
  const std::string abc = "abc";
  const std::vector<unsigned char> bytes(abc.begin(), abc.end());
  EXPECT_EQ(sha256(bytes), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 hash;
  hash.add(std::span(bytes).first(1));
  hash.add(std::span(bytes).last(2));
  EXPECT_EQ(hash.hex(), sha256(bytes));
  EXPECT_EQ(hash.hex(), sha256({}));
}

}  // namespace
}  // namespace prefill::tools::batch
