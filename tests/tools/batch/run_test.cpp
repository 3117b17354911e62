// The run with a worker of the tests' own: order, faults of documents, of the disk, of the queue. Small enough for the
// thread sanitizer, and everything that has a thread takes part.

#include "tools/batch/run.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "extractor/json.h"
#include "tests/tools/scratch.h"
#include "tools/batch/display.h"
#include "tools/batch/results.h"
#include "tools/batch/state.h"

namespace prefill::tools::batch {
namespace {

using ::testing::HasSubstr;

// Gives the size of a document as its number of pages; one that begins with "bad" is damaged, and the file of one that
// begins with "cut" is cut short while it is read.
class SizeWorker : public DocumentWorker {
 public:
  Result<void> extract(std::string_view file, OpenDocument& document, Reading& reading) override {
    const auto bytes = document.bytes(buffer_);
    if (!bytes) return tl::unexpected(bytes.error());
    const std::string text(bytes->begin(), bytes->end());
    if (text.starts_with("fault")) throw std::runtime_error("a mistake of ours");
    if (text.starts_with("bad")) return failure(ErrorCode::damaged, "is bad");
    if (text.starts_with("cut")) std::filesystem::resize_file(file, 1);
    if (text.size() % 5 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
    Extraction form;
    form.document.pages = static_cast<int>(text.size());
    append_json(reading.line, file, form);
    return {};
  }

 private:
  ReadBuffer buffer_;
};

class BatchRun : public testing::Test {
 protected:
  BatchRun() { std::filesystem::create_directories(scratch_.path("in")); }

  // Documents of 1 to `count` bytes, in chunks of ten.
  void plan(int count) {
    for (int i = 1; i <= count; ++i) {
      scratch_.write("in/" + std::to_string(1000 + i) + ".pdf", std::string(static_cast<std::size_t>(i), 'x'));
    }
    plan_again();
  }
  void plan_again() {
    sources_.clear();
    ASSERT_TRUE(add_sources(scratch_.path("in"), {scratch_.path(""), 1 << 20}, sources_));
    std::filesystem::create_directories(set_.directory);
    state_ = std::move(State::open(set_.state_path({}), State::Mode::write).value());
    ASSERT_TRUE(make_plan(
        sources_, {10, {}, scratch_.path("")}, *state_, [](std::uint64_t) {}, [](std::uint64_t) {}));
  }

  Result<RunEnd> run(std::size_t threads, std::size_t largest = 1 << 20) {
    Display display(0, 100, true);
    return run_batch(
        *state_, sources_, set_, [] { return std::make_unique<SizeWorker>(); }, {threads, largest, "rules@1"},
        [&](const DocumentNote& note) {
          display.count(note);
          if (++seen_ == stop_after_) stop_ = true;
        },
        stop_);
  }

  // Of each line the pages, or the error.
  [[nodiscard]] std::vector<std::string> outcomes() const {
    auto lines = std::move(ResultLines::open(set_).value());
    std::vector<std::string> all;
    RecordReader reader;
    while (const auto line = lines.next().value()) {
      const Record* record = reader.read(*line);
      if (record == nullptr) return {"a broken line"};
      all.push_back(record->error ? std::string(error_name(*record->error)) : std::to_string(record->pages));
    }
    return all;
  }

  static std::vector<std::string> numbers(int count) {
    std::vector<std::string> all;
    for (int i = 1; i <= count; ++i) all.push_back(std::to_string(i));
    return all;
  }

