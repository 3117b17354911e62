// What counts as the same character at the same place, and what stands in for one that is not.

#include "tools/bench/glyph_comparison.h"

#include <gtest/gtest.h>

#include <string_view>

namespace prefill::tools {
namespace {

class GlyphComparison : public testing::Test {
 protected:
  static pdf::Glyph glyph(char32_t code, float x, float y) {
    pdf::Glyph made;
    made.code = code;
    made.origin = {x, y};
    return made;
  }

  // A line of text, ten points a character.
  static void write(pdf::PageGlyphs& page, std::u32string_view text, float x, float y) {
    for (std::size_t i = 0; i < text.size(); ++i)
      page.glyphs.push_back(glyph(text[i], x + 10 * static_cast<float>(i), y));
  }

  [[nodiscard]] Comparison compared() const { return compare(ours_, reference_); }

  boost::container::pmr::monotonic_buffer_resource arena_;
  pdf::PageGlyphs ours_{&arena_};
  pdf::PageGlyphs reference_{&arena_};
};

TEST_F(GlyphComparison, EmptyPagesAreEqual) {
  EXPECT_EQ(compared().compared(), 0u);
}

TEST_F(GlyphComparison, TheOrderOfPaintingDoesNotMatter) {
  write(ours_, U"12,50", 100, 200);
  write(ours_, U"total", 10, 200);
  write(reference_, U"total", 10, 200);
  write(reference_, U"12,50", 100, 200);
  EXPECT_EQ(compared().equal, 10u);
  EXPECT_TRUE(compared().differences.empty());
}

TEST_F(GlyphComparison, HalfAPointIsTheSamePlace) {
  write(ours_, U"ab", 100, 200);
  reference_.glyphs.push_back(glyph('a', 100.3F, 199.7F));
  reference_.glyphs.push_back(glyph('b', 110.4F, 200.4F));
  const Comparison comparison = compared();
  EXPECT_EQ(comparison.equal, 1u);
  ASSERT_EQ(comparison.differences.size(), 1u);
  EXPECT_EQ(comparison.differences[0].ours, &ours_.glyphs[1]);
  EXPECT_EQ(comparison.differences[0].reference, &reference_.glyphs[1]);
}

TEST_F(GlyphComparison, AnotherCharacterAtTheSamePlaceIsOneDifference) {
  write(ours_, U"O", 100, 200);
  write(reference_, U"0", 100, 200);
  const Comparison comparison = compared();
  EXPECT_EQ(comparison.compared(), 1u);
  EXPECT_EQ(comparison.differences[0].ours->code, U'O');
  EXPECT_EQ(comparison.differences[0].reference->code, U'0');
}

TEST_F(GlyphComparison, ACharacterFarAwayIsMissingOnBothSides) {
  write(ours_, U"x", 100, 200);
  write(reference_, U"x", 100, 300);
  const Comparison comparison = compared();
  ASSERT_EQ(comparison.differences.size(), 2u);
  EXPECT_EQ(comparison.differences[0].reference, nullptr);
  EXPECT_EQ(comparison.differences[1].ours, nullptr);
}

TEST_F(GlyphComparison, ACharacterPaintedTwiceCountsTwice) {
  write(ours_, U"xx", 100, 200);
  ours_.glyphs[1].origin.x = 100.2F;
  write(reference_, U"x", 100, 200);
  EXPECT_EQ(compared().equal, 1u);
  EXPECT_EQ(compared().differences.size(), 1u);
}

TEST_F(GlyphComparison, WhatOnlyOneSeesIsADifferenceAndItsHiddenTwinIsNamed) {
  write(ours_, U"v", 100, 200);
  write(reference_, U"v", 100, 200);
  reference_.glyphs[0].covered = true;
  const Comparison comparison = compared();
  ASSERT_EQ(comparison.differences.size(), 1u);
  EXPECT_EQ(comparison.differences[0].ours, &ours_.glyphs[0]);
  EXPECT_EQ(comparison.differences[0].reference, &reference_.glyphs[0]);
}

TEST_F(GlyphComparison, WhatNobodySeesIsNotCompared) {
  write(ours_, U"ocr", 100, 200);
  for (pdf::Glyph& hidden : ours_.glyphs) hidden.invisible = true;
  EXPECT_EQ(compared().compared(), 0u);
}

TEST_F(GlyphComparison, AMillionCharactersInOnePlaceTakeNoLongerThanElsewhere) {
  for (int i = 0; i < 500'000; ++i) {
    ours_.glyphs.push_back(glyph('a', 100, 200));
    reference_.glyphs.push_back(glyph('b', 100, 200));
  }
  EXPECT_EQ(compared().equal, 0u);
  EXPECT_EQ(compared().differences.size(), 500'000u);
}

}  // namespace
}  // namespace prefill::tools
