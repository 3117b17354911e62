// Processes are killed at every moment; each death harms itself alone and is told.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <csignal>
#include <random>
#include <thread>

#include "rules/builtin_pack.h"
#include "tests/extractor/sandbox/hostile_tasks.h"
#include "tests/extractor/sandbox/sandbox_fixture.h"

namespace prefill::sandbox::test {
namespace {

using testing::HasSubstr;

PoolOptions kept(std::size_t slots) {
  PoolOptions options;
  options.workers = slots;
  options.slots = slots;
  options.documents_per_worker = 1'000'000;
  options.hook = do_attack;
  return options;
}

std::string invoice() {
  return content_of(std::filesystem::path(PREFILL_SOURCE_DIR) / "corpus" / "samples" / "header_row.pdf");
}

int zygote_of(int worker) {
  const std::string stat = content_of("/proc/" + std::to_string(worker) + "/stat");
  std::istringstream behind_name(stat.substr(stat.rfind(')') + 1));
  char state = 0;
  int parent = 0;
  behind_name >> state >> parent;
  return parent;
}

TEST(Death, OfAWorkerAtManyMomentsCostsAtMostItsOwnDocument) {
  const auto pool = make_pool(kept(2));
  const std::string document = invoice();
  std::mt19937 random(7);
  int crashed = 0;
  constexpr int kRounds = 150;
  for (int round = 0; round < kRounds; ++round) {
    const int victim = read(*pool, document).process;
    Slot first = filled_slot(*pool, document);
    Slot second = filled_slot(*pool, document);
    pool->submit(std::move(first), document.size(), {});
    pool->submit(std::move(second), document.size(), {});
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 1'000));
    ::kill(victim, SIGKILL);
    std::vector<Completion> completions;
    while (completions.size() < 2) {
      pollfd event{pool->event_descriptor(), POLLIN, 0};
      ASSERT_GE(::poll(&event, 1, 10'000), 0);
      pool->poll(completions);
    }
    int failed = 0;
    for (const Completion& completion : completions) {
      if (completion.result) continue;
      ++failed;
      EXPECT_EQ(completion.result.error().code, ErrorCode::crashed) << completion.result.error().message;
      EXPECT_THAT(completion.result.error().message, HasSubstr("SIGKILL"));
      EXPECT_EQ(completion.process, victim);
    }
    EXPECT_LE(failed, 1);
    crashed += failed;
  }
  EXPECT_GT(crashed, 0);
  EXPECT_LT(crashed, kRounds);
  EXPECT_EQ(pool->status().crashes, static_cast<std::uint64_t>(crashed));
}

TEST(Death, OfAWaitingWorkerIsNotTheNextDocumentsFault) {
  const auto pool = make_pool(kept(1));
  const int worker = read(*pool, invoice()).process;
  Slot slot = filled_slot(*pool, invoice());
  ::kill(worker, SIGKILL);
  while (is_alive(worker)) std::this_thread::yield();
  pool->submit(std::move(slot), invoice().size(), {});
  const Completion completion = next_completion(*pool);
  ASSERT_TRUE(completion.result) << completion.result.error().message;
  EXPECT_NE(completion.process, worker);
}

TEST(Death, OfAZygoteTakesItsWorkersAlongAndBringsNewOnes) {
  const auto pool = make_pool(kept(2));
  const auto other = make_pool(kept(1));
  const int worker = read(*pool, invoice()).process;
  const int zygote = zygote_of(worker);
  const std::string loop = attack("loop");
  pool->submit(filled_slot(*pool, loop), loop.size(), {});
  ::kill(zygote, SIGKILL);
  const Completion completion = next_completion(*pool);
  ASSERT_FALSE(completion.result);
  EXPECT_EQ(completion.result.error().code, ErrorCode::internal);
  EXPECT_THAT(completion.result.error().message, HasSubstr("send the document again"));
  EXPECT_FALSE(completion.killed_worker);
  const Reading again = read(*pool, invoice());
  ASSERT_TRUE(again.result) << again.result.error().message;
  EXPECT_NE(zygote_of(again.process), zygote);
  EXPECT_EQ(pool->status().zygotes_begun, 2U);
  EXPECT_FALSE(is_alive(worker));
  EXPECT_EQ(other->status().zygotes_begun, 1U);
  EXPECT_TRUE(read(*other, invoice()).result);
}

TEST(Death, OfAStuckZygoteIsHelpedAlong) {
  PoolOptions options = kept(1);
  options.deadline = std::chrono::milliseconds(200);
  options.start_patience = std::chrono::seconds(4);
  const auto pool = make_pool(options);
  const int zygote = zygote_of(read(*pool, invoice()).process);
  ::kill(zygote, SIGSTOP);
  const Reading stopped = read(*pool, attack("loop"));  // the zygote does not end it
  ASSERT_FALSE(stopped.result);
  EXPECT_EQ(stopped.result.error().code, ErrorCode::timeout);
  const Reading reading = read(*pool, invoice());
  EXPECT_TRUE(reading.result) << reading.result.error().message;
  EXPECT_NE(zygote_of(reading.process), zygote);
  EXPECT_FALSE(is_alive(zygote));
}

TEST(Death, OfTheLauncherLeavesPoolsAliveAndIsTold) {
  // One of its own: the other tests need theirs.
  auto own = Launcher::start();
  ASSERT_TRUE(own);
  auto pool = (*own)->pool(rules::builtin_packs(), kept(1));
  ASSERT_TRUE(pool);
  ::kill((*own)->process(), SIGKILL);
  while (is_alive((*own)->process())) std::this_thread::yield();
  EXPECT_TRUE(read(**pool, invoice()).result);
  const auto none = (*own)->pool(rules::builtin_packs(), kept(1));
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().message, HasSubstr("launcher of workers has ended"));

  // Without the zygote there is no more hope: documents fail at once, with a reason, and nothing spins.
  const int zygote = zygote_of(read(**pool, invoice()).process);
  ::kill(zygote, SIGKILL);
  EXPECT_TRUE(eventually(**pool, [&] { return (*pool)->status().trouble.has_value(); }));
  EXPECT_THAT(*(*pool)->status().trouble, HasSubstr("launcher"));
  EXPECT_FALSE((*pool)->acquire());
}

TEST(Death, OfTheProgramEndsAllItsProcesses) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  const int program = ::fork();
  if (program == 0) {
    auto own = Launcher::start();
    auto pool = (*own)->pool(rules::builtin_packs(), kept(2));
    const int worker = read(**pool, invoice()).process;
    const std::array<int, 3> processes = {(*own)->process(), zygote_of(worker), worker};
    if (::write(ends[1], processes.data(), sizeof processes) < 0) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  std::array<int, 3> processes{};
  ASSERT_EQ(::read(ends[0], processes.data(), sizeof processes), static_cast<ssize_t>(sizeof processes));
  for (const int process : processes) EXPECT_TRUE(is_alive(process));
  ::kill(program, SIGKILL);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (const int process : processes) {
    while (is_alive(process) && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
    EXPECT_FALSE(is_alive(process));
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Death, OfAGroupBySignalLeavesWorkersToTheirPool) {
  const auto pool = make_pool(kept(1));
  const int worker = read(*pool, invoice()).process;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    ::kill(worker, signal);
    ::kill(zygote_of(worker), signal);
    ::kill(launcher().process(), signal);
  }
  const Reading completion = read(*pool, invoice());
  ASSERT_TRUE(completion.result);
  EXPECT_EQ(completion.process, worker);
}

}  // namespace
}  // namespace prefill::sandbox::test
