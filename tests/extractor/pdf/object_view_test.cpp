// Views of objects written here: each kind, names with escapes, dictionaries and arrays that are walked, and what
// becomes of those that are broken.

#include "extractor/pdf/object_view.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace prefill::pdf::test {

namespace {

ObjectView view_of(std::string_view text) {
  const auto* const begin = reinterpret_cast<const Byte*>(text.data());
  return {begin, begin + text.size()};
}

std::string written(ObjectView view) {
  return {view.begin(), view.end()};
}

std::vector<std::string> elements(std::string_view text) {
  std::vector<std::string> all;
  const ObjectView view = view_of(text);
  for (ArrayWalk element(view); element.next();) all.push_back(written(element.value()));
  return all;
}

std::string entries(std::string_view text) {
  std::string all;
  for (DictionaryWalk entry(view_of(text)); entry.next();) {
    all.append(entry.key()).append("=").append(written(entry.value())).append(";");
  }
  return all;
}

TEST(ObjectView, KindIsToldByTheFirstBytes) {
  const std::pair<std::string_view, Kind> cases[] = {{"", Kind::null},
                                                     {"  % nothing", Kind::null},
                                                     {"null", Kind::null},
                                                     {"true", Kind::boolean},
                                                     {"false]", Kind::boolean},
                                                     {"truth", Kind::null},
                                                     {"12", Kind::number},
                                                     {"-.5", Kind::number},
                                                     {"(a)", Kind::string},
                                                     {"<41>", Kind::string},
                                                     {"/A", Kind::name},
                                                     {"[1]", Kind::array},
                                                     {"<</A 1>>", Kind::dictionary},
                                                     {"12 0 R", Kind::reference},
                                                     {"12 0 R/A", Kind::reference},
                                                     {"12 %c\n 0 %c\n R", Kind::reference},
                                                     {"12 0 RG", Kind::number},
                                                     {"12 0", Kind::number},
                                                     {"12 0.0 R", Kind::number},
                                                     {"12.0 0 R", Kind::number},
                                                     {"-12 0 R", Kind::number},
                                                     {"endobj", Kind::null},
                                                     {">>", Kind::null},
                                                     {"]", Kind::null}};
  for (const auto& [text, kind] : cases) EXPECT_EQ(view_of(text).kind(), kind) << text;
}

TEST(ObjectView, WhatIsNotOfTheKindAskedForIsNothing) {
  for (const std::string_view text : {"", "null", "true", "/A", "(a)", "[1 2]", "<</A 1>>", "5 0 R", "1.2.3"}) {
    const ObjectView view = view_of(text);
    EXPECT_EQ(view.number(7), 7) << text;
    EXPECT_EQ(view.integer(7), 7) << text;
  }
  for (const std::string_view text : {"", "12", "[/A]", "(A)", "5 0 R"}) {
    EXPECT_EQ(view_of(text).name(), "") << text;
    EXPECT_FALSE(view_of(text).is_name("A")) << text;
  }
  std::vector<Byte> room(10);
  for (const std::string_view text : {"", "12", "/A", "<</A(b)>>", "[(a)]"}) {
    EXPECT_EQ(view_of(text).string(room), 0U) << text;
    EXPECT_EQ(view_of(text).reference(), 0) << text;
  }
  EXPECT_TRUE(view_of("12").boolean(true));
  EXPECT_TRUE(view_of("12").find("A").is_null());
}

TEST(ObjectView, ScalarsAreRead) {
  EXPECT_EQ(view_of(" 12 ").number(), 12);
  EXPECT_EQ(view_of("-1.75").number(), -1.75);
  EXPECT_EQ(view_of("-1.75").integer(), -1);
  EXPECT_TRUE(view_of("true").boolean());
  EXPECT_FALSE(view_of("false").boolean(true));
  EXPECT_EQ(view_of("/Name/Other").name(), "Name");
  EXPECT_EQ(view_of("/ /Other").name(), "");
  EXPECT_EQ(view_of("417 0 R").reference(), 417);
  std::vector<Byte> room(3);
  EXPECT_EQ(view_of("(ab\\103de)").string(room), 3U);
  EXPECT_EQ(std::string(room.begin(), room.end()), "abC");
}

TEST(ObjectView, IntegersBeyondAnIntAreNone) {
  EXPECT_EQ(view_of("2147483647").integer(), 2147483647);
  EXPECT_EQ(view_of("-2147483648").integer(), -2147483647 - 1);
  EXPECT_EQ(view_of("2147483648").integer(7), 7);
  EXPECT_EQ(view_of("99999999999999999999").integer(7), 7);
}

TEST(ObjectView, NumbersOfObjectsHaveALimit) {
  EXPECT_EQ(view_of("8388607 0 R").reference(), 8388607);
  EXPECT_EQ(view_of("8388608 0 R").reference(), 0);
  EXPECT_EQ(view_of("99999999999999999999 0 R").reference(), 0);
  EXPECT_EQ(view_of("0 0 R").reference(), 0);
}

TEST(ObjectView, NamesCompareDecoded) {
  EXPECT_TRUE(view_of("/A#20B").is_name("A B"));
  EXPECT_TRUE(view_of("/#41#42").is_name("AB"));
  EXPECT_TRUE(view_of("/F#31").is_name("F1"));
  EXPECT_FALSE(view_of("/F#31").is_name("F2"));
  EXPECT_FALSE(view_of("/F#31").is_name("F#"));
  EXPECT_TRUE(same_name("F1", "F#31"));
  EXPECT_TRUE(same_name("#4A", "#4a"));
  EXPECT_TRUE(same_name("A#42C", "AB#43"));
  EXPECT_FALSE(same_name("AB", "A"));
  EXPECT_FALSE(same_name("A", "B"));
  EXPECT_TRUE(same_name("", ""));
  EXPECT_FALSE(same_name("", "A"));
}

TEST(ObjectView, EscapesThatAreNoneStandForThemselves) {
  EXPECT_TRUE(same_name("A#4", "A#4"));
  EXPECT_FALSE(same_name("A#4", "A4"));
  EXPECT_TRUE(same_name("#ZZ", "#ZZ"));
  EXPECT_TRUE(same_name("#23#5A", "#Z"));
  EXPECT_FALSE(same_name("A#00", std::string_view("A\0", 2)));
}

TEST(ObjectView, EndIsBehindTheWholeObject) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"12 34", "12"},
      {"12 0 R 5", "12 0 R"},
      {"/A/B", "/A"},
      {"(a(b)\\)c) d", "(a(b)\\)c)"},
      {"<41> <42>", "<41>"},
      {"[1 [2] (]) <5D> %]\n /] 3", "[1 [2] (]) <5D> %]\n /]"},
      {"<</A<</B 1>>/C(>>)>> x", "<</A<</B 1>>/C(>>)>>"},
      {"true[", "true"},
      {"null", "null"},
      {"]", ""},
      {"endobj", ""},
      {"", ""}};
  for (const auto& [text, object] : cases) EXPECT_EQ(written(view_of(text)), object) << text;
}

