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

// Numbers in all the forms in which producers write them, so many that they are looked for in several steps, with every
// width of white space between them.
TEST(Metrics, LongListsGiveEachCodeItsNumber) {
  const std::vector<std::pair<std::string, float>> forms = {{"0", 0},
                                                            {"7", 7},
                                                            {"250", 250},
                                                            {"1000", 1000},
                                                            {"259.765625", 259.765625F},
                                                            {"-3", -3},
                                                            {"+4", 4},
                                                            {".5", .5F},
                                                            {"600.", 600},
                                                            {"1234567", 1234567},
                                                            {"00555", 555},
                                                            {"--6", -6},
                                                            {"5-3", 5},
                                                            {"1.2.3", 0},
                                                            {"600.09765625", 600.09765625F},
                                                            {"-", 0},
                                                            {".", 0},
                                                            {"12345678", 12345678},
                                                            {"0.0000001234567", 0.0000001234567F}};
  constexpr std::array<const char*, 6> spaces = {" ", "\n", "\r\n", "\t", "   ", " \f "};
  std::string list;
  std::vector<float> wanted;
  for (std::size_t i = 0; i < 500; ++i) {
    const auto& [form, value] = forms[(7 * i + i / forms.size()) % forms.size()];
    list += form + spaces[i % 5 == 0 ? i / 5 % spaces.size() : 0];
    wanted.push_back(value);
  }
  Given runs("[3 [" + list + "] 700 [" + list + "6 0 R] 2000 [" + list + "% none\n9] 3000 [1]]");
  runs.runs();
  Given row("[" + list.substr(0, 400) + "]");
  row.row(0, 255);
  for (std::size_t i = wanted.size(); i-- > 0;) {
    const auto code = static_cast<std::uint32_t>(i);
    ASSERT_EQ(runs[3 + code], wanted[i]) << i;
    ASSERT_EQ(runs[700 + code], wanted[i]) << i << " of a list that holds a reference";
    ASSERT_EQ(runs[2000 + code], wanted[i]) << i << " of a list that holds a comment";
    if (i < 40) {
      ASSERT_EQ(row[code], wanted[i]) << i << " of a row";
    }
  }
  EXPECT_EQ(runs[503], none);
  EXPECT_EQ(runs[1200], 444);
  EXPECT_EQ(runs[2500], 9);
  EXPECT_EQ(runs[3000], 1);
  EXPECT_EQ(row[255], 0) << "behind the end of the array";
}

TEST(Metrics, AListMayEndWhereTheBytesEnd) {
  std::string text = "[5 [";
  for (int i = 0; i < 40; ++i) {
    text += std::to_string(i) + " ";
    for (const char* end : {"", "]", "]]", "] ]", "]                              ]"}) {
      Given widths(text + end);
      EXPECT_EQ(widths.runs()[5 + static_cast<std::uint32_t>(i)], static_cast<float>(i)) << text << end;
    }
  }
}

TEST(Metrics, NumbersBeyondTheLimitAreLeftOut) {
  std::string list = "[";
  for (std::size_t i = 0; i <= Metrics::most_values; ++i) list += "1 ";
  Given widths("[0 " + list + "] 300000 [2]]");
  widths.runs();
  EXPECT_EQ(widths[Metrics::most_values - 1], 1);
  EXPECT_EQ(widths[Metrics::most_values], none);
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
  std::string list;
  for (int i = 0; i < 90; ++i) list += std::to_string(i) + " ";
  Given many("[100 [" + list + "]]", 3);
  many.runs();
  const float* last = many.metrics->find(129, many.objects());
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last[0], 87);
  EXPECT_EQ(last[2], 89);
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
