// Which glyphs a page gives, and where a person sees them. Places are worked out by hand from the page's own numbers
// and the widths of Helvetica.

#include "extractor/pdf/page_reader.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

constexpr float tolerance = 0.05F;

struct Seen {
  const char* entries;
  float width;
  float height;
  Point origin;
  float size;
  Direction direction;
};

// "A" at 20, 30 of a page of 200 by 100.
class SeenPage : public testing::TestWithParam<Seen> {};

TEST_P(SeenPage, PlacesGlyphsAsAPersonSeesThem) {
  const Seen& seen = GetParam();
  const Reading reading(one_page(show("A", 20, 30), seen.entries));
  ASSERT_TRUE(reading.outcome);
  EXPECT_NEAR(reading.page.width, seen.width, tolerance);
  EXPECT_NEAR(reading.page.height, seen.height, tolerance);
  ASSERT_EQ(reading.text(), U"A");
  const Glyph& glyph = reading.page.glyphs[0];
  EXPECT_NEAR(glyph.origin.x, seen.origin.x, tolerance);
  EXPECT_NEAR(glyph.origin.y, seen.origin.y, tolerance);
  EXPECT_NEAR(glyph.size, seen.size, tolerance);
  EXPECT_EQ(glyph.direction, seen.direction);
  const bool lying = glyph.direction == Direction::down || glyph.direction == Direction::up;
  EXPECT_NEAR(lying ? glyph.box.height() : glyph.box.width(), 0.667F * seen.size, tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    Reader, SeenPage,
    testing::Values(Seen{"", 200, 100, {20, 70}, 10, Direction::right},
                    Seen{"/Rotate 90", 100, 200, {30, 20}, 10, Direction::down},
                    Seen{"/Rotate 180", 200, 100, {180, 30}, 10, Direction::left},
                    Seen{"/Rotate 270", 100, 200, {70, 180}, 10, Direction::up},
                    Seen{"/Rotate -90", 100, 200, {70, 180}, 10, Direction::up},
                    Seen{"/CropBox [10 20 110 90]", 100, 70, {10, 60}, 10, Direction::right},
                    Seen{"/CropBox [10 20 110 90] /Rotate 90", 70, 100, {10, 10}, 10, Direction::down},
                    Seen{"/MediaBox [-50 -50 150 50]", 200, 100, {70, 20}, 10, Direction::right},
                    Seen{"/UserUnit 2", 400, 200, {40, 140}, 20, Direction::right}));

TEST(Reader, GivesWhatThePageHeaderPromises) {
  const Reading reading(PdfBuilder().page("").page(show("Facture", 20, 30)).build(), 2);
  ASSERT_TRUE(reading.outcome);
  EXPECT_EQ(reading.page.number, 2);
  EXPECT_EQ(reading.page.reference_reader, tests_the_reference());
  EXPECT_EQ(reading.page.image_coverage, 0);
  EXPECT_EQ(reading.text(), U"Facture");
}

TEST(Reader, LeavesOutWhiteSpaceAndWhatLiesOutsideThePage) {
  const std::string content = show("A B\\240C", 20, 30) + show("above", 20, 120) + show("left", -40, 30);
  EXPECT_EQ(Reading(one_page(content)).text(), U"ABC");
}

TEST(Reader, BoxesRunFromPenToPen) {
  const auto glyphs = Reading(one_page(show("AB", 20, 30))).word(U"AB");
  EXPECT_NEAR(glyphs[0].box.x0, 20, tolerance);
  EXPECT_NEAR(glyphs[0].box.x1, 26.67, tolerance);
  EXPECT_NEAR(glyphs[1].box.x0, glyphs[0].box.x1, tolerance);
  EXPECT_LT(glyphs[0].box.y0, 70 - 6);
  EXPECT_GT(glyphs[0].box.y1, 70);
}

TEST(Reader, GivesColourAndOrderOfPainting) {
  const std::string content = "1 0 0 rg " + show("red", 20, 30) + "0 0 1 rg " + show("blue", 60, 30);
  const Reading reading(one_page(content));
  EXPECT_EQ(reading.word(U"red")[0].fill, 0xFF0000U);
  EXPECT_EQ(reading.word(U"blue")[0].fill, 0x0000FFU);
  EXPECT_LT(reading.word(U"red")[0].paint_order, reading.word(U"blue")[0].paint_order);
}

TEST(Reader, SplitsTheBoxOfALigature) {
  const std::string font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
  const auto glyphs = Reading(one_page(show("\\256x", 20, 30), "", font)).word(U"fix");
  EXPECT_NEAR(glyphs[0].box.x0, 20, tolerance);
  EXPECT_NEAR(glyphs[0].box.x1, 22.5, tolerance);
  EXPECT_NEAR(glyphs[1].box.x0, 22.5, tolerance);
  EXPECT_NEAR(glyphs[1].box.x1, 25, tolerance);
  EXPECT_NEAR(glyphs[1].origin.x, 22.5, tolerance);
  EXPECT_NEAR(glyphs[2].box.x0, 25, tolerance);
}

TEST(Reader, SplitsTheBoxOfACodeThatStandsForSeveralCharacters) {
  PdfBuilder builder;
  const int map = builder.stream(
      "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
      "2 beginbfchar <41> <004E00B00020> <42> <D835DC00> endbfchar endcmap");
  const int font = builder.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode " +
                                  std::to_string(map) + " 0 R >>");
  builder.page(show("AB", 20, 30), "/Rotate 90", "/Font << /F1 " + std::to_string(font) + " 0 R >>");
  const auto glyphs = Reading(builder.build()).word(U"N\u00B0\U0001D400");
  EXPECT_NEAR(glyphs[0].box.y0, 20, tolerance);
  EXPECT_NEAR(glyphs[0].box.y1, 20 + 6.67 / 2, tolerance);
  EXPECT_NEAR(glyphs[1].box.y1, 20 + 6.67, tolerance);
}

