// What the fast reader does of its own: text that marks replace, pages it leaves to MuPDF's reader, its limits.

#include <gtest/gtest.h>

#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

constexpr float tolerance = 0.05F;

Reading read(const Bytes& bytes, const Limits& limits = {}) {
  return Reading(bytes, 1, limits);
}

// "AB" with the text that a mark says it has.
Reading replaced(const std::string& actual_text) {
  return read(one_page("BT /F1 10 Tf 20 30 Td /Span << /ActualText " + actual_text + " >> BDC (AB) Tj EMC (C) Tj ET"));
}

TEST(ActualText, ReplacesCharacterByCharacter) {
  const Reading reading = replaced("(xy)");
  ASSERT_EQ(reading.text(), U"xyC");
  EXPECT_NEAR(reading.page.glyphs[1].origin.x, 26.67, tolerance);
}

TEST(ActualText, IsSpreadOverWhatIsPrinted) {
  const Reading reading = replaced("(wxyz)");
  ASSERT_EQ(reading.text(), U"wxyzC");
  EXPECT_NEAR(reading.page.glyphs[0].box.x0, 20, tolerance);
  EXPECT_NEAR(reading.page.glyphs[2].box.x0, 26.67, tolerance);
  EXPECT_NEAR(reading.page.glyphs[3].box.x1, 33.34, tolerance);
  EXPECT_NEAR(reading.page.glyphs[4].box.x0, 33.34, tolerance);
}

TEST(ActualText, MayBeUnicode) {
  EXPECT_EQ(replaced("<FEFF20AC00E9>").text(), U"\u20AC\u00E9C");
  EXPECT_EQ(replaced("<FFFEAC20E900>").text(), U"\u20AC\u00E9C");
  EXPECT_EQ(replaced("<EFBBBFE282ACC3A9>").text(), U"\u20AC\u00E9C");
  EXPECT_EQ(replaced("<FEFFD83DDE00>").text(), U"\U0001F600C");
}

TEST(ActualText, ThatIsEmptyTakesNothingAway) {
  EXPECT_EQ(replaced("()").text(), U"ABC");
  EXPECT_EQ(replaced("( )").text(), U"ABC");
}

TEST(ActualText, OfSeveralLinesLeavesThemAsTheyAre) {
  const Reading reading =
      read(one_page("BT /F1 10 Tf 20 60 Td /Span << /ActualText (xyz) >> BDC (A) Tj 0 -20 Td (B) Tj EMC ET"));
  EXPECT_EQ(reading.text(), U"AB");
}

TEST(ActualText, OfTheOutermostMarkHolds) {
  const Reading reading = read(one_page(
      "BT /F1 10 Tf 20 60 Td /P << /ActualText (xy) >> BDC /Span << /ActualText (zz) >> BDC (AB) Tj EMC EMC ET"));
  EXPECT_EQ(reading.text(), U"xy");
}

TEST(ActualText, MayStandInThePropertiesOfThePage) {
  const Reading reading =
      read(one_page("/Span /P1 BDC " + show("AB", 20, 30) + "EMC", "", "/Properties << /P1 << /ActualText (xy) >> >>"));
  EXPECT_EQ(reading.text(), U"xy");
}

TEST(TextReader, KnowsPlainPagesWithoutMupdf) {
  const Reading reading = read(one_page(show("Facture", 20, 30)));
  ASSERT_TRUE(reading.outcome);
  EXPECT_FALSE(reading.page.reference_reader);
  EXPECT_EQ(reading.text(), U"Facture");
}

// A form field that was filled in by a program that left its looks to the reader.
constexpr char field_without_appearance[] =
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (t) /F 4 /Rect [20 20 120 40] /V (Facture) /DA (/Helv 10 Tf 0 g) >>";

TEST(TextReader, LeavesAPageWhoseFieldsHaveNoAppearanceToMupdf) {
  const Reading reading = read(one_page("", std::string("/Annots [") + field_without_appearance + "]"));
  ASSERT_TRUE(reading.outcome);
  EXPECT_TRUE(reading.page.reference_reader);
}

