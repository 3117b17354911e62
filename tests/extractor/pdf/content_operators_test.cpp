// Every operator that decides where text stands, on content streams written here; both readers must agree with the
// specification. A page measures 200 by 100, `/F1` is Helvetica, and places are worked out by hand: A and B are 0.667
// em wide, a space 0.278.

#include <gtest/gtest.h>

#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

constexpr float tolerance = 0.05F;
constexpr float a_width = 6.67F;  // at 10 points
constexpr float space_width = 2.78F;

struct Placed {
  const char* name;
  const char* content;
  const char32_t* text;
  std::vector<Point> origins;  // in user space: y upwards
};

void PrintTo(const Placed& placed, std::ostream* out) {
  *out << placed.name;
}

class Operators : public testing::TestWithParam<Placed> {};

TEST_P(Operators, PlaceTextWhereTheSpecificationSays) {
  const Placed& placed = GetParam();
  const Reading reading(one_page(placed.content));
  ASSERT_TRUE(reading.outcome);
  ASSERT_EQ(reading.text(), placed.text);
  for (std::size_t i = 0; i < placed.origins.size(); ++i) {
    EXPECT_NEAR(reading.page.glyphs[i].origin.x, placed.origins[i].x, tolerance) << i;
    EXPECT_NEAR(reading.page.glyphs[i].origin.y, 100 - placed.origins[i].y, tolerance) << i;
  }
}

