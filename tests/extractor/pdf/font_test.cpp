// Fonts of every kind: what their codes mean and how far they advance.

#include "extractor/pdf/font.h"

#include <gtest/gtest.h>

#include "extractor/pdf/blank.h"
#include "tests/extractor/pdf/font_fixture.h"

namespace prefill::pdf::test {

namespace {

using namespace std::string_literals;

constexpr std::string_view descendant = "/Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Some ";
constexpr std::string_view identity = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ";

// A simple font with a font program; `entries` beside the descriptor.
std::string embedded(FontFile& file, std::string_view entries, std::string_view descriptor = "/Flags 4") {
  const std::string program = file.stream("no font program");
  return "<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Some /FontDescriptor << /FontFile2 " + program +
         std::string(descriptor) + " >> " + std::string(entries) + " >>";
}

// A Type 0 font; `entries` go into the font, `cid_entries` into its descendant.
std::string composite(std::string_view entries, std::string_view cid_entries) {
  return "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Some " + std::string(entries) + " /DescendantFonts [ << " +
         std::string(descendant) + std::string(cid_entries) + " >> ] >>";
}

TEST(Font, ToUnicodeComesBeforeTheEncoding) {
  FontFile file;
  const std::string cmap = file.to_unicode("beginbfchar <41> <0078> <42> <0000> <43> <00660069> <44> <00A0> endbfchar");
  file.open(embedded(file, "/Widths [1] /Encoding /WinAnsiEncoding /ToUnicode " + cmap));
  EXPECT_EQ(file.text(0x41), U"x");
  EXPECT_EQ(file.meaning(0x42), Meaning::unknown) << "U+0000 says nothing";
  EXPECT_EQ(file.text(0x43), U"fi");
  EXPECT_EQ(file.meaning(0x43), Meaning::several);
  EXPECT_EQ(file.meaning(0x44), Meaning::blank);
  EXPECT_EQ(file.text(0x45), U"E") << "ToUnicode says nothing of it";
}

TEST(Font, LigaturesAreTheirLetters) {
  FontFile file;
  const std::string cmap = file.to_unicode(
      "beginbfchar <01> <FB00> <02> <FB01> <03> <FB02> <04> <FB03> <05> <FB04> <06> <FB06> <07> <0061FB01> endbfchar");
  file.open(embedded(file, "/Widths [1] /ToUnicode " + cmap));
  EXPECT_EQ(file.text(1) + file.text(2) + file.text(3) + file.text(4) + file.text(5) + file.text(6), U"fffiflffifflst");
  EXPECT_EQ(file.text(7), U"afi");
}

TEST(Font, WhatPrintsNothingIsLeftOutOfSeveralCharacters) {
  FontFile file;
  const std::string cmap =
      file.to_unicode("beginbfchar <01> <00610020> <02> <00200009> <03> <200B006100AD0062> <04> <D800> endbfchar");
  file.open(embedded(file, "/Widths [1] /ToUnicode " + cmap));
  EXPECT_EQ(file.meaning(1), Meaning::character);
  EXPECT_EQ(file.text(1), U"a");
  EXPECT_EQ(file.meaning(2), Meaning::blank);
  EXPECT_EQ(file.text(3), U"a\u00ADb");
  EXPECT_EQ(file.meaning(4), Meaning::unknown) << "half a surrogate pair";
}

TEST(Font, OnlyTheProgramKnowsCodesWithoutNames) {
  FontFile file;
  file.open(
      embedded(file, "/FirstChar 65 /LastChar 67 /Widths [500 600 700] /Encoding << /Differences [65 /A /g23] >>"));
  EXPECT_EQ(file.text(65), U"A");
  EXPECT_EQ(file.meaning(66), Meaning::unknown) << "MuPDF would not know this name either";
  EXPECT_EQ(file.meaning(67), Meaning::in_program);
  EXPECT_EQ(file.text(67), U"\uFFFD");
  EXPECT_FLOAT_EQ(file.advance(67), 700);
}

// A font program with a `post` table of this version and a Macintosh `cmap` of this format, by which `A` and `B` have
// glyphs, or nothing but zeros in its place.
std::string truetype(std::string_view post_version, std::string_view subtable) {
  const std::string header = "\0\1\0\0\0\2\0\0\0\0\0\0"s;
  const std::string post = "post\0\0\0\0\0\0\0\54\0\0\0\4"s;
  const std::string cmap = "cmap\0\0\0\0\0\0\0\60\0\0\1\0"s;
  return header + post + cmap + std::string(post_version) + "\0\0\0\1\0\1\0\0\0\0\0\14"s + std::string(subtable);
}

// The meaning of `A`, `B` and `C` in a symbolic font with this program.
std::vector<Meaning> meanings_with(const std::string& program) {
  FontFile file;
  const std::string stream = file.stream(program);
  file.open("<< /Type /Font /Subtype /TrueType /FontDescriptor << /Flags 4 /FontFile2 " + stream +
            " >> /FirstChar 65 /LastChar 67 /Widths [500 600 700] >>");
  return {file.meaning('A'), file.meaning('B'), file.meaning('C')};
}

TEST(Font, CodesOfUnnamedGlyphsAreWinAnsi) {
  const std::string unnamed = "\0\3\0\0"s;
  const std::string bytes = "\0\0\1\6\0\0"s + std::string(65, '\0') + "\1\2"s + std::string(189, '\0');
  const std::string from_a = "\0\6\0\16\0\0\0\101\0\2\0\1\0\2"s;
  const std::vector<Meaning> known{Meaning::character, Meaning::character, Meaning::in_program};
  EXPECT_EQ(meanings_with(truetype(unnamed, bytes)), known);
  EXPECT_EQ(meanings_with(truetype(unnamed, from_a)), known);

  const std::vector<Meaning> unknown(3, Meaning::in_program);
  EXPECT_EQ(meanings_with(truetype("\0\2\0\0"s, from_a)), unknown) << "the glyphs have names";
  EXPECT_EQ(meanings_with(truetype(unnamed, "\0\4"s + from_a.substr(2))), unknown) << "another format";
  EXPECT_EQ(meanings_with(truetype(unnamed, from_a).substr(0, 40)), unknown) << "cut off";
  EXPECT_EQ(meanings_with(""), unknown);
}

TEST(Font, OnlyTheProgramKnowsWidthsThatAreMissing) {
  FontFile file;
  file.open(embedded(file, "/Encoding /WinAnsiEncoding"));
  EXPECT_EQ(file.meaning('A'), Meaning::in_program);
}

TEST(Font, WidthsOutsideTheirRangeAreTheMissingWidth) {
  FontFile file;
  file.open(embedded(file, "/FirstChar 65 /LastChar 66 /Widths [500.5 0] /Encoding /WinAnsiEncoding",
                     "/Flags 32 /MissingWidth 250"));
  EXPECT_FLOAT_EQ(file.advance('A'), 500.5);
  EXPECT_FLOAT_EQ(file.advance('B'), 0);
  EXPECT_FLOAT_EQ(file.advance('C'), 250);
  EXPECT_EQ(file.text('C'), U"C");
}

TEST(Font, StandardFontsNeedNoWidths) {
  FontFile file;
  file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Arial,Bold /Encoding /WinAnsiEncoding >>");
  EXPECT_NEAR(file.advance('A'), 722, 0.01);
  EXPECT_EQ(file.text(0x80), U"€");
  EXPECT_NEAR(file.advance(0x80), 556, 0.01);
  EXPECT_EQ(file.meaning(0xA0), Meaning::blank);
  EXPECT_NEAR(file.advance(0xA0), 278, 0.01);
  EXPECT_GT(file.font->ascent(), 0.7F);
  EXPECT_LT(file.font->descent(), -0.15F);
}

TEST(Font, WidthsFollowTheGlyphAndNotToUnicode) {
  FontFile file;
  const std::string cmap = file.to_unicode("beginbfchar <69> <0057> endbfchar");
  file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode " + cmap + " >>");
  EXPECT_EQ(file.text('i'), U"W");
  EXPECT_NEAR(file.advance('i'), 222, 0.01);
}

TEST(Font, WithoutAnEncodingItIsTheStandardOne) {
  FontFile file;
  file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Differences [1 /Euro] >> >>");
  EXPECT_EQ(file.text(0x27), U"’");
  EXPECT_EQ(file.text(0xE9), U"Ø");
  EXPECT_EQ(file.text(1), U"€");
  EXPECT_EQ(file.meaning(0x80), Meaning::unknown) << "no font program is there to know";
}

TEST(Font, SymbolAndDingbatsHaveEncodingsOfTheirOwn) {
  FontFile file;
  file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>");
  EXPECT_EQ(file.text('a'), U"α");
  EXPECT_NEAR(file.advance('a'), 631, 0.01);
  FontFile dingbats;
  dingbats.open("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>");
  EXPECT_EQ(dingbats.meaning(' '), Meaning::blank);
  EXPECT_NEAR(dingbats.advance(0x21), 974, 0.01);
}

TEST(Font, AFontThatIsNotThereIsMeasuredByItsNearest) {
  FontFile file;
  file.open(
      "<< /Type /Font /Subtype /TrueType /BaseFont /Georgia-Bold /Encoding /WinAnsiEncoding "
      "/FontDescriptor << /Flags 34 >> >>");
  EXPECT_NEAR(file.advance('A'), 722, 0.01) << "Times-Bold";
  EXPECT_EQ(file.text('A'), U"A");
}

TEST(Font, Type3IsMeasuredByItsMatrix) {
  FontFile file;
  const std::string procedure = file.stream("0 0 m");
  file.open(
      "<< /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 -0.02 0 0] /FontBBox [0 -40 50 10] /FirstChar 65 "
      "/LastChar 66 /Widths [50 60] /Encoding << /Differences [65 /a65x /eacute 200 /zzz] >> /CharProcs << /a65x " +
      procedure + " >> >>");
  EXPECT_TRUE(file.font->type3());
  EXPECT_FLOAT_EQ(file.advance(65), 500);
  EXPECT_EQ(file.text(65), U"A") << "a name that says nothing leaves the code";
  EXPECT_EQ(file.text(66), U"é");
  EXPECT_EQ(file.text(67), U"C");
  EXPECT_EQ(file.meaning(200), Meaning::unknown);
  EXPECT_FLOAT_EQ(file.font->ascent(), 0.8F);
  EXPECT_FLOAT_EQ(file.font->descent(), -0.2F);
}

TEST(Font, CompositeFontsTakeTwoBytesAndMeasureByCid) {
  FontFile file;
  const std::string cmap = file.to_unicode("beginbfrange <0001> <0003> <0041> endbfrange");
  const Font& font = file.open(
      composite("/Encoding /Identity-H /ToUnicode " + cmap, std::string(identity) + "/DW 400 /W [1 [500 600.25]]"));
  const Bytes bytes = bytes_of(std::string_view("\0\1\0\2\1", 5));
  const Byte* at = bytes.data();
  const Byte* const end = at + bytes.size();
  EXPECT_EQ(font.next_code(at, end), 1u);
  EXPECT_EQ(font.next_code(at, end), 2u);
  EXPECT_EQ(font.next_code(at, end), 0u) << "half a code";
  EXPECT_EQ(at, end);
  EXPECT_FALSE(font.vertical());
  EXPECT_EQ(file.text(1) + file.text(2) + file.text(3), U"ABC");
  EXPECT_FLOAT_EQ(file.advance(1), 500);
  EXPECT_FLOAT_EQ(file.advance(2), 600.25);
  EXPECT_FLOAT_EQ(file.advance(3), 400);
  EXPECT_EQ(file.meaning(4), Meaning::unknown) << "glyph numbers alone say nothing to any reader";
}

TEST(Font, CidsOfKnownCollectionsAreCharacters) {
  FontFile file;
  file.open(composite("/Encoding /90ms-RKSJ-H", "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) >>"));
  const Bytes bytes = bytes_of("A\x93\xFA");
  const Byte* at = bytes.data();
  EXPECT_EQ(file.font->next_code(at, bytes.data() + bytes.size()), 0x41u);
  EXPECT_EQ(file.font->next_code(at, bytes.data() + bytes.size()), 0x93FAu);
  EXPECT_EQ(file.text(0x41), U"A");
  EXPECT_EQ(file.text(0x93FA), U"日");
  EXPECT_FLOAT_EQ(file.advance(0x93FA), 1000);
}

TEST(Font, EmbeddedEncodingsMapCodesToCids) {
  FontFile file;
  const std::string base =
      file.stream("begincodespacerange <00> <FF> endcodespacerange begincidchar <43> 9 endcidchar");
  const std::string encoding =
      file.stream("begincmap begincidrange <41> <42> 7 endcidrange endcmap", "/UseCMap " + base);
  const std::string cmap = file.to_unicode("beginbfrange <41> <44> <0061> endbfrange");
  file.open(composite("/Encoding " + encoding + " /ToUnicode " + cmap, std::string(identity) + "/W [7 [100 200 300]]"));
  const Bytes bytes = bytes_of("A");
  const Byte* at = bytes.data();
  EXPECT_EQ(file.font->next_code(at, at + 1), 0x41u);
  EXPECT_FLOAT_EQ(file.advance(0x41), 100);
  EXPECT_FLOAT_EQ(file.advance(0x42), 200);
  EXPECT_FLOAT_EQ(file.advance(0x43), 300);
  EXPECT_EQ(file.text(0x43), U"c");
  EXPECT_EQ(file.meaning(0x44), Meaning::blank) << "what the encoding does not know is not shown";
  EXPECT_FLOAT_EQ(file.advance(0x44), 0);
}

TEST(Font, CodesOfFourBytesAreLookedUpToo) {
  FontFile file;
  const std::string encoding = file.stream(
      "begincodespacerange <00000000> <FFFFFFFF> endcodespacerange begincidrange <00010000> <FFFFFFFF> 1 endcidrange");
  const std::string cmap = file.stream("beginbfchar <00010001> <0041> endbfchar");
  file.open(composite("/Encoding " + encoding + " /ToUnicode " + cmap, std::string(identity) + "/W [1 [100 200]]"));
  const CodeGlyph& glyph = file.font->glyph(0x10001);
  for (std::uint32_t code = 0x10000; code < 0x12000; ++code) EXPECT_NE(file.meaning(code), Meaning::unread);
  EXPECT_EQ(&file.font->glyph(0x10001), &glyph) << "glyphs stay where they are";
  EXPECT_EQ(file.text(0x10001), U"A");
  EXPECT_FLOAT_EQ(file.advance(0x10001), 200);
}

TEST(Font, VerticalWritingRunsDownFromTheMiddle) {
  FontFile file;
  file.open(
      composite("/Encoding /Identity-V", std::string(identity) + "/DW 600 /DW2 [800 -900] /W2 [5 [-500 250 700]]"));
  EXPECT_TRUE(file.font->vertical());
  EXPECT_FLOAT_EQ(file.advance(1), -900);
  EXPECT_FLOAT_EQ(file.font->vertical_offset(1).x, 0.3F);
  EXPECT_FLOAT_EQ(file.font->vertical_offset(1).y, 0.8F);
  EXPECT_FLOAT_EQ(file.advance(5), -500);
  EXPECT_FLOAT_EQ(file.font->vertical_offset(5).x, 0.25F);
  EXPECT_FLOAT_EQ(file.font->vertical_offset(5).y, 0.7F);
}

TEST(Font, ToUnicodeMayBeANameOrNothingReadable) {
  FontFile file;
  file.open(composite("/Encoding /Identity-H /ToUnicode /Identity-H", identity));
  EXPECT_EQ(file.text(0x41), U"A");
  FontFile broken;
  const std::string cmap = broken.stream("\xFF\xFE nothing");
  broken.open(embedded(broken, "/Widths [1] /Encoding /WinAnsiEncoding /ToUnicode " + cmap));
  EXPECT_EQ(broken.text('A'), U"A");
}

TEST(Font, CMapsThatBuildOnThemselvesEnd) {
  FontFile file;
  const std::string own = FontFile::reference(5);
  file.builder.object("null");
  const std::string encoding = file.stream("begincidchar <0041> 7 endcidchar", "/UseCMap" + own);
  ASSERT_EQ(encoding, own);
  file.open(composite("/Encoding" + encoding, std::string(identity) + "/W [7 [100]]"));
  EXPECT_FLOAT_EQ(file.advance(0x41), 100);
  EXPECT_EQ(file.meaning(0x42), Meaning::blank);
}

TEST(Font, HeightsAreTheDescriptorsWhereTheyArePlausible) {
  FontFile file;
  file.open(embedded(file, "/Widths [1]", "/Ascent 905 /Descent 212"));
  EXPECT_FLOAT_EQ(file.font->ascent(), 0.905F);
  EXPECT_FLOAT_EQ(file.font->descent(), -0.212F) << "some producers forget the sign";
  FontFile absurd;
  absurd.open(embedded(absurd, "/Widths [1]", "/Ascent 90000 /Descent 0"));
  EXPECT_FLOAT_EQ(absurd.font->ascent(), 0.8F);
  EXPECT_FLOAT_EQ(absurd.font->descent(), -0.2F);
}

TEST(Font, HeightsOfType1ProgramsAreTheirBoundingBox) {
  FontFile file;
  const std::string program = file.stream("no font program");
  file.open("<< /Type /Font /Subtype /Type1 /BaseFont /AAAAAA+Some /Widths [1] /FontDescriptor << /FontFile3 " +
            program + " /Ascent 700 /Descent -100 /FontBBox [-10 -250 1000 950] >> >>");
  EXPECT_FLOAT_EQ(file.font->ascent(), 0.95F);
  EXPECT_FLOAT_EQ(file.font->descent(), -0.25F);
}

TEST(Font, BlanksAreSpacesControlsAndMarksOfDirection) {
  for (const char32_t c :
       {U'\0', U'\t', U' ', U'\u0085', U'\u00A0', U'\u1680', U'\u2009', U'\u200F', U'\u3000', U'\uFEFF'}) {
    EXPECT_TRUE(prints_nothing(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'!', U'~', U'\u00A1', U'\u00AD', U'\u2010', U'\uFFFD', U'\U0001F600'}) {
    EXPECT_FALSE(prints_nothing(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace

}  // namespace prefill::pdf::test
