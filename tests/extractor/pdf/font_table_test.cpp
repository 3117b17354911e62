// Fonts are read once, found again, and replaced where they are broken.

#include "extractor/pdf/font_table.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/font_fixture.h"

namespace prefill::pdf::test {

namespace {

TEST(FontTable, FindsAFontAgainByItsNumber) {
  FontFile file;
  const std::string other = file.object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>");
  Font& font = file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  FontTable& fonts = file.opening->document->fonts();
  EXPECT_EQ(fonts.font(view_of(file.name)), &font);
  EXPECT_NE(fonts.font(view_of(other)), &font);
  const std::string again = file.name;
  EXPECT_EQ(fonts.font(view_of(again)), &font);
}

TEST(FontTable, FindsAFontInAResourceDictionaryByItsPlace) {
  FontFile file;
  Font& font = file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  FontTable& fonts = file.opening->document->fonts();
  const std::string direct = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>";
  Font* first = fonts.font(view_of(direct));
  EXPECT_NE(first, &font);
  EXPECT_EQ(fonts.font(view_of(direct)), first);
}

TEST(FontTable, TakesTimesForWhatIsNoFont) {
  for (const char* body :
       {"null", "7", "<< /Type /Font /Subtype /Type0 >>", "<< /Type /Font /Subtype /Type3 >>",
        "<< /Subtype /Type0 /Encoding /Nonsense /DescendantFonts [ << /Subtype /CIDFontType0 >> ] >>",
        "<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [ ] >>"}) {
    FontFile file;
    file.open(body);
    const Bytes bytes = bytes_of("AB");
    const Byte* at = bytes.data();
    EXPECT_EQ(file.font->next_code(at, at + 2), 0x41u) << body;
    EXPECT_EQ(file.text('A'), U"A") << body;
    EXPECT_NEAR(file.advance('A'), 722, 0.01) << body;
  }
}

TEST(FontTable, FontsCountAgainstTheMemoryOfTheDocument) {
  FontFile file;
  std::vector<std::string> names;
  for (int i = 0; i < 3000; ++i) names.push_back(file.object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"));
  Limits limits;
  limits.memory_bytes = std::size_t{8} << 20;
  file.open("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", limits);
  FontTable& fonts = file.opening->document->fonts();
  bool refused = false;
  for (const std::string& name : names) {
    Font* font = fonts.font(view_of(name));
    refused = refused || !font;
    // A code takes memory too.
    EXPECT_TRUE(!font || font->glyph('A').character == U'A');
  }
  EXPECT_TRUE(refused);
  EXPECT_EQ(file.opening->document->budget().stopped(), Stop::memory);
}

}  // namespace

}  // namespace prefill::pdf::test
