// Who gets the next slot: with real workers, and a loop that the test turns by hand.

#include "server/workers/workshop.h"

#include <gmock/gmock.h>
#include <poll.h>

#include <cstring>
#include <map>

#include "extractor/sandbox/launcher.h"
#include "extractor/sandbox/self_test.h"
#include "rules/builtin_pack.h"
#include "server/http/upload.h"

namespace prefill::server {
namespace {

// Calls what is ready when it is asked to, and tasks at once.
class HandLoop final : public EventLoop {
 public:
  std::unique_ptr<Watch> watch(int descriptor, std::function<void()> ready) override {
    ready_[descriptor] = std::move(ready);
    return std::make_unique<Entry>(*this, descriptor);
  }
  std::unique_ptr<Watch> every(std::chrono::milliseconds, std::function<void()>) override { return nullptr; }
  void post(std::function<void()> task) override { task(); }
  void in_office(std::function<void()> task) override { task(); }

  /// Turns until `done`, for half a minute at most.
  bool until(const std::function<bool()>& done) {
    for (int turn = 0; turn < 300 && !done(); ++turn) {
      std::vector<pollfd> waits;
      for (const auto& [descriptor, ready] : ready_) waits.push_back({descriptor, POLLIN, 0});
      ::poll(waits.data(), waits.size(), 100);
      for (const pollfd& wait : waits) {
        const auto found = ready_.find(wait.fd);
        if (wait.revents == 0 || found == ready_.end()) continue;
        const std::function<void()> ready = found->second;
        ready();
      }
    }
    return done();
  }

 private:
  struct Entry final : Watch {
    Entry(HandLoop& loop_, int descriptor_) : loop(loop_), descriptor(descriptor_) {}
    ~Entry() override { loop.ready_.erase(descriptor); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    HandLoop& loop;
    int descriptor;
  };
  std::map<int, std::function<void()>> ready_;
};

constexpr std::size_t kSlots = 2;

class WorkshopTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { launcher = sandbox::Launcher::start().value(); }
  static void TearDownTestSuite() { launcher.reset(); }

  void SetUp() override { workshop.install(pool()); }

  static std::unique_ptr<sandbox::WorkerPool> pool() {
    sandbox::PoolOptions options;
    options.workers = 1;
    options.slots = kSlots;
    return launcher->pool(rules::builtin_packs().first(1), options).value();
  }

  // An upload that has begun with the first `size` bytes of the self-test document.
  std::unique_ptr<Upload> begun(std::size_t size) {
    auto upload = std::make_unique<Upload>(&workshop, memory, std::size_t{1} << 20);
    EXPECT_EQ(upload->put(document.first(size)), Upload::Put::ok);
    return upload;
  }

  // Has an upload read when its turn comes.
  std::optional<Seat> seat_of(Upload& upload) {
    std::optional<Seat> seat = upload.take_seat();
    if (seat) return seat;
    (void)workshop.queue([&](Seat given) { seat.emplace(std::move(given)); });
    EXPECT_TRUE(loop.until([&] { return seat.has_value(); }));
    upload.move_into(*seat);
    return seat;
  }

  std::string read(Upload& upload) {
    std::optional<Outcome> outcome;
    workshop.submit(*seat_of(upload), upload.size(), {}, [&](Outcome told) { outcome.emplace(std::move(told)); });
    EXPECT_TRUE(loop.until([&] { return outcome.has_value(); }));
    return outcome->result ? outcome->result->bytes : outcome->result.error().message;
  }