  test::Scratch scratch_;
  ResultSet set_{scratch_.path("results")};
  std::vector<std::unique_ptr<Source>> sources_;
  std::unique_ptr<State> state_;
  std::atomic<bool> stop_{false};
  int seen_ = 0;
  int stop_after_ = -1;
};

TEST_F(BatchRun, EveryDocumentHasItsLineInOrder) {
  plan(95);
  const auto end = run(3);
  ASSERT_TRUE(end) << end.error().message;
  EXPECT_FALSE(end->stopped);
  EXPECT_EQ(outcomes(), numbers(95));
  EXPECT_EQ(state_->progress()->done_chunks, 10U);
  EXPECT_EQ(seen_, 95);
}

TEST_F(BatchRun, ADocumentThatFailsIsALine) {
  scratch_.write("in/0bad.pdf", "bad");
  scratch_.write("in/0large.pdf", std::string(600, 'x'));
  plan(3);
  std::filesystem::remove(scratch_.path("in/1002.pdf"));
  ASSERT_TRUE(run(2, 500));
  EXPECT_EQ(outcomes(), (std::vector<std::string>{"damaged", "limit", "1", "io", "3"}));
}

TEST_F(BatchRun, AFileCutShortWhileItIsReadDoesNotCount) {
  scratch_.write("in/0cut.pdf", "cut");
  scratch_.write("in/0large.pdf", "cut" + std::string(largest_read, 'x'));
  plan(2);
  ASSERT_TRUE(run(2, 2 * largest_read));
  EXPECT_EQ(outcomes(), (std::vector<std::string>{"io", "io", "1", "2"}));
}

TEST_F(BatchRun, ARunThatIsStoppedGoesOn) {
  plan(95);
  stop_after_ = 45;
  const auto stopped = run(2);
  ASSERT_TRUE(stopped);
  EXPECT_TRUE(stopped->stopped);
  const std::uint64_t done = state_->progress()->done_chunks;
  EXPECT_GE(done, 4U);
  EXPECT_LT(done, 10U);
  stop_ = false;
  ASSERT_TRUE(state_->give_back_leases());
  ASSERT_TRUE(run(2));
  EXPECT_EQ(outcomes(), numbers(95));
}

TEST_F(BatchRun, ResultsThatCannotBeWrittenEndTheRunAndTheRestIsKept) {
  plan(95);
  // A directory of that name is as good as a full disk, and shows which chunk.
  std::filesystem::create_directories(set_.chunk_path(4));
  const auto end = run(2);
  ASSERT_FALSE(end);
  EXPECT_THAT(end.error().message, HasSubstr("000004.jsonl.zst`: cannot replace"));
  EXPECT_EQ(state_->progress()->done_chunks, 4U);
  std::filesystem::remove(set_.chunk_path(4));
  ASSERT_TRUE(state_->give_back_leases());
  ASSERT_TRUE(run(2));
  EXPECT_EQ(outcomes(), numbers(95));
}

TEST_F(BatchRun, AMistakeOfOursEndsTheRunAndTheRestIsKept) {
  plan(50);
  scratch_.write("in/1031.pdf", "fault" + std::string(26, 'x'));
  EXPECT_THROW(static_cast<void>(run(2)), std::runtime_error);
  EXPECT_LE(state_->progress()->done_chunks, 3U);
  scratch_.write("in/1031.pdf", std::string(31, 'x'));
  ASSERT_TRUE(state_->give_back_leases());
  ASSERT_TRUE(run(2));
  EXPECT_EQ(outcomes(), numbers(50));
}

// A queue that is gone after the first chunk.
class GoneQueue : public WorkQueue {
 public:
  explicit GoneQueue(State& state) : state_(state) {}
  Result<std::optional<Chunk>> lease() override {
    if (leased_++ > 0) return failure(ErrorCode::io, "the queue is gone");
    return state_.lease();
  }
  Result<void> renew(std::uint64_t chunk) override { return state_.renew(chunk); }
  Result<void> complete(std::uint64_t chunk, const ChunkOutcome& outcome) override {
    return state_.complete(chunk, outcome);
  }
  Result<void> fail(std::uint64_t chunk, const std::string& reason) override { return state_.fail(chunk, reason); }

 private:
  State& state_;
  int leased_ = 0;
};

TEST_F(BatchRun, AQueueThatIsGoneEndsTheRunBehindWhatItGave) {
  plan(30);
  GoneQueue queue(*state_);
  const auto end = run_batch(
      queue, sources_, set_, [] { return std::make_unique<SizeWorker>(); }, {2, 1 << 20, "r"}, {}, stop_);
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().message, "the queue is gone");
  EXPECT_EQ(outcomes(), numbers(10));
}

}  // namespace
}  // namespace prefill::tools::batch
