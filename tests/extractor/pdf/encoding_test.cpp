// Glyph names and base encodings.

#include "extractor/pdf/encoding.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/font_fixture.h"

namespace prefill::pdf::test {

namespace {

std::u32string meaning_of(std::string_view name) {
  std::array<char32_t, most_name_characters> found{};
  return {found.data(), characters_of_name(name, found)};
}

TEST(Encoding, NamesMeanWhatTheGlyphListSays) {
  EXPECT_EQ(meaning_of("A"), U"A");
  EXPECT_EQ(meaning_of("eacute"), U"é");
  EXPECT_EQ(meaning_of("Euro"), U"€");
  EXPECT_EQ(meaning_of("one"), U"1");
  EXPECT_EQ(meaning_of("fi"), U"\uFB01");
}

TEST(Encoding, NamesMaySayTheCharacterInDigits) {
  EXPECT_EQ(meaning_of("uni20AC"), U"€");
  EXPECT_EQ(meaning_of("u1F600"), U"\U0001F600");
  EXPECT_EQ(meaning_of("uni00660069"), U"fi");
}

TEST(Encoding, NamesMayHaveSuffixesAndParts) {
  EXPECT_EQ(meaning_of("a.alt"), U"a");
  EXPECT_EQ(meaning_of("f_i"), U"fi");
  EXPECT_EQ(meaning_of("f_f_l.liga"), U"ffl");
  EXPECT_EQ(meaning_of("T_zzz"), U"T") << "of a part that is not known nothing is left";
}

TEST(Encoding, NamesMayBeEscaped) {
  EXPECT_EQ(meaning_of("e#61cute"), U"é");
  EXPECT_EQ(meaning_of("#41"), U"A");
}

TEST(Encoding, NamesThatSayNothingAreUnknown) {
  for (const char* name : {"g23", "C0032", ".notdef", "", "cid12", "uni00G1"}) {
    EXPECT_EQ(meaning_of(name), U"\uFFFD") << name;
  }
  EXPECT_EQ(meaning_of(std::string(1000, 'a')), U"\uFFFD");
}

TEST(Encoding, BaseEncodingsDifferAboveAscii) {
  EXPECT_EQ((*base_encoding("WinAnsiEncoding"))[0x80], u'€');
  EXPECT_EQ((*base_encoding("WinAnsiEncoding"))[0xE9], u'é');
  EXPECT_EQ((*base_encoding("MacRomanEncoding"))[0x8E], u'é');
  EXPECT_EQ((*base_encoding("StandardEncoding"))[0x27], u'’');
  EXPECT_EQ((*base_encoding("StandardEncoding"))[0xE9], u'Ø');
  EXPECT_EQ((*base_encoding("MacExpertEncoding"))[0x57], u'\uFB01');
  EXPECT_EQ((*base_encoding("StandardEncoding"))[0x80], 0);
  EXPECT_EQ(base_encoding("PDFDocEncoding"), nullptr);
}

TEST(Encoding, DifferencesComeBeforeTheBase) {
  const Bytes file = one_page("");
  const auto opening = std::make_unique<Opening>(file);
  ObjectTable& objects = opening->document->objects();
  SimpleEncoding encoding(base_encoding("WinAnsiEncoding"), view_of("[ 65 /B /C 300 /D 97.0 /E 3 0 R /F -1 /G ]"));
  const auto text = [&](std::uint32_t code) {
    std::array<char32_t, most_name_characters> found{};
    return std::u32string(found.data(), encoding.characters(code, objects, objects.arena(), found));
  };
  EXPECT_EQ(text(65) + text(66) + text(67), U"BCC");
  EXPECT_EQ(text(97) + text(98) + text(99), U"EFc");
  EXPECT_EQ(text(0), U"");
  EXPECT_EQ(text(300), U"");
}

}  // namespace

}  // namespace prefill::pdf::test