TEST(ObjectView, FindLooksAtThisDictionaryAlone) {
  const ObjectView view = view_of("<</A<</B 1>>/C[<</B 2>>]/D(/B 3)/B 4>>");
  EXPECT_EQ(view.find("B").integer(), 4);
  EXPECT_EQ(view.find("A").find("B").integer(), 1);
  EXPECT_TRUE(view.find("X").is_null());
}

TEST(ObjectView, FindTakesTheLastOfEqualKeys) {
  EXPECT_EQ(view_of("<</A 1/A 2/B 3>>").find("A").integer(), 2);
  EXPECT_EQ(view_of("<</A 1/#41 2>>").find("A").integer(), 2);
  EXPECT_EQ(view_of("<</A 1/#41 2>>").find("#41").integer(), 2);
}

TEST(ObjectView, FindKnowsKeysThatBeginAlike) {
  const ObjectView view = view_of("<</Len 1/Length1 2/Length 3/L 4>>");
  EXPECT_EQ(view.find("Length").integer(), 3);
  EXPECT_EQ(view.find("L").integer(), 4);
  EXPECT_TRUE(view.find("Leng").is_null());
}

TEST(DictionaryWalk, GoesThroughTheEntries) {
  EXPECT_EQ(entries("<< /A 1 /B 5 0 R/C/D /E(x)/F [1] /G<</H 1>> >> /I 1"), "A=1;B=5 0 R;C=/D;E=(x);F=[1];G=<</H 1>>;");
  EXPECT_EQ(entries("<<>>"), "");
  EXPECT_EQ(entries("[/A 1]"), "");
  EXPECT_EQ(entries(""), "");
}

