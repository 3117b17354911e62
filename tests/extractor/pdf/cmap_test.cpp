// What CMaps say, from their text: mappings, codespaces, mistakes, and ranges that would cost too much one by one.

#include "extractor/pdf/cmap.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/pdf/cmap_parser.h"
#include "extractor/pdf/context.h"

namespace prefill::pdf {

namespace {

using namespace std::string_literals;

struct Parsed {
  explicit Parsed(const std::string& text, const CMap* base = nullptr) : cmap(&memory) {
    used = parse_cmap({reinterpret_cast<const Byte*>(text.data()), text.size()}, cmap);
    if (base) cmap.set_base(base);
    cmap.finish();
  }

  // The characters of a code; empty when it is not mapped.
  [[nodiscard]] std::u32string operator[](std::uint32_t code) const {
    std::array<char32_t, CMap::most_characters> found{};
    return {found.data(), cmap.characters(code, found)};
  }

  // The codes of a string, and after each how many bytes it took: "41:1 4142:2".
  [[nodiscard]] std::string codes(const std::string& bytes) const {
    std::string text;
    const auto* at = reinterpret_cast<const Byte*>(bytes.data());
    for (const Byte* end = at + bytes.size(); at < end;) {
      const Byte* before = at;
      std::array<char, 32> code{};
      const unsigned number = cmap.next_code(at, end);
      std::snprintf(code.data(), code.size(), "%X:%d ", number, static_cast<int>(at - before));
      text += code.data();
    }
    return text;
  }

