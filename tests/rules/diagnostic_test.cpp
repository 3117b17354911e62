// How a mistake is shown, apart from what the mistake is.

#include "rules/diagnostic.h"

#include <gtest/gtest.h>

#include <array>

namespace prefill::rules {
namespace {

Diagnostic at(std::size_t offset, std::size_t length) {
  return {"R000", "a title", offset, length, "a label", "a help"};
}

TEST(Diagnostic, ShowsLineCaretAndHelp) {
  EXPECT_EQ(to_text({at(4, 2)}, "a.json", "ab\nxyz\n"),
            "error[R000]: a title\n"
            " --> a.json:2:2\n"
            "  |\n"
            "2 | xyz\n"
            "  |  ^^ a label\n"
            "  = help: a help\n");
}

TEST(Diagnostic, CountsCharactersNotBytes) {
  const std::string source = "\"dû à €\" x";
  EXPECT_EQ(to_text({{"R000", "t", source.find('x'), 1, "", ""}}, "a", source),
            "error[R000]: t\n"
            " --> a:1:10\n"
            "  |\n"
            "1 | \"dû à €\" x\n"
            "  |          ^\n");
  EXPECT_NE(to_text({{"R000", "t", 1, 6, "", ""}}, "a", source).find(" ^^^^\n"), std::string::npos);
}

TEST(Diagnostic, CutsLongLinesAroundTheCaret) {
  const std::string source = std::string(300, 'a') + "é!" + std::string(300, 'b');
  const std::string text = to_text({{"R000", "t", 302, 1, "here", ""}}, "a", source);
  EXPECT_NE(text.find("a:1:302\n"), std::string::npos);
  const std::size_t line = text.find("1 | ...") + 4;
  const std::size_t caret_line = text.find("  | ", text.find('\n', line)) + 4;
  const std::string shown = text.substr(line, text.find('\n', line) - line);
  EXPECT_LT(shown.size(), 130U);
  EXPECT_TRUE(shown.ends_with("..."));
  // `é` before the caret is one column and two bytes.
  EXPECT_EQ(shown[text.find('^', caret_line) - caret_line + 1], '!');
}

TEST(Diagnostic, StaysInsideTheLine) {
  EXPECT_NE(to_text({at(1, 50)}, "a", "abc\ndef").find("  |  ^^ a label"), std::string::npos);
  EXPECT_NE(to_text({at(99, 1)}, "a", "abc").find("a:1:4\n"), std::string::npos);
  EXPECT_NE(to_text({at(0, 1)}, "a", "").find("a:1:1\n"), std::string::npos);
  EXPECT_NE(to_text({at(1, 1)}, "a", "\tx\r\n").find("1 |  x\n  |  ^ a label\n"), std::string::npos);
}

TEST(Diagnostic, PartsSeveralByAnEmptyLine) {
  const std::string text = to_text({at(0, 1), at(1, 1)}, "a", "xy");
  EXPECT_NE(text.find("a help\n\nerror[R000]"), std::string::npos);
  EXPECT_EQ(to_text({}, "a", "xy"), "");
}

TEST(Diagnostic, ShowsEachMistakeInItsOwnText) {
  const std::array<SourceText, 2> sources{{{"a.json", "abc"}, {"b.json", "x\nyz"}}};
  Diagnostic second = at(3, 1);
  second.source = 1;
  const std::string text = to_text({at(1, 1), second}, sources);
  EXPECT_NE(text.find(" --> a.json:1:2\n"), std::string::npos) << text;
  EXPECT_NE(text.find(" --> b.json:2:2\n  |\n2 | yz\n"), std::string::npos) << text;
}

TEST(Diagnostic, CountsLinesAndColumnsFromOne) {
  const LineColumn place = line_and_column("é\nàb", 5);
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 2U);
}

TEST(Diagnostic, IsGivenAsJson) {
  const SourceText source{"a.json", "é\nx"};
  EXPECT_EQ(to_json({}, {&source, 1}), "[]");
  EXPECT_EQ(
      to_json({{"R000", "say \"é\"", 3, 1, "b\\", "c\n"}, at(0, 1)}, {&source, 1}),
      R"([{"code":"R000","title":"say \"é\"","file":"a.json","line":2,"column":1,"label":"b\\","help":"c\u000a"},)"
      R"({"code":"R000","title":"a title","file":"a.json","line":1,"column":1,"label":"a label","help":"a help"}])");
}

}  // namespace
}  // namespace prefill::rules