  static inline std::unique_ptr<sandbox::Launcher> launcher;
  const std::span<const unsigned char> document = sandbox::self_test_document();
  HandLoop loop;
  MemoryBudget memory{std::size_t{4} << 20};
  Workshop workshop{loop};
};

TEST_F(WorkshopTest, UploadsThatStopGiveTheirSlotsToCompleteDocuments) {
  std::vector<std::unique_ptr<Upload>> stopped;
  for (std::size_t i = 0; i < 2 * kSlots; ++i) stopped.push_back(begun(document.size() - 1));
  const auto complete = begun(document.size());
  EXPECT_TRUE(sandbox::is_self_test_answer(read(*complete)));
  // One was asked; it lost nothing.
  for (const auto& upload : stopped) {
    EXPECT_FALSE(upload->lost());
    EXPECT_EQ(upload->put(document.last(1)), Upload::Put::ok);
    EXPECT_TRUE(std::equal(document.begin(), document.end(), upload->bytes().begin(), upload->bytes().end()));
    EXPECT_TRUE(sandbox::is_self_test_answer(read(*upload)));
  }
}

TEST_F(WorkshopTest, ThoseWhoWaitAreServedInTurn) {
  std::vector<std::optional<Seat>> held(kSlots);
  for (auto& seat : held) {
    (void)workshop.queue([&](Seat given) { seat.emplace(std::move(given)); });
  }
  ASSERT_TRUE(loop.until([&] { return held.back().has_value(); }));
  std::vector<int> order;
  const auto wait = [&](int number) {
    return workshop.queue([&order, number](const Seat&) { order.push_back(number); });
  };
  EXPECT_NE(wait(1), 0U);
  const Workshop::Ticket leaving = wait(2);
  EXPECT_NE(wait(3), 0U);
  EXPECT_EQ(workshop.waiting(), 3U);
  workshop.leave(leaving);
  held.clear();
  EXPECT_TRUE(loop.until([&] { return order.size() == 2; }));
  EXPECT_THAT(order, testing::ElementsAre(1, 3));
}

TEST_F(WorkshopTest, DocumentsInHandAreFinishedByTheRulesTheyBeganWith) {
  const auto upload = begun(document.size());
  std::optional<Outcome> outcome;
  workshop.submit(*seat_of(*upload), upload->size(), {}, [&](Outcome told) { outcome.emplace(std::move(told)); });
  const std::weak_ptr<Crew> before = workshop.crew();
  workshop.install(pool());
  EXPECT_FALSE(before.expired());
  ASSERT_TRUE(loop.until([&] { return outcome.has_value(); }));
  EXPECT_TRUE(outcome->result.has_value());
  outcome.reset();
  EXPECT_TRUE(before.expired());
  EXPECT_TRUE(sandbox::is_self_test_answer(read(*begun(document.size()))));
}

TEST_F(WorkshopTest, WhoWaitsIsToldWhenAllEnds) {
  const auto upload = begun(document.size());
  std::optional<Outcome> outcome;
  workshop.submit(*seat_of(*upload), upload->size(), {}, [&](Outcome told) { outcome.emplace(std::move(told)); });
  workshop.abandon();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->result.error().code, ErrorCode::internal);
  EXPECT_FALSE(workshop.open());
}

TEST_F(WorkshopTest, AnUploadWithoutSlotAndMemoryIsTold) {
  MemoryBudget little{100};
  std::vector<std::unique_ptr<Upload>> stopped;
  for (std::size_t i = 0; i < kSlots; ++i) stopped.push_back(begun(10));
  Upload upload(&workshop, little, 1000);
  EXPECT_EQ(upload.put(document.first(90)), Upload::Put::ok);
  EXPECT_EQ(upload.put(document.first(90)), Upload::Put::no_memory);
  Upload limited(nullptr, memory, 50);
  EXPECT_EQ(limited.put(document.first(51)), Upload::Put::too_large);
  EXPECT_EQ(limited.put(document.first(50)), Upload::Put::ok);
}

TEST_F(WorkshopTest, TestsItself) {
  std::optional<bool> good;
  workshop.self_test([&](bool told) { good = told; });
  EXPECT_TRUE(loop.until([&] { return good.has_value(); }));
  EXPECT_TRUE(*good);
}

}  // namespace
}  // namespace prefill::server