const std::vector<Placed> cases = {
    {"Td", "BT /F1 10 Tf 20 30 Td (A) Tj 5 -10 Td (B) Tj ET", U"AB", {{20, 30}, {25, 20}}},
    {"TD", "BT /F1 10 Tf 20 30 TD (A) Tj 0 -12 TD (A) Tj T* (B) Tj ET", U"AAB", {{20, 30}, {20, 18}, {20, 6}}},
    {"Tm", "BT /F1 1 Tf 10 0 0 10 20 30 Tm (A) Tj 10 0 0 10 50 60 Tm (B) Tj ET", U"AB", {{20, 30}, {50, 60}}},
    {"TmReplacesTd", "BT /F1 10 Tf 90 90 Td 1 0 0 1 20 30 Tm (A) Tj ET", U"A", {{20, 30}}},
    {"TL", "BT /F1 10 Tf 11 TL 20 30 Td (A) Tj T* (B) Tj ET", U"AB", {{20, 30}, {20, 19}}},
    {"Quote", "BT /F1 10 Tf 11 TL 20 30 Td (A) ' ET", U"A", {{20, 19}}},
    {"DoubleQuote",
     "BT /F1 10 Tf 11 TL 20 30 Td 4 2 (A B) \" ET",
     U"AB",
     {{20, 19}, {20 + a_width + 2 + space_width + 2 + 4, 19}}},
    {"Tc", "BT /F1 10 Tf 3 Tc 20 30 Td (AB) Tj ET", U"AB", {{20, 30}, {20 + a_width + 3, 30}}},
    {"Tw", "BT /F1 10 Tf 5 Tw 20 30 Td (A B) Tj ET", U"AB", {{20, 30}, {20 + a_width + space_width + 5, 30}}},
    {"Tz", "BT /F1 10 Tf 50 Tz 2 Tc 20 30 Td (AB) Tj ET", U"AB", {{20, 30}, {20 + (a_width + 2) / 2, 30}}},
    {"Ts", "BT /F1 10 Tf 4 Ts 20 30 Td (A) Tj 0 Ts (B) Tj ET", U"AB", {{20, 34}, {20 + a_width, 30}}},
    {"TJ",
     "BT /F1 10 Tf 20 30 Td [(A) -500 (B) 250 (A)] TJ ET",
     U"ABA",
     {{20, 30}, {20 + a_width + 5, 30}, {20 + 2 * a_width + 2.5F, 30}}},
    {"TJIsScaled",
     "BT /F1 10 Tf 50 Tz 20 30 Td [(A) -1000 (B)] TJ ET",
     U"AB",
     {{20, 30}, {20 + (a_width + 10) / 2, 30}}},
    {"TjFollowsTj", "BT /F1 10 Tf 20 30 Td (A) Tj (B) Tj ET", U"AB", {{20, 30}, {20 + a_width, 30}}},
    {"BTBeginsAtTheOrigin", "BT /F1 10 Tf 20 30 Td (A) Tj ET BT 5 5 Td (B) Tj ET", U"AB", {{20, 30}, {5, 5}}},
    {"TextStateOutlivesET", "BT /F1 10 Tf 3 Tc ET BT 20 30 Td (AB) Tj ET", U"AB", {{20, 30}, {20 + a_width + 3, 30}}},
    {"cm", "2 0 0 2 10 10 cm BT /F1 10 Tf 20 30 Td (A) Tj ET", U"A", {{50, 70}}},
    {"cmMultipliesFromTheLeft", "1 0 0 1 10 0 cm 2 0 0 2 0 0 cm BT /F1 5 Tf 20 30 Td (A) Tj ET", U"A", {{50, 60}}},
    {"qQ", "q 1 0 0 1 50 50 cm Q BT /F1 10 Tf 20 30 Td (A) Tj ET", U"A", {{20, 30}}},
    {"QBringsTextStateBack",
     "/F1 10 Tf 3 Tc q 9 Tc /F1 20 Tf Q BT 20 30 Td (AB) Tj ET",
     U"AB",
     {{20, 30}, {20 + a_width + 3, 30}}},
    {"QWithoutqIsIgnored", "Q Q BT /F1 10 Tf 20 30 Td (A) Tj ET", U"A", {{20, 30}}},
    {"HexString", "BT /F1 10 Tf 20 30 Td <41 4 2> Tj ET", U"AB", {{20, 30}, {20 + a_width, 30}}},
    {"HexStringOfOddLength", "BT /F1 10 Tf 20 30 Td <414> Tj ET", U"A@", {{20, 30}, {20 + a_width, 30}}},
    {"EscapesInStrings", "BT /F1 10 Tf 20 30 Td (\\101\\102\\(\\)\\\\(x)) Tj ET", U"AB()\\(x)", {{20, 30}}},
    {"LineContinuedInString", "BT /F1 10 Tf 20 30 Td (A\\\nB) Tj ET", U"AB", {{20, 30}, {20 + a_width, 30}}},
    {"Comments", "BT % ( [ <<\n/F1 10 Tf%x\n20 30 Td (A) Tj ET", U"A", {{20, 30}}},
    {"NoSpaceBetweenTokens", "BT/F1 10 Tf 20 30 Td[(A)-500(B)]TJ ET", U"AB", {{20, 30}, {20 + a_width + 5, 30}}},
    {"NumbersOfAllKinds",
     "BT /F1 +10. Tf 20.0 30.00000000001 Td (A) Tj -.5 --3 Td (B) Tj ET",
     U"AB",
     {{20, 30}, {19.5F, 27}}},
    {"UnknownOperatorsAreSkipped", "1 2 foo BT /F1 10 Tf 20 30 Td (A) Tj 5 bar ET", U"A", {{20, 30}}},
    {"StrayDelimitersAreSkipped", "] ) BT /F1 10 Tf >> 20 30 Td (A) Tj ET }", U"A", {{20, 30}}},
    {"ContentThatBreaksOffInAString", "BT /F1 10 Tf 20 30 Td (A) Tj (B", U"A", {{20, 30}}},
    {"ContentThatBreaksOffInAnArray", "BT /F1 10 Tf 20 30 Td (A) Tj [(B) 20", U"A", {{20, 30}}},
    {"PathsBetweenTexts",
     "0 0 m 10 10 l 1 2 3 4 5 6 c 1 2 3 4 v 1 2 3 4 y h S BT /F1 10 Tf 20 30 Td (A) Tj ET 5 5 m 9 9 l s",
     U"A",
     {{20, 30}}},
    {"StateOperators",
     "1 w 0 J 1 j 4 M [3 2] 0 d /Perceptual ri 50 i BT /F1 10 Tf 20 30 Td (A) Tj ET",
     U"A",
     {{20, 30}}},
    {"DashInText", "BT [3 2] 0 d /F1 10 Tf 20 30 Td (A) Tj ET", U"A", {{20, 30}}},
    {"MarkedContent",
     "/P BMC BT /F1 10 Tf 20 30 Td /Span <</Lang (fr)>> BDC (A) Tj EMC ET EMC EMC /X MP",
     U"A",
     {{20, 30}}},
    {"Compatibility", "BX 1 2 foo EX BT /F1 10 Tf 20 30 Td (A) Tj ET", U"A", {{20, 30}}},
    {"MirroredText", "BT /F1 10 Tf -1 0 0 1 50 30 Tm (AB) Tj ET", U"AB", {{50, 30}, {50 - a_width, 30}}},
    {"TurnedText", "BT /F1 10 Tf 0 1 -1 0 50 30 Tm (AB) Tj ET", U"AB", {{50, 30}, {50, 30 + a_width}}},
    {"NegativeSize", "BT /F1 -10 Tf 50 30 Td (AB) Tj ET", U"AB", {{50, 30}, {50 - a_width, 30}}},
};