// A symbolic font without ToUnicode: what its codes mean stands in the font program alone.
Bytes symbolic_font(const std::string& content) {
  PdfBuilder builder;
  const int program = builder.stream("no font");
  builder.page(
      content, "",
      "/Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+X /FirstChar 65 /LastChar 66 /Widths [500 "
      "600] /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+X /Flags 4 /FontFile2 " +
          std::to_string(program) + " 0 R >> >> >>");
  return builder.build();
}

TEST(TextReader, LeavesAPageWhoseTextOnlyTheFontProgramTellsToMupdf) {
  const Reading reading = read(symbolic_font(show("A", 20, 30)));
  ASSERT_TRUE(reading.outcome);
  EXPECT_TRUE(reading.page.reference_reader);
}

TEST(TextReader, NeedsNoFontProgramForTextThatNobodySees) {
  EXPECT_FALSE(read(symbolic_font(show("A", 20, 30, "3 Tr"))).page.reference_reader);
  EXPECT_FALSE(read(symbolic_font("")).page.reference_reader);
}

TEST(TextReader, NeedsNoFontProgramForTextThatAMarkReplaces) {
  const Reading reading = read(symbolic_font("/Span << /ActualText (xy) >> BDC " + show("AB", 20, 30) + "EMC"));
  EXPECT_FALSE(reading.page.reference_reader);
  EXPECT_EQ(reading.text(), U"xy");
}

TEST(TextReader, SaysWhichLimitAPageWentPast) {
  const auto message = [](const Bytes& bytes, const Limits& limits) {
    const Reading reading = read(bytes, limits);
    if (reading.outcome) return std::string("none");
    EXPECT_EQ(reading.outcome.error().code, ErrorCode::limit);
    EXPECT_EQ(reading.outcome.error().page, 1);
    return reading.outcome.error().message;
  };
  Limits limits;
  limits.glyphs_per_page = 3;
  EXPECT_NE(message(one_page(show("Facture", 20, 30)), limits).find("`glyphs_per_page`"), std::string::npos);
  limits = {};
  limits.operators_per_page = 3;
  EXPECT_NE(message(one_page(show("Facture", 20, 30)), limits).find("`operators_per_page`"), std::string::npos);
  limits = {};
  limits.inflated_bytes = 5;
  EXPECT_NE(message(one_page(show("Facture", 20, 30)), limits).find("`inflated_bytes`"), std::string::npos);
  limits = {};
  limits.objects = 1;
  EXPECT_NE(message(one_page(show("Facture", 20, 30)), limits).find("`objects`"), std::string::npos);
}

TEST(TextReader, BoundsFormsWithinForms) {
  PdfBuilder builder;
  int inner = builder.stream(show("A", 20, 30), "/Type /XObject /Subtype /Form /BBox [0 0 200 100]");
  for (int depth = 0; depth < 5; ++depth) {
    inner = builder.stream("/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /X " +
                                        std::to_string(inner) +
                                        " 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 "
                                        "/BaseFont /Helvetica >> >> >>");
  }
  builder.page("/X Do", "", "/XObject << /X " + std::to_string(inner) + " 0 R >>");
  EXPECT_EQ(read(builder.build()).text(), U"A");
  Limits limits;
  limits.form_depth = 4;
  const Reading reading = read(builder.build(), limits);
  ASSERT_FALSE(reading.outcome);
  EXPECT_NE(reading.outcome.error().message.find("`form_depth`"), std::string::npos);
}

// Ten forms that run the next one twice, each: a thousand runs of the last, in a file of a few lines.
TEST(TextReader, BoundsFormsThatMultiply) {
  PdfBuilder builder;
  int inner = builder.stream(show("A", 20, 30), "/Type /XObject /Subtype /Form /BBox [0 0 200 100]");
  for (int depth = 0; depth < 20; ++depth) {
    inner = builder.stream("/X Do /X Do",
                           "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /X " +
                               std::to_string(inner) + " 0 R >> >>");
  }
  builder.page("/X Do", "", "/XObject << /X " + std::to_string(inner) + " 0 R >>");
  Limits limits;
  limits.operators_per_page = 100'000;
  EXPECT_FALSE(read(builder.build(), limits).outcome);
}

}  // namespace

}  // namespace prefill::pdf::test