TEST(Reader, UnknownCharactersAreReplacementCharacters) {
  PdfBuilder builder;
  const int program = builder.object(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (Adobe) /Ordering "
      "(Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Unknown /Flags 4 >> >>");
  const int font = builder.object("<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H " +
                                  std::string("/DescendantFonts [") + std::to_string(program) + " 0 R] >>");
  builder.page("BT /F1 10 Tf 20 30 Td <FFF0> Tj ET", "", "/Font << /F1 " + std::to_string(font) + " 0 R >>");
  EXPECT_EQ(Reading(builder.build()).text(), U"\uFFFD");
}

TEST(Reader, EntersFormsWithinForms) {
  PdfBuilder builder;
  const int inner = builder.stream(show("inner", 0, 0),
                                   "/Type /XObject /Subtype /Form /BBox [0 -10 100 20] /Matrix [1 0 0 1 30 0] "
                                   "/Resources << /Font << /F1 3 0 R >> >>");
  const int outer =
      builder.stream("q 1 0 0 1 0 10 cm /Inner Do Q",
                     "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /Inner " +
                         std::to_string(inner) + " 0 R >> >>");
  builder.page("q 1 0 0 1 10 0 cm /Outer Do Q", "", "/XObject << /Outer " + std::to_string(outer) + " 0 R >>");
  const auto glyphs = Reading(builder.build()).word(U"inner");
  EXPECT_NEAR(glyphs[0].origin.x, 40, tolerance);
  EXPECT_NEAR(glyphs[0].origin.y, 90, tolerance);
  EXPECT_FALSE(glyphs[0].invisible);
}

TEST(Reader, FormThatContainsItselfEnds) {
  PdfBuilder builder;
  // The form gets number 4, the first after the font.
  builder.stream(show("once", 0, 20) + "/Self Do",
                 "/Type /XObject /Subtype /Form /BBox [0 0 200 100] "
                 "/Resources << /Font << /F1 3 0 R >> /XObject << /Self 4 0 R >> >>");
  builder.page("/Self Do", "", "/XObject << /Self 4 0 R >>");
  EXPECT_EQ(Reading(builder.build()).text().substr(0, 4), U"once");
}

// A page with one annotation whose appearance shows "note" 5 right of and 5 above its corner at 50, 40.
Bytes annotated(const std::string& entries) {
  PdfBuilder builder;
  const int look = builder.stream(show("note", 5, 5),
                                  "/Type /XObject /Subtype /Form /BBox [0 0 60 20] "
                                  "/Resources << /Font << /F1 3 0 R >> >>");
  const int annotation = builder.object("<< /Type /Annot /Rect [50 40 110 60] /AP << /N " + std::to_string(look) +
                                        " 0 R >> " + entries + " >>");
  builder.page(show("page", 10, 10), "/Annots [" + std::to_string(annotation) + " 0 R]");
  return builder.build();
}

TEST(Reader, GivesPrintedAnnotationsAtTheirPlaceAfterThePage) {
  const Reading reading(annotated("/Subtype /Stamp /F 4"));
  ASSERT_EQ(reading.text(), U"pagenote");
  EXPECT_NEAR(reading.word(U"note")[0].origin.x, 55, tolerance);
  EXPECT_NEAR(reading.word(U"note")[0].origin.y, 55, tolerance);
}

TEST(Reader, GivesFormFields) {
  EXPECT_EQ(Reading(annotated("/Subtype /Widget /FT /Tx /T (total) /F 4")).text(), U"pagenote");
}

TEST(Reader, LeavesOutAnnotationsThatAreHiddenOrNotPrinted) {
  for (const char* entries : {"/Subtype /Stamp /F 0", "/Subtype /Stamp /F 6", "/Subtype /Stamp", "/Subtype /Popup /F 4",
                              "/Subtype /Widget /FT /Tx /T (total) /F 0", "/Subtype /Widget /FT /Tx /T (total) /F 6"}) {
    EXPECT_EQ(Reading(annotated(entries)).text(), U"page") << entries;
  }
}

