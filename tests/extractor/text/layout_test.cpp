// Lines, cells and blocks from glyphs in any order. Most of it shows in the text: a tab ends a cell, a newline a line.

#include "extractor/text/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "extractor/pdf/context.h"
#include "extractor/pdf/document.h"
#include "extractor/pdf/text_reader.h"
#include "tests/extractor/page_fixture.h"

namespace prefill::text {
namespace {

using pdf::Direction;
using test::Sketch;
using test::SketchedPage;

std::string text_of(const Sketch& sketch) {
  return std::string(SketchedPage(sketch).page().text());
}

/// The text of each block, cells joined by " | ", in the order of the blocks.
std::vector<std::string> blocks_of(const Sketch& sketch) {
  SketchedPage sketched(sketch);
  const PageText& page = sketched.page();
  std::vector<std::string> found;
  for (const Block& block : page.blocks()) {
    std::string text;
    for (const Index c : block.cells)
      text += (text.empty() ? "" : " | ") + std::string(page.text(page.cells()[c].text));
    found.push_back(text);
  }
  return found;
}

/// All that a layout says of a page, a line a line: characters, their glyphs, boxes and sizes of cells.
std::vector<std::string> laid_out(const pdf::PageGlyphs& page, Care care) {
  boost::container::pmr::monotonic_buffer_resource arena;
  Layout layout(page, &arena, care);
  std::vector<char32_t> codes(2 * layout.glyphs());
  std::vector<Index> glyphs(2 * layout.glyphs());
  std::vector<std::string> found;
  while (const LineDraft* line = layout.next({codes.data(), glyphs.data()})) {
    std::ostringstream out;
    out.precision(9);
    out << line->baseline << ' ' << static_cast<int>(line->direction);
    Index at = 0;
    for (const CellDraft& cell : line->cells) {
      out << " | " << cell.box.x0 << ',' << cell.box.y0 << ',' << cell.box.x1 << ',' << cell.box.y1 << " of "
          << cell.size;
      for (; at < cell.end; ++at) out << ' ' << static_cast<std::uint32_t>(codes[at]) << '@' << glyphs[at];
    }
    found.push_back(out.str());
  }
  found.push_back(std::to_string(layout.usual_size()));
  return found;
}

/// A page of words as producers paint them, and of all that makes lines odd: each in one page or another.
pdf::PageGlyphs random_page(std::mt19937& random, Arena* arena) {
  const auto one_in = [&](unsigned times) { return random() % times == 0; };
  const auto any_of = [&](auto... values) { return std::array{values...}[random() % sizeof...(values)]; };
  const auto rarity = [&] { return any_of(5U, 40U, 1000U); };
  const unsigned accents = rarity();
  const unsigned marks = rarity();
  const unsigned jumps = rarity();
  pdf::PageGlyphs page(arena);
  page.width = 595;
  page.height = 842;
  for (int piece = 0; piece < 30; ++piece) {
    float x = static_cast<float>(random() % 500);
    const float y = 12 * static_cast<float>(1 + random() % 40) + any_of(0.0F, 0.0F, 0.5F, 3.0F);
    const float size = any_of(10.0F, 10.0F, 10.0F, 6.0F, 14.3F);
    const unsigned word = any_of(6U, 6U, 6U, 1U);
    for (std::size_t length = random() % 30; length > 0; --length) {
      pdf::Glyph& glyph = page.glyphs.emplace_back();
      glyph.code =
          one_in(accents) ? any_of(U'`', U'\u00A8', U'\u02C6', U'€', U'\u4E00') : any_of(U'a', U'n', U'1', U'.');
      const float width = one_in(marks) ? 0 : size * any_of(0.3F, 0.5F, 0.55F);
      glyph.box = {x, y - 0.8F * size, x + width, one_in(10 * marks) ? y - size : y + 0.2F * size};
      glyph.origin = {x, y};
      glyph.size = size;
      glyph.covered = one_in(10 * marks);
      x += width;
      if (one_in(jumps)) x += size * any_of(0.6F, 0.7F, 0.9F, 1.0F, -0.1F, -0.25F, -0.25F, -0.5F, -1.0F);
      if (one_in(word)) x += size * any_of(0.1F, 0.149F, 0.15F, 0.1501F, 0.28F, 0.28F, 0.28F, 1.2F, 3.5F);
    }
  }
  return page;
}

TEST(Layout, StraightLinesAreWrittenAsAnyOther) {
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) {
    boost::container::pmr::monotonic_buffer_resource arena;
    const pdf::PageGlyphs page = random_page(random, &arena);
    ASSERT_EQ(laid_out(page, Care::usual), laid_out(page, Care::every_line)) << "page " << i;
  }
}

TEST(Layout, LinesOfTheSamplesAreWrittenAsAnyOther) {
  pdf::Context context;
  const std::unique_ptr<pdf::PageReader> reader = pdf::make_text_reader();
  std::size_t pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PREFILL_SOURCE_DIR "/corpus/samples")) {
    if (entry.path().extension() != ".pdf") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::vector<unsigned char> bytes(std::istreambuf_iterator<char>(file), {});
    boost::container::pmr::monotonic_buffer_resource arena;
    auto document = pdf::Document::open(context, bytes, pdf::Limits(), &arena);
    if (!document) continue;
    for (const int number : document->pages_to_read()) {
      pdf::PageGlyphs page(&arena);
      if (!reader->read(*document, number, page)) continue;
      ++pages;
      ASSERT_EQ(laid_out(page, Care::usual), laid_out(page, Care::every_line)) << entry.path() << ", page " << number;
    }
  }
  EXPECT_GT(pages, 90U);
}

