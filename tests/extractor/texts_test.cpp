// Texts are kept side by side: what was kept before must stay where and as it is.

#include "extractor/texts.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace prefill {
namespace {

TEST(Texts, StayAsTheyWereWhateverIsKeptLater) {
  Texts texts;
  std::vector<std::pair<std::string, std::string_view>> kept;
  for (int i = 0; i < 500; ++i) {
    std::string text = "numeroFacture/rule-" + std::to_string(i);
    const std::string_view copy = texts.keep(text);
    kept.emplace_back(std::move(text), copy);
  }
  for (const auto& [text, copy] : kept) EXPECT_EQ(copy, text);
}

TEST(Texts, LongerThanAPieceAreKeptWhole) {
  Texts texts;
  const std::string lengthy(10'000, 'x');
  const std::string_view before = texts.keep("before");
  EXPECT_EQ(texts.keep(lengthy), lengthy);
  EXPECT_EQ(texts.keep("behind"), "behind");
  EXPECT_EQ(before, "before");
}

TEST(Texts, LiveAsLongAsACopy) {
  Texts copy;
  std::string_view kept;
  {
    Texts texts;
    kept = texts.keep("montantTtcTotal/sum");
    copy = texts;
  }
  EXPECT_EQ(kept, "montantTtcTotal/sum");
  EXPECT_EQ(copy.keep("montantTVA/row"), "montantTVA/row");
  EXPECT_EQ(kept, "montantTtcTotal/sum");
}

TEST(Texts, EmptyOneTakesNothing) {
  Texts texts;
  EXPECT_TRUE(texts.keep("").empty());
}

}  // namespace
}  // namespace prefill