INSTANTIATE_TEST_SUITE_P(Content, Operators, testing::ValuesIn(cases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Forms, AreMappedByTheirMatrix) {
  PdfBuilder builder;
  const int form = builder.stream("BT /F1 10 Tf 20 30 Td (A) Tj ET",
                                  "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 5 7]");
  builder.page("q 1 0 0 1 10 10 cm /X Do Q " + show("B", 20, 30), "",
               "/XObject << /X " + std::to_string(form) + " 0 R >>");
  const Reading reading(builder.build());
  ASSERT_EQ(reading.text(), U"AB");
  EXPECT_NEAR(reading.page.glyphs[0].origin.x, 35, tolerance);
  EXPECT_NEAR(reading.page.glyphs[0].origin.y, 100 - 47, tolerance);
  EXPECT_NEAR(reading.page.glyphs[1].origin.x, 20, tolerance);
}

TEST(Forms, CutTheirTextToTheirBox) {
  PdfBuilder builder;
  const int form =
      builder.stream(show("A", 20, 30) + show("B", 80, 30), "/Type /XObject /Subtype /Form /BBox [0 0 50 50]");
  builder.page("/X Do", "", "/XObject << /X " + std::to_string(form) + " 0 R >>");
  const Reading reading(builder.build());
  EXPECT_TRUE(reading.visible(U"A"));
  EXPECT_FALSE(reading.visible(U"B"));
}

TEST(Forms, UseTheResourcesOfThePageWhenTheyHaveNone) {
  PdfBuilder builder;
  const int form = builder.stream(show("A", 20, 30), "/Type /XObject /Subtype /Form /BBox [0 0 200 100]");
  builder.page("/X Do", "", "/XObject << /X " + std::to_string(form) + " 0 R >>");
  EXPECT_EQ(Reading(builder.build()).text(), U"A");
}

TEST(Forms, ThatRunThemselvesEnd) {
  PdfBuilder builder;
  builder.stream(show("A", 20, 30) + "/X Do ", "/Type /XObject /Subtype /Form /BBox [0 0 200 100]");  // object 4
  builder.page("/X Do " + show("B", 50, 30), "", "/XObject << /X 4 0 R >>");
  const Reading reading(builder.build());
  ASSERT_TRUE(reading.outcome);
  EXPECT_NE(reading.text().find(U"B"), std::u32string::npos);
}

TEST(Forms, LeaveTheStateOfThePageAsItWas) {
  PdfBuilder builder;
  const int form = builder.stream("q q 9 Tc 5 0 0 5 0 0 cm", "/Type /XObject /Subtype /Form /BBox [0 0 200 100]");
  builder.page("/X Do Q Q " + show("AB", 20, 30), "", "/XObject << /X " + std::to_string(form) + " 0 R >>");
  const Reading reading(builder.build());
  ASSERT_EQ(reading.text(), U"AB");
  EXPECT_NEAR(reading.page.glyphs[1].origin.x, 20 + a_width, tolerance);
}

TEST(GraphicsState, SetsTheFont) {
  const Reading reading(
      one_page("/G gs BT 20 30 Td (AB) Tj ET", "",
               "/ExtGState << /G << /Font [<< /Type /Font /Subtype /Type1 /BaseFont /Courier >> 10] >> >>"));
  ASSERT_EQ(reading.text(), U"AB");
  EXPECT_NEAR(reading.page.glyphs[1].origin.x, 26, tolerance);
}

struct Picture {
  const char* name;
  std::string content;
};

class InlineImages : public testing::TestWithParam<Picture> {};

TEST_P(InlineImages, AreSkippedToTheirEnd) {
  const Reading reading(one_page(GetParam().content + show("A", 20, 30)));
  ASSERT_EQ(reading.text(), U"A");
}

INSTANTIATE_TEST_SUITE_P(Content, InlineImages,
                         testing::Values(Picture{"Gray", "BI /W 1 /H 1 /CS /G /BPC 8 ID \x7F EI "},
                                         Picture{"DataLookLikeTheEnd", "BI /W 4 /H 1 /CS /G /BPC 8 ID  EI  EI "},
                                         Picture{"DataLookLikeText", "BI /W 8 /H 1 /CS /G /BPC 8 ID (B) Tj (\nEI "},
                                         Picture{"LongNames",
                                                 "BI /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8 ID "
                                                 "abcdefghijkl EI "},
                                         Picture{"Stencil", "BI /W 9 /H 2 /IM true ID abcd EI "},
                                         Picture{"Hexadecimal", "BI /W 2 /H 1 /CS /G /BPC 8 /F /AHx ID 45 49> EI "},
                                         Picture{"Base85", "BI /W 2 /H 2 /CS /G /BPC 8 /F /A85 ID 87cUR~> EI "},
                                         Picture{"RunLengths",
                                                 std::string("BI /W 4 /H 1 /CS /G /BPC 8 /F /RL ID \x03 EI \x80 EI ")},
                                         Picture{"CarriageReturn", "BI /W 1 /H 1 /CS /G /BPC 8 ID\r\n\x7F\nEI\n"}),
                         [](const auto& test) { return test.param.name; });

TEST(Contents, MayBeMissing) {
  PdfBuilder builder;
  builder.kid(std::to_string(builder.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>")) + " 0 R");
  const Reading reading(builder.build());
  ASSERT_TRUE(reading.outcome);
  EXPECT_EQ(reading.text(), U"");
}

TEST(Contents, OfAFormMayBeEmpty) {
  PdfBuilder builder;
  const int form = builder.stream("", "/Type /XObject /Subtype /Form /BBox [0 0 200 100]");
  builder.page("/X Do " + show("A", 20, 30), "", "/XObject << /X " + std::to_string(form) + " 0 R >>");
  EXPECT_EQ(Reading(builder.build()).text(), U"A");
}

TEST(Contents, MayBreakBetweenAnyTwoTokens) {
  PdfBuilder builder;
  const int first = builder.stream("BT /F1 10 Tf 20 30 Td (A) Tj 5");
  const int second = builder.stream("0 Td (B) Tj ET");
  builder.kid(std::to_string(builder.object(
                  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << /Font << /F1 << /Type "
                  "/Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents [" +
                  std::to_string(first) + " 0 R " + std::to_string(second) + " 0 R] >>")) +
              " 0 R");
  const Reading reading(builder.build());
  ASSERT_EQ(reading.text(), U"AB");
  EXPECT_NEAR(reading.page.glyphs[1].origin.x, 25, tolerance);
}

}  // namespace

}  // namespace prefill::pdf::test