TEST(Layout, ReadsFromTopToBottomAndLeftToRight) {
  EXPECT_EQ(text_of({{50, 200, "trois"}, {300, 100, "deux"}, {50, 100, "un"}}), "un\tdeux\ntrois\n");
}

TEST(Layout, OrderOfPaintingDoesNotMatter) {
  const Sketch sketch = {{50, 80, "FACTURE n° 2026-17", 18},
                         {50, 120, "Désignation\tQuantité\tMontant\nTravaux\t2\t1 234,56"},
                         {300, 200, "Mairie de Brest\n1 rue Haute\n29200 BREST"}};
  const std::string usual = text_of(sketch);
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    SketchedPage page(sketch);
    std::shuffle(page.glyphs().begin(), page.glyphs().end(), random);
    ASSERT_EQ(page.page().text(), usual);
  }
}

TEST(Layout, GapMakesASpaceOrEndsACell) {
  // Each of "total" and "12" is 25 and 10 points wide; the gap alone differs.
  EXPECT_EQ(text_of({{50, 100, "total"}, {76, 100, "12"}}), "total12\n");
  EXPECT_EQ(text_of({{50, 100, "total"}, {78, 100, "12"}}), "total 12\n");
  EXPECT_EQ(text_of({{50, 100, "total"}, {84, 100, "12"}}), "total 12\n");
  EXPECT_EQ(text_of({{50, 100, "total"}, {86, 100, "12"}}), "total\t12\n");
}

TEST(Layout, NarrowerGapEndsACellWhereWordsStandClosely) {
  // The gap of 0.8 em is nearly three of the line's spaces.
  EXPECT_EQ(text_of({{50, 100, "le net est ici"}, {120, 100, "12"}}), "le net est ici\t12\n");
}

TEST(Layout, BaselinesThatNearlyAgreeAreOneLine) {
  EXPECT_EQ(text_of({{50, 100, "un"}, {200, 103, "deux"}}), "un\tdeux\n");
  EXPECT_EQ(text_of({{50, 100, "un"}, {200, 106, "deux"}}), "un\ndeux\n");
}

TEST(Layout, SizesMayDifferInALine) {
  EXPECT_EQ(text_of({{50, 100, "FACTURE", 20}, {200, 100, "n° 12", 9}}), "facture\tn° 12\n");
}

TEST(Layout, SmallTextMayBeginALineAmongLargerText) {
  // The baselines are 3 points apart: for the large text that is one line, for the small text it is two. Behind the
  // small text, the large text of its baseline belongs to it.
  EXPECT_EQ(text_of({{50, 100, "un"}, {100, 103, "deux"}, {150, 103, "net", 5}, {200, 103, "trois"}}),
            "un\tdeux\nnet\ttrois\n");
  EXPECT_EQ(text_of({{50, 100, "un"}, {100, 103, "abc\tdef"}, {150, 103, "net", 5}}), "un\tabc\nnet\tdef\n");
}

