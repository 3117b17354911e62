// The order of painting without a PDF: what hides what, and at what cost. What a PDF must contain for it is tested in
// visibility_test.cpp.

#include "extractor/pdf/paint_watch.h"

#include <gtest/gtest.h>

#include <limits>

namespace prefill::pdf::test {

namespace {

constexpr Rect page{0, 0, 600, 800};

struct PaintWatchTest : testing::Test {
  void add(Rect box, Ink ink = {}) {
    Glyph glyph;
    glyph.code = U'x';
    glyph.box = box;
    watch.next_operation();
    const PaintWatch::TextPaint paint = watch.begin_text(ink, true, glyph);
    watch.text(glyph, paint);
  }

  boost::container::pmr::monotonic_buffer_resource arena;
  ArenaVector<Glyph> glyphs{&arena};
  PaintWatch watch;

  PaintWatchTest() { watch.begin_page(page, glyphs); }
};

TEST_F(PaintWatchTest, HidesExactlyWhatLiesUnderARectangle) {
  for (float y = 0; y < page.y1; y += 10) {
    for (float x = 0; x < page.x1; x += 10) add({x, y, x + 10, y + 10});
  }
  watch.rectangle({95, 195, 305, 405}, {});
  for (const Glyph& glyph : glyphs) {
    const Point c = glyph.box.centre();
    EXPECT_EQ(glyph.covered, c.x >= 95 && c.x <= 305 && c.y >= 195 && c.y <= 405) << c.x << " " << c.y;
  }
}

TEST_F(PaintWatchTest, ManyShapesCostTheirCellsAndNotEveryGlyph) {
  for (int i = 0; i < 4000; ++i) add({10, 10, 15, 15});
  const std::size_t before = watch.comparisons();
  for (int i = 0; i < 1000; ++i) watch.rectangle({300, 400, 320, 410}, {});
  EXPECT_LT(watch.comparisons() - before, 10'000U);
}

TEST_F(PaintWatchTest, PlacesThatAreNoNumbersAreDropped) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  add({nan, 10, 20, 20});
  add({10, 10, infinity, 20});
  EXPECT_TRUE(glyphs.empty());
  watch.rectangle({nan, nan, nan, nan}, {});
  watch.image({-infinity, -infinity, infinity, infinity}, true);
  EXPECT_EQ(watch.image_coverage(), 1);
}

TEST_F(PaintWatchTest, PlainIsAPageOfDarkGlyphsThatAreAllSeen) {
  constexpr Rect box{10, 10, 20, 20};
  constexpr std::uint32_t kNavy = 0x000080;
  constexpr std::uint32_t kYellow = 0xFFFF00;
  const auto plain_after = [&](auto change) {
    glyphs.clear();
    watch.begin_page(page, glyphs);
    add(box, {.rgb = kNavy});
    EXPECT_TRUE(watch.plain());
    change();
    return watch.plain();
  };
  EXPECT_TRUE(plain_after([&] { watch.rectangle({300, 400, 320, 410}, {}); })) << "hides nothing";
  EXPECT_FALSE(plain_after([&] { watch.rectangle(box, {}); })) << "covered";
  EXPECT_FALSE(plain_after([&] { add(box, {.rgb = kYellow}); })) << "pale";
  EXPECT_FALSE(plain_after([&] { add(box, {.alpha = 0}); })) << "transparent";
  EXPECT_FALSE(plain_after([&] {
    watch.push_clip({0, 0, 5, 5}, true);
    add(box);
  })) << "clipped away";
}

TEST_F(PaintWatchTest, GroupsMultiplyTheirTransparency) {
  watch.push_group(0.1F, true);
  watch.push_group(0.1F, true);
  add({10, 10, 20, 20});
  watch.pop();
  add({30, 10, 40, 20});
  EXPECT_TRUE(glyphs[0].invisible);
  EXPECT_FALSE(glyphs[1].invisible);
}

TEST_F(PaintWatchTest, DefinitionOfAMaskHidesNothing) {
  add({10, 10, 20, 20});
  watch.push_offstage();
  watch.rectangle(page, {});
  watch.end_mask();
  watch.rectangle(page, {});
  EXPECT_FALSE(glyphs[0].covered) << "painted through the mask";
  watch.pop();
  watch.rectangle(page, {});
  EXPECT_TRUE(glyphs[0].covered);
}

TEST_F(PaintWatchTest, LeftoversOfADamagedStreamAreForgotten) {
  watch.push_clip({0, 0, 5, 5}, true);
  watch.push_group(0, true);
  watch.pop_all();
  add({10, 10, 20, 20});
  EXPECT_FALSE(glyphs[0].invisible);
}

TEST_F(PaintWatchTest, PopWithoutPushIsHarmless) {
  watch.pop();
  watch.end_mask();
  add({10, 10, 20, 20});
  EXPECT_FALSE(glyphs[0].invisible);
}

}  // namespace

}  // namespace prefill::pdf::test