TEST(Reader, BrokenAppearanceCostsNothingElse) {
  PdfBuilder builder;
  const int broken = builder.object("<< /Type /Annot /Subtype /Square /F 4 /Rect [0 0 9 9] /AP << /N 77 0 R >> >>");
  const int look = builder.stream(show("note", 5, 5),
                                  "/Type /XObject /Subtype /Form /BBox [0 0 60 20] "
                                  "/Resources << /Font << /F1 3 0 R >> >>");
  const int whole = builder.object("<< /Type /Annot /Subtype /Stamp /F 4 /Rect [50 40 110 60] /AP << /N " +
                                   std::to_string(look) + " 0 R >> >>");
  builder.page(show("page", 10, 10),
               "/Annots [" + std::to_string(broken) + " 0 R " + std::to_string(whole) + " 0 R 88 0 R 3]");
  EXPECT_EQ(Reading(builder.build()).text(), U"pagenote");
}

TEST(Reader, LeavesOutHiddenOptionalContent) {
  PdfBuilder builder;
  const std::string off = std::to_string(builder.object("<< /Type /OCG /Name (off) >>")) + " 0 R";
  const std::string on = std::to_string(builder.object("<< /Type /OCG /Name (on) >>")) + " 0 R";
  builder.catalog("/OCProperties << /OCGs [" + off + " " + on + "] /D << /OFF [" + off + "] >> >>");
  builder.page("/OC /Off BDC " + show("hidden", 20, 30) + "EMC /OC /On BDC " + show("shown", 20, 50) + "EMC", "",
               "/Properties << /Off " + off + " /On " + on + " >>");
  EXPECT_EQ(Reading(builder.build()).text(), U"shown");
}

TEST(Reader, DamagedStreamGivesItsGoodBeginning) {
  PdfBuilder builder;
  std::string hex;
  for (const char c : show("good", 20, 30)) {
    hex += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 15];
  }
  const int contents = builder.stream(hex + "!!!!" + hex, "/Filter /ASCIIHexDecode");
  builder.page("", "/Contents " + std::to_string(contents) + " 0 R");
  const Reading reading(builder.build());
  ASSERT_TRUE(reading.outcome);
  EXPECT_EQ(reading.text(), U"good");
}

TEST(Reader, NonsenseBetweenOperatorsIsPassedOver) {
  const Reading reading(one_page(show("one", 20, 30) + ") ] >> /Nothing Do 1 2 3 nonsense " + show("two", 60, 30)));
  ASSERT_TRUE(reading.outcome);
  EXPECT_EQ(reading.text(), U"onetwo");
}

TEST(Reader, MissingPageObjectIsDamaged) {
  const Reading reading(PdfBuilder().kid("77 0 R").page(show("two", 20, 30)).build(), 1);
  ASSERT_FALSE(reading.outcome);
  EXPECT_EQ(reading.outcome.error().code, ErrorCode::damaged);
  EXPECT_EQ(reading.outcome.error().page, 1);
}

TEST(Reader, TooManyGlyphsAreALimit) {
  Limits limits;
  limits.glyphs_per_page = 5;
  EXPECT_TRUE(Reading(one_page(show("Total", 20, 30)), 1, limits).outcome);
  const Reading reading(one_page(show("Totals", 20, 30)), 1, limits);
  ASSERT_FALSE(reading.outcome);
  EXPECT_EQ(reading.outcome.error().code, ErrorCode::limit);
  EXPECT_NE(reading.outcome.error().message.find("`glyphs_per_page`"), std::string::npos);
  EXPECT_EQ(reading.outcome.error().page, 1);
}

TEST(Reader, TooManyOperationsAreALimit) {
  Limits limits;
  limits.operators_per_page = 10;
  std::string content;
  for (int i = 0; i < 11; ++i) content += "0 0 10 10 re f ";
  const Reading reading(one_page(content), 1, limits);
  ASSERT_FALSE(reading.outcome);
  EXPECT_EQ(reading.outcome.error().code, ErrorCode::limit);
  EXPECT_NE(reading.outcome.error().message.find("`operators_per_page`"), std::string::npos);
}

TEST(Reader, ReadsPageAfterPageIntoTheSameGlyphs) {
  const Bytes bytes = PdfBuilder().page(show("one", 20, 30)).page(show("two", 20, 30)).build();
  Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  PageGlyphs page(opening.arena.get());
  const auto reader = reader_under_test();
  ASSERT_TRUE(reader->read(*opening.document, 1, page));
  ASSERT_TRUE(reader->read(*opening.document, 2, page));
  ASSERT_EQ(page.glyphs.size(), 3U);
  EXPECT_EQ(page.glyphs[0].code, U't');
  EXPECT_EQ(page.number, 2);
}

}  // namespace

}  // namespace prefill::pdf::test