TEST(Layout, PiecesThatReachIntoEachOtherAreReadFromLeftToRight) {
  // The first piece paints "a" and "c" 40 points apart, the second "b" between them.
  EXPECT_EQ(text_of({{50, 100, "ac", 10, Direction::right, 3.5F}, {70, 100, "b"}}), "a\tb\tc\n");
}

TEST(Layout, RaisedLettersBelongToTheirWord) {
  // "1er mars": the raised letters are smaller, and their baseline is higher.
  EXPECT_EQ(text_of({{50, 100, "1"}, {55, 95.5F, "er", 6}, {63, 100, "mars 2026"}}), "1er mars 2026\n");
  EXPECT_EQ(text_of({{50, 100, "n"}, {55, 95.5F, "o", 6}, {60.8F, 100, "12"}}), "n° 12\n");
}

TEST(Layout, LoweredDigitsBelongToTheirWord) {
  EXPECT_EQ(text_of({{50, 100, "CO"}, {60, 103, "2", 6}, {66, 100, "neutre"}}), "co2 neutre\n");
}

TEST(Layout, SmallPrintOfItsOwnIsALine) {
  EXPECT_EQ(text_of({{50, 100, "Total"}, {50, 106, "net", 5}}), "total\nnet\n");
}

TEST(Layout, LetterSpacedWordsAreWords) {
  EXPECT_EQ(text_of({{50, 100, "FACTURE", 10, Direction::right, 0.3F}}), "facture\n");
  EXPECT_EQ(text_of({{50, 100, "FACTURE", 10, Direction::right, 1.5F}}), "facture\n");
  EXPECT_EQ(text_of({{50, 100, "F A C T U R E"}}), "facture\n");
  EXPECT_EQ(text_of({{50, 100, "A V O I R", 20}}), "avoir\n");
}

TEST(Layout, LetterSpacedWordsKeepTheSpaceBetweenThem) {
  EXPECT_EQ(text_of({{50, 100, "BON DE COMMANDE", 10, Direction::right, 0.3F}}), "bon de commande\n");
}

TEST(Layout, BoxesThatHoldADigitEachAreOneNumber) {
  EXPECT_EQ(text_of({{50, 100, "73282932000074", 10, Direction::right, 1.2F}}), "73282932000074\n");
}

TEST(Layout, FewSingleLettersAreNoWord) {
  EXPECT_EQ(text_of({{50, 100, "a b c"}}), "a b c\n");
  EXPECT_EQ(text_of({{50, 100, "1 2 3 4"}}), "1 2 3 4\n");
}

TEST(Layout, BoldByPrintingTwiceCountsOnce) {
  EXPECT_EQ(text_of({{50, 100, "Total 100,00"}, {50.3F, 100, "Total 100,00"}}), "total 100,00\n");
  EXPECT_EQ(text_of({{50, 100, "Total"}, {50, 100, "Total"}, {50.2F, 100.2F, "Total"}}), "total\n");
}

TEST(Layout, DoubledLettersStay) {
  EXPECT_EQ(text_of({{50, 100, "commission 1100,00"}}), "commission 1100,00\n");
}

TEST(Layout, WhatNobodySeesIsLeftOut) {
  const Sketch sketch = {{50, 100, "a"}, {50, 120, "b"}, {50, 140, "c"}, {50, 160, "d"}, {50, 180, "e", 0.3F}};
  SketchedPage page(sketch);
  page.glyphs()[0].invisible = true;
  page.glyphs()[1].covered = true;
  page.glyphs()[2].unlit = true;
  EXPECT_EQ(page.page().text(), "d\n");
}