TEST(DictionaryWalk, NamesLikeTheKeywordThatEndsAnObjectAreNames) {
  const std::string_view text = "<</endobj(a)/B/endobj/C [/endobj 1]>>";
  EXPECT_EQ(entries(text), "endobj=(a);B=/endobj;C=[/endobj 1];");
  EXPECT_EQ(view_of(text).end(), view_of(text).begin() + text.size());
}

TEST(DictionaryWalk, KeepsTheGoodBeginningOfABrokenOne) {
  EXPECT_EQ(entries("<</A 1/B"), "A=1;B=;");
  EXPECT_EQ(entries("<</A 1 2 3/B 4>>"), "A=1;");
  EXPECT_EQ(entries("<</A 1 endobj 7 0 obj <</B 2>>"), "A=1;");
  EXPECT_EQ(entries("<</A [1 2 endobj /B 2>>"), "A=[1 2 ;");
  EXPECT_EQ(entries("<</A>>"), "A=;");
}

TEST(ArrayWalk, GoesThroughTheElements) {
  const std::vector<std::string> all = {"1", "2 0 R", "3", "/A", "(x)", "[4]", "<</B 5>>", "<06>", "null", "true"};
  EXPECT_EQ(elements("[1 2 0 R 3/A(x)[4]<</B 5>><06>null true]7"), all);
  EXPECT_TRUE(elements("[]").empty());
  EXPECT_TRUE(elements("<</A 1>>").empty());
}

TEST(ArrayWalk, TellsReferencesFromNumbers) {
  const std::vector<std::string> all = {"1", "2", "3 4 R", "5 0 R", "6", "7"};
  EXPECT_EQ(elements("[1 2 3 4 R 5 0 R 6 7]"), all);
  EXPECT_EQ(elements("[5 0 Rx]"), (std::vector<std::string>{"5", "0", "Rx"}));
  EXPECT_EQ(elements("[5 0 R"), (std::vector<std::string>{"5 0 R"}));
}

TEST(ArrayWalk, KeepsTheGoodBeginningOfABrokenOne) {
  EXPECT_EQ(elements("[1 2"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(elements("[1 2 endobj 3]"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(elements("[1 >> 2]"), (std::vector<std::string>{"1"}));
  EXPECT_EQ(elements("[1 ) } 2]").size(), 4U);
}

TEST(ObjectView, DeepNestingDoesNotUseTheStack) {
  constexpr std::size_t depth = 10'000'000;
  const std::string deep = std::string(depth, '[') + std::string(depth, ']') + "7";
  EXPECT_EQ(view_of(deep).end(), view_of(deep).begin() + 2 * depth);
  std::string dictionaries;
  for (int i = 0; i < 10'000; ++i) dictionaries += "<</A ";
  EXPECT_TRUE(view_of(dictionaries).find("B").is_null());
  EXPECT_TRUE(view_of(dictionaries).find("A").is_dictionary());
}

}  // namespace

}  // namespace prefill::pdf::test
