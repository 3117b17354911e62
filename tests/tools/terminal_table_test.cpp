// Widths of characters, cutting, and text that tries to steer the terminal.

#include "tools/terminal_table.h"

#include <gtest/gtest.h>

namespace prefill::tools {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("échéance €"), 10);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("日本"), 4);
  EXPECT_EQ(display_width(""), 0);
}

TEST(Displayable, CutsWithAnEllipsis) {
  EXPECT_EQ(displayable("échéance", 8), "échéance");
  EXPECT_EQ(displayable("échéance", 4), "éch…");
  EXPECT_EQ(displayable("日本語", 4), "日…");
}

TEST(Displayable, MakesControlAndFormatCharactersHarmless) {
  EXPECT_EQ(displayable("a\x1b[31mb", 80), "a\uFFFD[31mb");
  EXPECT_EQ(displayable("a\nb\tc", 80), "a\uFFFDb\uFFFDc");
  EXPECT_EQ(displayable("a\u202Eb\u009Bc", 80), "a\uFFFDb\uFFFDc");
  EXPECT_EQ(displayable("a\xff\xc3", 80), "a\uFFFD\uFFFD");
}

TEST(TerminalTable, AlignsColumns) {
  TerminalTable table({{"field"}, {"n", Align::right}, {"note", Align::left, 4}});
  EXPECT_TRUE(table.empty());
  table.add({"é", "1", "short"});
  table.add_rule();
  table.add({"longer", "100", ""});
  EXPECT_FALSE(table.empty());
  EXPECT_EQ(table.to_string(2),
            "  field     n  note\n"
            "  é         1  sho…\n"
            "  -----------------\n"
            "  longer  100\n");
}

}  // namespace
}  // namespace prefill::tools
