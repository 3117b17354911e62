// The budget of memory, and contexts of several threads beside each other. Budgets here are far below what a page
// takes, so that they are exceeded whatever the version of MuPDF.

#include "extractor/pdf/context.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

TEST(Context, KeepsWithinItsBudget) {
  const Bytes bytes = one_page(show("Facture", 20, 30));
  const Opening opening(bytes, {.memory_bytes = std::size_t{64} << 20});
  ASSERT_TRUE(opening.document);
  EXPECT_FALSE(opening.context.exceeded());
  EXPECT_LT(opening.context.peak(), std::size_t{2} << 20);
}

// MuPDF opens no plain file, but one that is encrypted.
TEST(Context, ExceededBudgetWhileOpeningIsALimit) {
  const Bytes bytes = encrypted(one_page(show("Facture", 20, 30)), "");
  const Opening opening(bytes, {.memory_bytes = 4000});
  ASSERT_FALSE(opening.document);
  EXPECT_EQ(opening.document.error().code, ErrorCode::limit);
  EXPECT_NE(opening.document.error().message.find("`memory_bytes`"), std::string::npos);
  EXPECT_TRUE(opening.context.exceeded());
}

TEST(Context, ExceededBudgetWhileReadingIsALimitOfThatPage) {
  const Bytes bytes = PdfBuilder().page("").page(show("Facture", 20, 30)).build();
  Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  opening.context.start_budget(2000);
  PageGlyphs page(opening.arena.get());
  const auto outcome = reader_under_test()->read(*opening.document, 2, page);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::limit);
  EXPECT_EQ(outcome.error().page, 2);
}

TEST(Context, ForgetsAnEarlierExcess) {
  const Bytes bytes = encrypted(one_page(show("Facture", 20, 30)), "");
  Context context;
  DocumentArena arena;
  const Limits little{.memory_bytes = 4000};
  const Limits enough{.memory_bytes = std::size_t{64} << 20};
  ASSERT_FALSE(Document::open(context, bytes, little, arena.get()));
  EXPECT_TRUE(Document::open(context, bytes, enough, arena.get()));
  EXPECT_FALSE(context.exceeded());
}

TEST(Context, SeveralThreadsReadBesideEachOther) {
  const Bytes plain = one_page(show("Facture FA-2026-017", 20, 30));
  const Bytes locked = encrypted(plain, "");
  const std::u32string wanted = Reading(plain).text();
  ASSERT_FALSE(wanted.empty());
  const auto reads_right = [&](int* right) {
    for (int i = 0; i < 40; ++i) {
      *right += Reading(plain).text() == wanted;
      *right += Reading(locked).text() == wanted;
    }
  };
  int first = 0;
  int second = 0;
  std::thread one(reads_right, &first);
  std::thread two(reads_right, &second);
  one.join();
  two.join();
  EXPECT_EQ(first, 80);
  EXPECT_EQ(second, 80);
}

}  // namespace

}  // namespace prefill::pdf::test
