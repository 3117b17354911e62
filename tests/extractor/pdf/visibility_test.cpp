// What a person sees of the text: render modes, transparency, clips, and what is painted over or under it. Each case
// that hides text stands beside one that looks alike and does not.

#include <gtest/gtest.h>

#include "extractor/pdf/page_reader.h"
#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

// Text from 20 to about 53 across, its baseline 30 above the lower edge.
const std::string word = show("hello", 20, 30);
const std::string white_word = "1 g " + show("hello", 20, 30);
const std::string around = "10 20 80 30 re ";
const std::string picture = "BI /W 1 /H 1 /CS /G /BPC 8 ID \x7F EI ";

Glyph first_of(const std::string& content, const std::string& resources = {}) {
  const Reading reading(one_page(content, "", resources));
  EXPECT_TRUE(reading.outcome);
  return reading.word(U"hello")[0];
}

TEST(Visibility, PlainTextIsSeen) {
  const Glyph glyph = first_of(word);
  EXPECT_FALSE(glyph.invisible || glyph.covered || glyph.unlit);
}

TEST(Visibility, RenderModesThreeAndSevenAreInvisible) {
  EXPECT_TRUE(first_of(show("hello", 20, 30, "3 Tr")).invisible);
  EXPECT_TRUE(first_of(show("hello", 20, 30, "7 Tr")).invisible);
  for (const char* mode : {"0 Tr", "1 Tr", "2 Tr", "4 Tr", "5 Tr", "6 Tr"}) {
    EXPECT_FALSE(first_of(show("hello", 20, 30, mode)).invisible) << mode;
  }
}

TEST(Visibility, ClippingTextShowsWhatIsPaintedThroughIt) {
  const Glyph glyph = first_of("q " + show("hello", 20, 30, "7 Tr") + "1 0 0 rg " + around + "f Q");
  EXPECT_FALSE(glyph.invisible);
  EXPECT_EQ(glyph.fill, 0xFF0000U);
}

TEST(Visibility, TextFilledWithAPatternIsSeen) {
  PdfBuilder builder;
  const int pattern = builder.stream("0 0 1 rg 0 0 4 4 re f",
                                     "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] "
                                     "/XStep 4 /YStep 4 /Resources << >>");
  builder.page("/Pattern cs /P scn " + word, "", "/Pattern << /P " + std::to_string(pattern) + " 0 R >>");
  EXPECT_TRUE(Reading(builder.build()).visible(U"hello"));
}

TEST(Visibility, FullyTransparentTextIsInvisible) {
  EXPECT_TRUE(first_of("/T gs " + word, "/ExtGState << /T << /ca 0 >> >>").invisible);
  EXPECT_FALSE(first_of("/T gs " + word, "/ExtGState << /T << /ca 0.5 >> >>").invisible);
}

TEST(Visibility, TextOutsideItsClipIsInvisible) {
  EXPECT_TRUE(first_of("q 100 0 50 100 re W n " + word + "Q").invisible);
  EXPECT_FALSE(first_of("q " + around + "W n " + word + "Q").invisible);
}

TEST(Visibility, TextOfAColouredTypeThreeFontIsSeen) {
  PdfBuilder builder;
  const int glyph = builder.stream("600 0 d0 1 0 0 rg 0 0 500 700 re f");
  const int font = builder.object(
      "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix "
      "[0.001 0 0 0.001 0 0] /CharProcs << /A " +
      std::to_string(glyph) +
      " 0 R >> /Encoding << /Type /Encoding /Differences [65 /A] >> /FirstChar 65 "
      "/LastChar 65 /Widths [600] /Resources << >> >>");
  builder.page(show("AA", 20, 30), "", "/Font << /F1 " + std::to_string(font) + " 0 R >>");
  EXPECT_TRUE(Reading(builder.build()).visible(U"AA"));
}

TEST(Visibility, WhiteOnWhiteIsUnlit) {
  EXPECT_TRUE(first_of(white_word).unlit);
  EXPECT_TRUE(first_of("0.98 g " + show("hello", 20, 30)).unlit);
  EXPECT_FALSE(first_of("0.8 g " + show("hello", 20, 30)).unlit);
}

TEST(Visibility, WhiteOnSomethingDarkIsLit) {
  EXPECT_FALSE(first_of("0 0 0.5 rg " + around + "f " + white_word).unlit);
  EXPECT_FALSE(first_of("20 w 0.2 G 10 33 m 90 33 l S " + white_word).unlit) << "a thick line";
  EXPECT_FALSE(first_of("0.2 g 50 35 m 90 60 90 10 50 10 c -10 10 -10 60 50 60 c f " + white_word).unlit) << "a curve";
  EXPECT_FALSE(first_of("q 100 0 0 100 0 0 cm " + picture + "Q " + white_word).unlit) << "a picture";
}

