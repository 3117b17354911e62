// Threads that wait get their own answer, all of them, whatever happens to the workers.

#include "extractor/sandbox/shared_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "tests/extractor/sandbox/hostile_tasks.h"
#include "tests/extractor/sandbox/sandbox_fixture.h"

namespace prefill::sandbox::test {
namespace {

Result<Answer> read(SharedPool& pool, std::string_view document, const Request& request) {
  const auto fill = [document](std::span<unsigned char> input) -> Result<void> {
    std::copy(document.begin(), document.end(), input.begin());
    return {};
  };
  return pool.read(document.size(), fill, request);
}

TEST(SharedPool, GivesEveryThreadItsOwnAnswer) {
  PoolOptions options;
  options.workers = 2;
  options.slots = 3;
  options.documents_per_worker = 50;
  options.hook = do_attack;
  SharedPool pool(make_pool(options));
  const auto files = samples();
  ASSERT_GT(files.size(), 200U);
  const std::string crash = attack("null");
  std::atomic<int> answered = 0;
  std::atomic<int> crashed = 0;
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 5; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = 0; i < 40; ++i) {
        Request request;
        request.file = files[thread * 40 + i].filename().string();
        if (i % 10 == 9) {
          const auto result = read(pool, crash, request);
          if (!result && result.error().code == ErrorCode::crashed) ++crashed;
          continue;
        }
        const auto result = read(pool, content_of(files[thread * 40 + i]), request);
        const std::string own = "{\"file\":\"" + request.file + "\"";
        if (result && result->bytes.compare(0, own.size(), own) == 0) ++answered;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered, 5 * 36);
  EXPECT_EQ(crashed, 5 * 4);
  EXPECT_EQ(pool.status().running, 0U);
  EXPECT_EQ(pool.status().acquired, 0U);
}

TEST(SharedPool, RefusesWhatIsTooLarge) {
  PoolOptions options;
  options.workers = 1;
  options.input_bytes = 100'000;
  SharedPool pool(make_pool(options));
  const auto result = read(pool, std::string(100'001, 'x'), {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::limit);
  EXPECT_THAT(result.error().message, testing::HasSubstr("100000 bytes"));
}

TEST(SharedPool, HandsOnWhyADocumentCouldNotBePutIntoASlot) {
  PoolOptions options;
  options.workers = 1;
  SharedPool pool(make_pool(options));
  const auto fill = [](std::span<unsigned char>) -> Result<void> { return failure(ErrorCode::io, "it vanished"); };
  const auto result = pool.read(10, fill, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::io);
  EXPECT_EQ(pool.status().acquired, 0U);
}

}  // namespace
}  // namespace prefill::sandbox::test