TEST(Layout, PilesOfGlyphsAreLaidOutInTime) {
  // With a quadratic step, each of these would take minutes.
  constexpr std::size_t many = 100'000;
  const std::string letters(many, 'x');
  for (const float step : {0.0F, 3.0F}) {     // in one place, or each a cell of its own
    for (const float pitch : {0.0F, 5.0F}) {  // on one baseline, or each on its own
      SketchedPage page({{50, 100, letters}});
      for (std::size_t i = 0; i < many; ++i) {
        pdf::Glyph& glyph = page.glyphs()[i];
        glyph.code = U'\u4E00' + static_cast<char32_t>(i % 20'000);  // all different, so that none is a repetition
        glyph.size = 1;
        glyph.box = {step * static_cast<float>(i), pitch * static_cast<float>(i), step * static_cast<float>(i) + 0.5F,
                     pitch * static_cast<float>(i) + 1};
        glyph.origin = {glyph.box.x0, glyph.box.y1};
      }
      EXPECT_EQ(page.page().lines().size(), pitch > 0 ? many : 1U) << step << " " << pitch;
    }
  }
}

TEST(Layout, EmptyPageHasNothing) {
  SketchedPage page({});
  EXPECT_EQ(page.page().text(), "");
  EXPECT_TRUE(page.page().lines().empty());
  EXPECT_TRUE(page.page().blocks().empty());
}

TEST(Layout, TurnedTextIsReadInItsOwnDirection) {
  for (const Direction direction : {Direction::down, Direction::left, Direction::up}) {
    EXPECT_EQ(text_of({{300, 400, "SIRET 732 829 320 00074\nRCS Paris", 10, direction}}),
              "siret 732 829 320 00074\nrcs paris\n")
        << static_cast<int>(direction);
  }
}

TEST(Layout, TurnedTextComesBehindTheRest) {
  EXPECT_EQ(text_of({{20, 600, "marge", 8, Direction::up}, {50, 700, "Facture n° 12"}}), "facture n° 12\nmarge\n");
}

TEST(Layout, TurnedTextDoesNotCutTheLinesItCrosses) {
  EXPECT_EQ(text_of({{50, 100, "Facture n° 12"}, {300, 60, "marge", 8, Direction::down}}), "facture n° 12\nmarge\n");
}

TEST(Layout, PageThatIsTurnedAsAWholeIsReadLikeAnyOther) {
  const std::string_view page = "FACTURE n° 12\nDate\tÉchéance\n12/03/2026\t11/04/2026";
  EXPECT_EQ(text_of({{500, 50, page, 10, Direction::down}}), text_of({{50, 50, page}}));
}

TEST(Blocks, AddressIsOneBlock) {
  EXPECT_EQ(blocks_of({{50, 100, "Mairie de Brest\n1 rue Haute\n29200 BREST"}}),
            (std::vector<std::string>{"mairie de brest | 1 rue haute | 29200 brest"}));
}

TEST(Blocks, AddressesSideBySideAreTwo) {
  EXPECT_EQ(blocks_of({{50, 100, "Durand SARL\n2 rue Basse"}, {330, 100, "Mairie\n1 rue Haute"}}),
            (std::vector<std::string>{"durand sarl | 2 rue basse", "mairie | 1 rue haute"}));
}

TEST(Blocks, RaggedLinesShareTheLeftEdgeTheRightOneOrTheCentre) {
  EXPECT_EQ(blocks_of({{50, 100, "un"}, {50, 112, "deux trois"}}).size(), 1U);
  EXPECT_EQ(blocks_of({{490, 100, "un"}, {460, 112, "deuxmots"}}).size(), 1U) << "both end at 500";
  EXPECT_EQ(blocks_of({{295, 100, "un"}, {280, 112, "deuxmots"}}).size(), 1U) << "both are centred on 300";
  EXPECT_EQ(blocks_of({{50, 100, "un deux trois"}, {75, 112, "quatre cinq six sept"}}).size(), 2U);
}

TEST(Blocks, WideSpaceBetweenLinesBeginsANewOne) {
  EXPECT_EQ(blocks_of({{50, 100, "un"}, {50, 118, "deux"}, {50, 140, "trois"}}),
            (std::vector<std::string>{"un | deux", "trois"}));
}

TEST(Blocks, EveryCellHasItsBlock) {
  SketchedPage sketched({{50, 100, "a\tb\tc\nd\te\tf"}, {50, 300, "g"}});
  const PageText& page = sketched.page();
  ASSERT_EQ(page.cells().size(), 7U);
  for (Index c = 0; c < page.cells().size(); ++c) {
    const Index block = page.cells()[c].block;
    ASSERT_LT(block, page.blocks().size());
    EXPECT_EQ(std::count(page.blocks()[block].cells.begin(), page.blocks()[block].cells.end(), c), 1);
  }
}

}  // namespace
}  // namespace prefill::text