TEST(Visibility, WhiteOnAPatternIsLit) {
  PdfBuilder builder;
  const int pattern = builder.stream("0 0 1 rg 0 0 4 4 re f",
                                     "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] "
                                     "/XStep 4 /YStep 4 /Resources << >>");
  builder.page("/Pattern cs /P scn " + around + "f " + white_word, "",
               "/Pattern << /P " + std::to_string(pattern) + " 0 R >>");
  EXPECT_TRUE(Reading(builder.build()).visible(U"hello"));
}

TEST(Visibility, WhiteOnWhiteOverDarkIsUnlit) {
  EXPECT_TRUE(first_of("0 g " + around + "f 1 g " + around + "f " + white_word).unlit);
}

TEST(Visibility, WhiteTextWithADarkOutlineIsSeen) {
  const Glyph glyph = first_of("1 g 0 G " + show("hello", 20, 30, "2 Tr"));
  EXPECT_FALSE(glyph.unlit);
  EXPECT_EQ(glyph.fill, 0U);
}

TEST(Visibility, LaterRectangleCovers) {
  EXPECT_TRUE(first_of(word + "1 g " + around + "f").covered);
  EXPECT_TRUE(first_of(word + "1 g 0 0 5 5 re " + around + "f").covered) << "one of several";
  EXPECT_TRUE(first_of(word + "20 w 10 33 m 90 33 l S").covered) << "a thick line";
}

TEST(Visibility, LaterPictureCovers) {
  EXPECT_TRUE(first_of(word + "q 100 0 0 100 0 0 cm " + picture + "Q").covered);
}

TEST(Visibility, EarlierRectangleDoesNotCover) {
  EXPECT_FALSE(first_of("0.9 g " + around + "f 0 g " + word).covered);
}

TEST(Visibility, TextPaintedAgainOverTheCoverIsSeen) {
  const Reading reading(one_page(word + "1 g " + around + "f 0 g " + word));
  ASSERT_EQ(reading.text(), U"hellohello");
  EXPECT_TRUE(reading.page.glyphs[0].covered);
  EXPECT_FALSE(reading.page.glyphs[5].covered);
}

TEST(Visibility, LineThroughAWordDoesNotCoverIt) {
  EXPECT_FALSE(first_of(word + "10 32 80 1 re f").covered);
  EXPECT_FALSE(first_of(word + "1 w 10 33 m 90 33 l S").covered);
}

TEST(Visibility, FrameDoesNotCoverWhatItFrames) {
  EXPECT_FALSE(first_of(word + around + "11 21 78 28 re f*").covered);
}

TEST(Visibility, WhatLetsLightThroughDoesNotCover) {
  const std::string states = "/ExtGState << /Half << /ca 0.5 >> /Mul << /BM /Multiply >> >>";
  EXPECT_FALSE(first_of(word + "/Half gs " + around + "f", states).covered);
  EXPECT_FALSE(first_of(word + "1 1 0 rg /Mul gs " + around + "f", states).covered);
}

TEST(Visibility, ClippedAwayCoverDoesNotCover) {
  EXPECT_FALSE(first_of(word + "q 100 0 50 100 re W n q 200 0 0 100 0 0 cm " + picture + "Q Q").covered);
  EXPECT_TRUE(first_of(word + "q " + around + "W n q 200 0 0 100 0 0 cm " + picture + "Q Q").covered);
}

TEST(Visibility, ShapeInsideAPatternCellDoesNotCover) {
  PdfBuilder builder;
  const int pattern = builder.stream("0 0 200 100 re f",
                                     "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 200 100] "
                                     "/XStep 200 /YStep 100 /Resources << >>");
  builder.page(word + "/Pattern cs /P scn 150 80 10 10 re f", "",
               "/Pattern << /P " + std::to_string(pattern) + " 0 R >>");
  EXPECT_TRUE(Reading(builder.build()).visible(U"hello"));
}

TEST(Visibility, ImageCoverageIsTheShareOfTheLargestPicture) {
  const auto coverage = [](const std::string& content) { return Reading(one_page(content)).page.image_coverage; };
  EXPECT_NEAR(coverage("q 100 0 0 50 0 0 cm " + picture + "Q q 10 0 0 10 150 0 cm " + picture + "Q"), 0.25, 1e-3);
  EXPECT_NEAR(coverage("q 400 0 0 400 -100 -100 cm " + picture + "Q"), 1, 1e-3);
  EXPECT_NEAR(coverage("q 0 0 50 50 re W n 200 0 0 100 0 0 cm " + picture + "Q"), 0.125, 1e-3);
}

}  // namespace

}  // namespace prefill::pdf::test
