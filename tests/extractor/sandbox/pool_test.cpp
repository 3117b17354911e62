// The order of things in a pool: slots, turns, deadlines, and rules that cannot be used.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "extractor/sandbox/answer_check.h"
#include "extractor/sandbox/self_test.h"
#include "rules/builtin_pack.h"
#include "tests/extractor/sandbox/hostile_tasks.h"
#include "tests/extractor/sandbox/sandbox_fixture.h"

namespace prefill::sandbox::test {
namespace {

using testing::HasSubstr;

PoolOptions options_for(std::size_t workers, std::size_t slots, std::size_t documents_per_worker = 1'000) {
  PoolOptions options;
  options.workers = workers;
  options.slots = slots;
  options.documents_per_worker = documents_per_worker;
  options.hook = do_attack;
  return options;
}

std::string invoice() {
  return content_of(std::filesystem::path(PREFILL_SOURCE_DIR) / "corpus" / "samples" / "header_row.pdf");
}

TEST(Pool, GivesNoSlotWhenAllAreHeld) {
  const auto pool = make_pool(options_for(1, 2));
  std::optional<Slot> first = filled_slot(*pool, "");
  const Slot second = filled_slot(*pool, "");
  EXPECT_NE(first->number(), second.number());
  EXPECT_FALSE(pool->acquire());
  EXPECT_EQ(pool->status().acquired, 2U);
  first.reset();
  EXPECT_EQ(pool->status().free, 1U);
  EXPECT_TRUE(pool->acquire());
}

TEST(Pool, ReadsNoMoreAtOnceThanItHasWorkersAndTakesTurns) {
  PoolOptions options = options_for(1, 3);
  options.deadline = std::chrono::milliseconds(300);
  const auto pool = make_pool(options);
  std::vector<std::size_t> numbers;
  for (const std::string& document : {attack("loop"), invoice(), invoice()}) {
    Slot slot = filled_slot(*pool, document);
    numbers.push_back(slot.number());
    pool->submit(std::move(slot), document.size(), {});
  }
  EXPECT_EQ(pool->status().running, 1U);
  EXPECT_EQ(pool->status().waiting, 2U);
  std::vector<Completion> completions;
  while (completions.size() < 3) {
    completions.push_back(next_completion(*pool));
  }
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(completions[i].slot.number(), numbers[i]);
  EXPECT_EQ(completions[0].result.error().code, ErrorCode::timeout);
  EXPECT_GE(completions[0].took, std::chrono::milliseconds(300));
  EXPECT_TRUE(completions[1].result);
  EXPECT_GT(completions[1].waited, completions[0].waited);
  EXPECT_TRUE(completions[2].result);
}

TEST(Pool, HasADeadlineForEachRequest) {
  const auto pool = make_pool(options_for(1, 1));
  Request request;
  request.deadline = std::chrono::milliseconds(50);
  const Reading completion = read(*pool, attack("loop"), request);
  ASSERT_FALSE(completion.result);
  EXPECT_EQ(completion.result.error().code, ErrorCode::timeout);
  EXPECT_THAT(completion.result.error().message, HasSubstr("50 ms"));
  EXPECT_LT(completion.took, std::chrono::seconds(5));
  EXPECT_EQ(pool->status().timeouts, 1U);
}

TEST(Pool, UsesAProcessAsOftenAsItMay) {
  const auto single = make_pool(options_for(1, 1, 1));
  const auto kept = make_pool(options_for(1, 1, 4));
  std::vector<int> of_single;
  std::vector<int> of_kept;
  for (int i = 0; i < 7; ++i) {
    of_single.push_back(read(*single, invoice()).process);
    of_kept.push_back(read(*kept, invoice()).process);
  }
  for (std::size_t i = 1; i < of_single.size(); ++i) EXPECT_NE(of_single[i], of_single[i - 1]);
  // The self-test was the first document of the first process.
  EXPECT_EQ(of_kept[0], of_kept[2]);
  EXPECT_NE(of_kept[2], of_kept[3]);
  EXPECT_EQ(of_kept[3], of_kept[6]);
}

TEST(Pool, GivesTheErrorsOfTheEngine) {
  const auto pool = make_pool(options_for(1, 1));
  const Reading text = read(*pool, "no PDF at all");
  ASSERT_FALSE(text.result);
  EXPECT_EQ(text.result.error().code, ErrorCode::not_pdf);
  EXPECT_FALSE(text.killed_worker);
  EXPECT_EQ(read(*pool, "").result.error().code, ErrorCode::not_pdf);
}

TEST(Pool, DrawsThePageAskedFor) {
  const auto pool = make_pool(options_for(1, 1));
  Request request;
  request.task = Task::picture;
  request.dpi = 72;
  const Reading completion = read(*pool, invoice(), request);
  ASSERT_TRUE(completion.result) << completion.result.error().message;
  EXPECT_TRUE(AnswerCheck::picture(completion.result->bytes));
  EXPECT_EQ(completion.result->bytes.substr(16, 8), std::string("\0\0\x02\x54\0\0\x03\x4a", 8));  // 596 x 842
  request.page = 9;
  const Reading missing = read(*pool, invoice(), request);
  ASSERT_FALSE(missing.result);
  EXPECT_EQ(missing.result.error().code, ErrorCode::limit);
  EXPECT_THAT(missing.result.error().message, HasSubstr("there is no page 9"));
}

TEST(Pool, RefusesRulesWithMistakes) {
  const std::vector<rules::SourceText> packs = {{"mine.json", "{\"name\": \"mine\", \"fields\": {\"nothing\": {}}}"}};
  const auto pool = launcher().pool(packs, options_for(1, 1));
  ASSERT_FALSE(pool);
  EXPECT_EQ(pool.error().code, ErrorCode::internal);
  EXPECT_THAT(pool.error().message, HasSubstr("mine.json:1"));
  EXPECT_TRUE(children_of(launcher().process()).empty());
}

TEST(Pool, SaysWhatConfinesItsWorkers) {
  const auto pool = make_pool(options_for(1, 1));
  const Confinement& confinement = pool->confinement();
  EXPECT_EQ(confinement.landlock >= 6, confinement.missing.empty()) << confinement.missing;
  EXPECT_EQ(pool->rules_version().substr(0, 9), "fr+en+de@");
}

bool die_at_once(HookContext& /*context*/) {
  std::abort();
}

TEST(Pool, IsNotGivenOutWhenItsWorkersCannotRead) {
  PoolOptions options = options_for(1, 1);
  options.hook = die_at_once;
  const auto pool = launcher().pool(rules::builtin_packs(), options);
  ASSERT_FALSE(pool);
  EXPECT_THAT(pool.error().message, HasSubstr("self-test"));
}

TEST(Pool, TwoOfThemReadWithTheirOwnRules) {
  const std::vector<rules::SourceText> french = {*rules::builtin_pack("fr")};
  const auto all = make_pool(options_for(1, 1));
  auto fr = launcher().pool(french, options_for(1, 1));
  ASSERT_TRUE(fr);
  EXPECT_NE(all->rules_version(), (*fr)->rules_version());
  EXPECT_THAT(read(*all, invoice()).result->bytes, HasSubstr(all->rules_version()));
  EXPECT_THAT(read(**fr, invoice()).result->bytes, HasSubstr((*fr)->rules_version()));
}

TEST(Launcher, MayRunAProgramOfItsOwnThatGivesTheSameAnswers) {
  const auto own = Launcher::start(PREFILL_WORKERS);
  ASSERT_TRUE(own) << own.error().message;
  PoolOptions options = options_for(1, 1);
  options.hook = nullptr;
  auto pool = (*own)->pool(rules::builtin_packs(), options);
  ASSERT_TRUE(pool) << pool.error().message;
  const Reading reading = read(**pool, invoice());
  ASSERT_TRUE(reading.result) << reading.result.error().message;
  EXPECT_EQ((*pool)->rules_version(), make_pool(options_for(1, 1))->rules_version());
  const auto program = std::filesystem::read_symlink("/proc/" + std::to_string((*own)->process()) + "/exe");
  EXPECT_EQ(program.filename(), std::filesystem::path(PREFILL_WORKERS).filename());
  const auto environment = content_of("/proc/" + std::to_string((*own)->process()) + "/environ");
  EXPECT_EQ(environment, "");
}

TEST(Launcher, SaysWhichProgramIsMissingOrOfAnotherVersion) {
  for (const char* program : {"/nowhere/prefill-workers", "/bin/true"}) {
    const auto none = Launcher::start(program);
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, HasSubstr(program));
  }
}

TEST(Launcher, OfAProgramOfItsOwnRefusesHooks) {
  const auto own = Launcher::start(PREFILL_WORKERS);
  ASSERT_TRUE(own) << own.error().message;
  PoolOptions options = options_for(1, 1);
  options.hook = [](HookContext&) { return false; };
  const auto pool = (*own)->pool(rules::builtin_packs(), options);
  ASSERT_FALSE(pool);
  EXPECT_THAT(pool.error().message, HasSubstr("hook"));
}

TEST(Launcher, IsNotStartedBesideThreads) {
  std::thread waiting([] { std::this_thread::sleep_for(std::chrono::milliseconds(200)); });
  const auto second = Launcher::start();
  waiting.join();
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("before the program has threads"));
}

}  // namespace
}  // namespace prefill::sandbox::test
