// Widths in all the forms in which files give them.

#include "extractor/pdf/metrics.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/font_fixture.h"

namespace prefill::pdf::test {

namespace {

constexpr float none = -1;

// The metrics of an array, in a file with an object 5 that is the number 444 and an object 6 that is `[7 8]`.
struct Given {
  explicit Given(std::string text, std::size_t numbers = 1) : array(std::move(text)) {
    PdfBuilder builder;
    const int page_contents = 4;
    builder.page("");
    EXPECT_EQ(builder.object("444"), page_contents + 2);
    EXPECT_EQ(builder.object("[7 8]"), page_contents + 3);
    bytes = builder.build();
    opening = std::make_unique<Opening>(bytes);
    metrics = std::make_unique<Metrics>(objects().arena(), numbers);
  }

  ObjectTable& objects() { return opening->document->objects(); }
  Given& row(std::uint32_t first, std::uint32_t last) {
    metrics->set_row(view_of(array), first, last);
    return *this;
  }
  Given& runs() {
    metrics->set_runs(view_of(array));
    return *this;
  }
  float operator[](std::uint32_t code) {
    const float* found = metrics->find(code, objects());
    return found ? *found : none;
  }

  std::string array;
  Bytes bytes;
  std::unique_ptr<Opening> opening;
  std::unique_ptr<Metrics> metrics;
};

TEST(Metrics, ARowBelongsToItsCodes) {
  Given widths("[500 250.5 -3 6 0 R null]");
  widths.row(32, 38);
  EXPECT_EQ(widths[31], none);
  EXPECT_EQ(widths[32], 500);
  EXPECT_EQ(widths[33], 250.5);
  EXPECT_EQ(widths[34], -3);
  EXPECT_EQ(widths[35], 444) << "a reference";
  EXPECT_EQ(widths[36], 0) << "no number";
  EXPECT_EQ(widths[38], 0) << "behind the end of the array";
  EXPECT_EQ(widths[39], none);
}

TEST(Metrics, RunsAreListsOrRanges) {
  Given widths("[1 [500 600] 10 12 700 20 7 0 R 6 0 R 446 3 446 447 6 0 R]");
  widths.runs();
  EXPECT_EQ(widths[0], none);
  EXPECT_EQ(widths[1], 500);
  EXPECT_EQ(widths[2], 600);
  EXPECT_EQ(widths[3], none);
  EXPECT_EQ(widths[10], 700);
  EXPECT_EQ(widths[12], 700);
  EXPECT_EQ(widths[21], 8) << "a list elsewhere";
  EXPECT_EQ(widths[445], 3) << "from 444, which stands elsewhere, to 446";
  EXPECT_EQ(widths[447], 444);
  EXPECT_EQ(widths[448], none);
}

TEST(Metrics, RunsNeedNotBeInOrder) {
  Given widths("[30 [300] 20 [200] 10 12 100]");
  widths.runs();
  EXPECT_EQ(widths[30], 300);
  EXPECT_EQ(widths[10], 100);
  EXPECT_EQ(widths[20], 200);
  EXPECT_EQ(widths[12], 100);
  EXPECT_EQ(widths[25], none);
}

TEST(Metrics, VerticalOnesComeInThrees) {
  Given heights("[1 [-900 500 880 -800 400 700 1 2] 5 6 -1000 300 800]", 3);
  heights.runs();
  EXPECT_EQ(heights[1], -900);
  const float* second = heights.metrics->find(2, heights.objects());
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second[1], 400);
  EXPECT_EQ(second[2], 700);
  EXPECT_EQ(heights[3], none) << "three numbers are missing one";
  EXPECT_EQ(heights.metrics->find(6, heights.objects())[2], 800);
}

TEST(Metrics, BrokenArraysGiveWhatTheyCan) {
  for (const char* text :
       {"", "null", "[", "[1", "[1 [", "[1 2", "[1 []", "[5 3 100]", "[ /Name /Name ]", "[<< /A 1 >>"}) {
    Given widths(text);
    EXPECT_EQ(widths.runs()[1], none) << text;
  }
  Given cut("[1 [500 600");
  EXPECT_EQ(cut.runs()[2], 600);
}

TEST(Metrics, ManyRunsInDescendingOrderCostNoMoreThanTheirNumber) {
  std::string text = "[";
  for (int i = 65'000; i > 0; --i) text += std::to_string(i) + "[" + std::to_string(i % 1000) + "]";
  Given widths(text + "]");
  widths.runs();
  for (std::uint32_t cid = 1; cid <= 65'000; ++cid) ASSERT_EQ(widths[cid], static_cast<float>(cid % 1000));
}

}  // namespace

}  // namespace prefill::pdf::test