  boost::container::pmr::monotonic_buffer_resource memory;
  std::string used;
  CMap cmap;
};

TEST(CMap, MapsCharacters) {
  const Parsed cmap("2 beginbfchar <0003> <0020> <01> <00E9> endbfchar");
  EXPECT_EQ(cmap[3], U" ");
  EXPECT_EQ(cmap[1], U"é");
  EXPECT_EQ(cmap[2], U"");
}

TEST(CMap, MapsOneCodeToSeveralCharactersAndSurrogatePairs) {
  const Parsed cmap("beginbfchar <01> <00660069> <02> <D83DDE00> <03> <D83DDE000021> <04> <D83D> endbfchar");
  EXPECT_EQ(cmap[1], U"fi");
  EXPECT_EQ(cmap[2], U"\U0001F600");
  EXPECT_EQ(cmap[3], U"\U0001F600!");
  EXPECT_EQ(cmap[4], std::u32string(1, 0xD83D)) << "half a pair is left to the reader of the font";
}

TEST(CMap, RangesCountUp) {
  const Parsed cmap(
      "beginbfrange <41> <43> <0061> <50> <52> [<0078> <00790079> <007A>] <60> <62> <00660061> endbfrange");
  EXPECT_EQ(cmap[0x41] + cmap[0x42] + cmap[0x43], U"abc");
  EXPECT_EQ(cmap[0x50] + cmap[0x51] + cmap[0x52], U"xyyz");
  EXPECT_EQ(cmap[0x60] + cmap[0x61] + cmap[0x62], U"fafbfc");
  EXPECT_EQ(cmap[0x44] + cmap[0x53] + cmap[0x63], U"");
}

TEST(CMap, SectionsNeedNotBeInOrder) {
  const Parsed cmap("beginbfchar <09> <0039> <02> <0032> endbfchar beginbfrange <05> <07> <0035> endbfrange");
  EXPECT_EQ(cmap[2] + cmap[5] + cmap[6] + cmap[7] + cmap[9], U"25679");
}

TEST(CMap, WhatIsMappedLaterWins) {
  const Parsed cmap("beginbfrange <10> <20> <0041> <12> <13> <0078> <1F> <30> <00610062> <25> <25> <0021> endbfrange");
  EXPECT_EQ(cmap[0x10] + cmap[0x11] + cmap[0x12] + cmap[0x13] + cmap[0x14], U"ABxyE");
  EXPECT_EQ(cmap[0x1E] + cmap[0x1F] + cmap[0x20] + cmap[0x24] + cmap[0x25] + cmap[0x26], U"Oabacag!ai");
  const Parsed twice("beginbfchar <01> <0061> <01> <0062> endbfchar");
  EXPECT_EQ(twice[1], U"b");
}

// Whether codes are mapped one by one or within ranges, short ones or wide ones.
TEST(CMap, WhatIsMappedLaterWinsWhateverItsForm) {
  const Parsed cmap(
      "beginbfchar <0001> <0061> <0002> <0062> <0003> <00660069> <0004> <0064> endbfchar\n"
      "beginbfrange <0002> <1000> <4000> endbfrange\n"
      "beginbfchar <0004> <0065> <0005> <00660066> endbfchar\n"
      "beginbfrange <0006> <0007> <0067> <0007> <0007> <00680069> <0900> <0FFF> <00410042> endbfrange\n"
      "beginbfchar\n<0007> <006a>\n<0901> <006B>\nendbfchar");
  EXPECT_EQ(cmap[1] + cmap[2] + cmap[3], U"a\u4000\u4001");
  EXPECT_EQ(cmap[4] + cmap[5] + cmap[6] + cmap[7] + cmap[8], U"effgj\u4006");
  EXPECT_EQ(cmap[0x900] + cmap[0x901] + cmap[0x902], U"ABkAD");
  EXPECT_EQ(cmap[0x1000], U"\u4FFE");
  EXPECT_EQ(cmap[0x1001], U"");
}

// Each in a section of many, all with room behind them, so that usual forms and unusual ones follow each other.
TEST(CMap, ReadsMappingsInEveryForm) {
  const std::vector<std::pair<std::string, std::u32string>> forms = {
      {"<%04X> <00e9>\n", U"é"},      {"<%04x> <00E9>\r\n", U"é"},   {"<%04X><00E9>\n", U"é"},
      {"<%04X>  <00E9>\n", U"é"},     {"\n\n<%04X> <00E9>\n", U"é"}, {"<%04X> <D83DDE00>\n", U"\U0001F600"},
      {"<%04X> <00660069>\n", U"fi"}, {"<%04X> <E9>\n", U""},        {"%% a comment\n<%04X> <00E9>\n", U"é"},
      {"<%04X> <FFFD> ", U"\uFFFD"},  {"< %04X > < 00E9 >\n", U"é"}, {"<%04X> <0 0E9>\n", U"é"}};
  const auto form_of = [&forms](unsigned code) { return (7 * code + code / forms.size()) % forms.size(); };
  std::string text = "beginbfchar\n";
  for (unsigned code = 0; code < 600; ++code) {
    std::array<char, 64> line{};
    std::snprintf(line.data(), line.size(), forms[form_of(code)].first.c_str(), code);
    text += line.data();
  }
  const Parsed cmap(text + "endbfchar\nbeginbfchar <41> <0061>\n<42> <0062>\n <43>\n<0063>\n endbfchar     ");
  for (unsigned code = 0; code < 600; ++code) {
    if (code >= 0x41 && code <= 0x43) continue;
    ASSERT_EQ(cmap[code], forms[form_of(code)].second) << code;
  }
  EXPECT_EQ(cmap[0x41] + cmap[0x42] + cmap[0x43], U"abc");
}

TEST(CMap, KeepsWideRangesAsRanges) {
  const Parsed cmap("begincidrange <00000000> <FFFFFFFF> 0 <00000005> <FFFFFFFE> 100 endcidrange");
  EXPECT_EQ(cmap.cmap.number(4), 4u);
  EXPECT_EQ(cmap.cmap.number(5), 100u);
  EXPECT_EQ(cmap.cmap.number(0xFFFFFFFE), 0xFFFFFFFEu - 5 + 100);
  EXPECT_EQ(cmap.cmap.number(0xFFFFFFFF), 0xFFFFFFFFu);
}

TEST(CMap, ManyOverlappingRangesCostNoMoreThanTheirNumber) {
  std::string text = "beginbfrange\n";
  for (int i = 0; i < 200'000; ++i) text += "<0000> <FFFF> <0041>\n";
  text += "endbfrange beginbfchar <01> <0042> endbfchar";
  const Parsed cmap(text);
  EXPECT_EQ(cmap[0], U"A");
  EXPECT_EQ(cmap[1], U"B") << "of equal ranges, those beyond the limit change nothing";
}

TEST(CMap, TargetsMayBeTooLongOrTooShort) {
  const Parsed cmap(
      "beginbfchar <01> <00410042004300440045004600470048> <02> <004100420043004400450046004700480049> <03> <41> "
      "<04> <004142> <05> <> endbfchar");
  EXPECT_EQ(cmap[1], U"ABCDEFGH");
  EXPECT_EQ(cmap[2], U"\uFFFD");
  EXPECT_EQ(cmap[3], U"");
  EXPECT_EQ(cmap[4], U"A");
  EXPECT_EQ(cmap[5], U"");
}

TEST(CMap, ReadsHowProducersWrite) {
  const Parsed cmap(
      "%!PS\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) "
      "/Ordering (UCS) /Supplement 0 >> def\n1 begincodespacerange<00><FF>endcodespacerange\n"
      "3 beginbfchar<01><0041><02><00 4\n2>(\\003) (\\000C) endbfchars\n1 beginbfrange<10><11>[<0058><0059>]endbfrange "
      "endcmap beginbfchar <20> <0020> endbfchar");
  EXPECT_EQ(cmap[1] + cmap[2] + cmap[3], U"ABC");
  EXPECT_EQ(cmap[0x10] + cmap[0x11], U"XY");
  EXPECT_EQ(cmap[0x20], U"") << "it stands behind the end";
}

TEST(CMap, AMistakeEndsItsSectionAlone) {
  const Parsed cmap(
      "beginbfchar <01> <0041> <02> /nonsense <03> <0043> endbfchar\n"
      "beginbfrange <20> <10> <0041> <21> <22> <0041> endbfrange\n"
      "beginbfrange <30> <31> [<0061> 7 <0062>] <32> <32> <0063> endbfrange");
  EXPECT_EQ(cmap[1], U"A");
  EXPECT_EQ(cmap[3] + cmap[0x21], U"");
  EXPECT_EQ(cmap[0x30] + cmap[0x31] + cmap[0x32], U"ac");
}

TEST(CMap, CutOffAnywhereKeepsWhatCameBefore) {
  const std::string text =
      "1 beginbfchar <01> <0041> <02> <00420043> endbfchar 1 beginbfrange <10> <12> [<0061> <0062>";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const Parsed cmap(text.substr(0, size));
    EXPECT_EQ(cmap[1], size >= text.find("> <02>") + 1 ? U"A" : U"") << size;
  }
}

TEST(CMap, CutsStringsByCodespaces) {
  const Parsed cmap(
      "begincodespacerange <00> <7F> <8140> <9FFC> <E0000000> <E0FFFFFF> endcodespacerange begincidchar <41> 1 "
      "endcidchar");
  EXPECT_EQ(cmap.codes("A\x81\x40\xE0\x01\x02\x03"), "41:1 8140:2 E0010203:4 ");
  EXPECT_EQ(cmap.codes("\xFF\x81"), "0:1 0:1 ") << "bytes outside are the code 0, one by one";
  EXPECT_FALSE(cmap.cmap.plain_two_bytes());
}

TEST(CMap, WithoutCodespacesCodesHaveTwoBytes) {
  const Parsed cmap("begincidrange <0000> <00FF> 7 endcidrange");
  EXPECT_TRUE(cmap.cmap.plain_two_bytes());
  EXPECT_EQ(cmap.codes("\0\1\2"s), "1:2 0:1 ");
}

TEST(CMap, BuildsOnAnother) {
  const Parsed base("begincodespacerange <00> <FF> endcodespacerange begincidrange <00> <FF> 100 endcidrange");
  const Parsed cmap("/Base usecmap begincidchar <41> 7 endcidchar", &base.cmap);
  EXPECT_EQ(cmap.used, "Base");
  EXPECT_EQ(cmap.cmap.number(0x41), 7u);
  EXPECT_EQ(cmap.cmap.number(0x42), 0x42u + 100);
  EXPECT_EQ(cmap.codes("AB"), "41:1 42:1 ");
}

TEST(CMap, KnowsItsWritingMode) {
  EXPECT_TRUE(Parsed("/WMode 1 def").cmap.vertical());
  EXPECT_FALSE(Parsed("/WMode 0 def").cmap.vertical());
  EXPECT_FALSE(Parsed("/CMapName /WModel def").cmap.vertical());
}

TEST(CMap, IdentityMapsEveryTwoBytesToThemselves) {
  boost::container::pmr::monotonic_buffer_resource memory;
  const CMap cmap = CMap::identity(&memory, true);
  EXPECT_TRUE(cmap.plain_two_bytes());
  EXPECT_TRUE(cmap.vertical());
  EXPECT_EQ(cmap.number(0), 0u);
  EXPECT_EQ(cmap.number(0xFFFF), 0xFFFFu);
  EXPECT_FALSE(cmap.number(0x10000).has_value());
}

TEST(CMap, PredefinedOnesLeadFromCodesToCharacters) {
  const Context context;
  boost::container::pmr::monotonic_buffer_resource memory;
  const auto codes = CMap::predefined(context.raw(), "UniGB-UCS2-H", &memory);
  const auto characters = CMap::predefined(context.raw(), "Adobe-GB1-UCS2", &memory);
  ASSERT_TRUE(codes && characters);
  const auto cid = codes->number(0x4E00);
  ASSERT_TRUE(cid);
  std::array<char32_t, CMap::most_characters> found{};
  ASSERT_EQ(characters->characters(*cid, found), 1u);
  EXPECT_EQ(found[0], U'一');
  EXPECT_TRUE(CMap::predefined(context.raw(), "90ms-RKSJ-V", &memory)->vertical());
  EXPECT_FALSE(CMap::predefined(context.raw(), "No-Such-H", &memory));
}

}  // namespace

}  // namespace prefill::pdf
