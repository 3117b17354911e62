// Nothing piles up: not over thousands of documents, not over crashes, not over pools.

#include <gtest/gtest.h>
#include <poll.h>

#include <thread>

#include "extractor/sandbox/sanitizer.h"
#include "tests/extractor/sandbox/hostile_tasks.h"
#include "tests/extractor/sandbox/sandbox_fixture.h"

namespace prefill::sandbox::test {
namespace {

/// Of this process, in kilobytes; shared memory included.
std::size_t resident_kilobytes() {
  const std::string status = content_of("/proc/self/status");
  return std::stoul(status.substr(status.find("VmRSS:") + 6));
}

struct Tally {
  std::size_t answered = 0;
  std::size_t crashed = 0;
};

/// Reads documents, several at once; every tenth kills its worker.
Tally run(WorkerPool& pool, std::size_t documents, const std::string& good) {
  const std::string bad = attack("null");
  Tally tally;
  std::size_t submitted = 0;
  std::vector<Completion> completions;
  while (tally.answered + tally.crashed < documents) {
    for (auto slot = pool.acquire(); slot && submitted < documents; slot = pool.acquire()) {
      const std::string& document = submitted++ % 10 == 9 ? bad : good;
      std::copy(document.begin(), document.end(), slot->input().begin());
      pool.submit(*std::move(slot), document.size(), {});
    }
    pollfd event{pool.event_descriptor(), POLLIN, 0};
    ::poll(&event, 1, 1'000);
    completions.clear();
    pool.poll(completions);
    for (const Completion& completion : completions) {
      completion.result ? ++tally.answered : ++tally.crashed;
    }
  }
  return tally;
}

TEST(Leaks, NothingIsLeftAfterThousandsOfDocumentsOfWhichEveryTenthCrashes) {
  const std::string good =
      content_of(std::filesystem::path(PREFILL_SOURCE_DIR) / "corpus" / "samples" / "header_row.pdf");
  const std::size_t descriptors = open_descriptors();
  for (const std::size_t documents_per_worker : {std::size_t{1}, std::size_t{100}}) {
    PoolOptions options;
    options.workers = 2;
    options.slots = 4;
    options.documents_per_worker = documents_per_worker;
    options.hook = do_attack;
    auto pool = make_pool(options);
    run(*pool, 200, good);
    const std::size_t open_then = open_descriptors();
    const std::size_t resident_then = resident_kilobytes();
    constexpr std::size_t kDocuments = 2'000;
    const Tally tally = run(*pool, kDocuments, good);
    EXPECT_EQ(tally.crashed, kDocuments / 10);
    EXPECT_EQ(open_descriptors(), open_then);
    if (!address_sanitizer) {
      EXPECT_LT(resident_kilobytes(), resident_then + 4'096);
    }
    EXPECT_TRUE(eventually(*pool, [&] { return pool->status().free == 4; }));
    EXPECT_EQ(children_of(launcher().process()).size(), 1U);
    EXPECT_EQ(children_of(children_of(launcher().process()).front()).size(), 4U);
    pool.reset();
    EXPECT_TRUE(children_of(launcher().process()).empty());
    EXPECT_EQ(open_descriptors(), descriptors);
  }
}

TEST(Leaks, LargeDocumentsAreGivenBack) {
  PoolOptions options;
  options.workers = 1;
  options.slots = 1;
  for (const std::size_t documents_per_worker : {std::size_t{1}, std::size_t{100}}) {
    options.documents_per_worker = documents_per_worker;
    const auto pool = make_pool(options);
    const std::size_t before = resident_kilobytes();
    const std::string large(9'000'000, 'x');
    EXPECT_EQ(read(*pool, large).result.error().code, ErrorCode::not_pdf);
    EXPECT_TRUE(eventually(*pool, [&] { return pool->status().free == 1; }));
    if (!address_sanitizer) {
      EXPECT_LT(resident_kilobytes(), before + 9'000 + 4'096 + 2'000);  // the copy above, and what a slot keeps
    }
  }
}

TEST(Leaks, PoolsComeAndGo) {
  PoolOptions options;
  options.workers = 1;
  options.slots = 2;
  const std::size_t descriptors = open_descriptors();
  for (int i = 0; i < 10; ++i) {
    const auto pool = make_pool(options);
    EXPECT_EQ(children_of(launcher().process()).size(), 1U);
  }
  EXPECT_TRUE(children_of(launcher().process()).empty());
  EXPECT_EQ(open_descriptors(), descriptors);
}

TEST(Leaks, ASlotMayOutliveItsPool) {
  const std::size_t descriptors = open_descriptors();
  {
    auto pool = make_pool({});
    Slot slot = filled_slot(*pool, "%PDF-");
    pool.reset();
    EXPECT_EQ(slot.input()[0], '%');
    slot.input()[0] = 'x';
  }
  EXPECT_EQ(open_descriptors(), descriptors);
}

}  // namespace
}  // namespace prefill::sandbox::test
