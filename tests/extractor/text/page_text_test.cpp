// The way from normalised text back to what is printed and where.

#include "extractor/text/page_text.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill::text {
namespace {

using test::Sketch;
using test::SketchedPage;

/// What is printed where the normal form says `words`.
std::string printed(SketchedPage& page, std::string_view words) {
  return page.page().printed(page.find(words));
}

void expect_box(const Rect& box, const Rect& expected) {
  EXPECT_NEAR(box.x0, expected.x0, 0.01);
  EXPECT_NEAR(box.y0, expected.y0, 0.01);
  EXPECT_NEAR(box.x1, expected.x1, 0.01);
  EXPECT_NEAR(box.y1, expected.y1, 0.01);
}

TEST(PageText, TellsWhatIsPrintedUnderTheNormalForm) {
  SketchedPage page({{50, 100, "Numéro d’ÉCHÉANCE : 1\u00A0234,56 €"}});
  EXPECT_EQ(printed(page, "echeance"), "ÉCHÉANCE");
  EXPECT_EQ(printed(page, "numero d'echeance"), "Numéro d’ÉCHÉANCE");
  EXPECT_EQ(printed(page, "€"), "€");
  EXPECT_EQ(page.page().printed(page.find("1 234,56 €")), "1\u00A0234,56 €");
}

TEST(PageText, ComposedAndDecomposedAccentsReadTheSame) {
  SketchedPage composed({{50, 100, "Échéance"}});
  SketchedPage decomposed({{50, 100, "E\u0301che\u0301ance"}});
  EXPECT_EQ(composed.page().text(), decomposed.page().text());
  EXPECT_EQ(printed(decomposed, "echeance"), "E\u0301che\u0301ance");
  expect_box(decomposed.page().box(decomposed.find("echeance")), {50, 92, 90, 102});
}

TEST(PageText, EveryFormOfTheNumberSignIsPrintedAsItStands) {
  for (const std::string form : {"N°", "Nº", "N˚", "№", "No.", "No", "n.", "Ndeg", "Num.", "#"}) {
    const std::string line = "Facture " + form + " 2026-17";
    SketchedPage page({{50, 100, line}});
    EXPECT_EQ(page.page().text(), "facture n° 2026-17\n") << form;
    EXPECT_EQ(printed(page, "n°"), form);
    EXPECT_EQ(printed(page, "facture n°"), "Facture " + form);
    EXPECT_EQ(printed(page, "2026-17"), "2026-17") << form;
  }
}

TEST(PageText, BoxOfTheNumberSignIsThatOfAllItsGlyphs) {
  // "Facture" takes 35 points and the space 2.8.
  SketchedPage page({{50, 100, "Facture Num. 12"}});
  expect_box(page.page().box(page.find("n°")), {87.8F, 92, 107.8F, 102});
  expect_box(page.page().box(page.find("12")), {110.6F, 92, 120.6F, 102});
}

TEST(PageText, DottedAbbreviationsKeepTheirDotsInPrint) {
  SketchedPage page({{50, 100, "Total T.V.A. 20,00"}});
  EXPECT_EQ(page.page().text(), "total tva 20,00\n");
  EXPECT_EQ(printed(page, "tva"), "T.V.A.");
  EXPECT_EQ(printed(page, "20,00"), "20,00");
}

TEST(PageText, LigaturesOfOneGlyphArePrintedAsOne) {
  SketchedPage page({{50, 100, "bénéﬁce"}});
  EXPECT_EQ(page.page().text(), "benefice\n");
  EXPECT_EQ(printed(page, "benefice"), "bénéﬁce");
}

TEST(PageText, BoxIsAroundTheGlyphsAsSeen) {
  SketchedPage page({{50, 100, "Total 12"}, {300, 100, "fin"}});
  expect_box(page.page().box(page.find("total")), {50, 92, 75, 102});
  expect_box(page.page().box(page.find("total 12")), {50, 92, 87.8F, 102});
  expect_box(page.page().box(page.find("12\tfin")), {77.8F, 92, 315, 102});
}

TEST(PageText, BoxOfTurnedTextLiesOnThePageAsSeen) {
  // Running down from (300, 400): letters stand to the right of their baseline.
  SketchedPage down({{300, 400, "Total", 10, pdf::Direction::down}});
  expect_box(down.page().box(down.find("total")), {298, 400, 308, 425});
  SketchedPage up({{300, 400, "Total", 10, pdf::Direction::up}});
  expect_box(up.page().box(up.find("total")), {292, 375, 302, 400});
}

TEST(PageText, EmptySpanHasNoTextAndNoBox) {
  SketchedPage page({{50, 100, "Total"}});
  EXPECT_EQ(page.page().printed({2, 2}), "");
  EXPECT_TRUE(page.page().box({2, 2}).empty());
}

TEST(PageText, CellsKnowTheirTextBoxAndSize) {
  SketchedPage sketched({{50, 100, "Total HT\t100,00"}, {50, 130, "NET", 20}});
  const PageText& page = sketched.page();
  ASSERT_EQ(page.cells().size(), 3U);
  EXPECT_EQ(page.text(page.cells()[0].text), "total ht");
  EXPECT_EQ(page.text(page.cells()[1].text), "100,00");
  EXPECT_FLOAT_EQ(page.cells()[1].box.x0, 150);
  EXPECT_FLOAT_EQ(page.cells()[2].size, 20);
  ASSERT_EQ(page.lines().size(), 2U);
  EXPECT_EQ(page.lines()[0].last_cell, 2U);
  EXPECT_FLOAT_EQ(page.lines()[1].baseline, 130);
}

TEST(PageText, FindsTheCellOfAByte) {
  SketchedPage sketched({{50, 100, "un\tdeux\ntrois"}});
  const PageText& page = sketched.page();
  ASSERT_EQ(page.text(), "un\tdeux\ntrois\n");
  EXPECT_EQ(page.cell_at(0), 0U);
  EXPECT_EQ(page.cell_at(2), 0U) << "the tab";
  EXPECT_EQ(page.cell_at(3), 1U);
  EXPECT_EQ(page.cell_at(7), 1U) << "the newline";
  EXPECT_EQ(page.cell_at(12), 2U);
}

TEST(PageText, SizeOfTheBodyIsThatOfMostGlyphs) {
  SketchedPage page({{50, 80, "FACTURE", 24}, {50, 120, "du texte courant", 9}, {50, 800, "petit", 6}});
  EXPECT_FLOAT_EQ(page.page().body_size(), 9);
  SketchedPage blank({});
  EXPECT_FLOAT_EQ(blank.page().body_size(), 0);
}

TEST(PageText, PrintsThePageWithTabsAndNewlines) {
  SketchedPage page({{50, 100, "Désignation\tQuantité\nÉtude\t2"}});
  EXPECT_EQ(page.page().printed(), "Désignation\tQuantité\nÉtude\t2\n");
}

TEST(PageText, CellsWithoutTextAreLeftOut) {
  // A soft hyphen has no normal form.
  SketchedPage page({{50, 100, "un\t\u00AD\tdeux"}, {50, 120, "\u00AD"}, {50, 140, "trois"}});
  EXPECT_EQ(page.page().text(), "un\tdeux\ntrois\n");
  EXPECT_EQ(page.page().lines().size(), 2U);
  EXPECT_EQ(page.page().printed(page.find("deux")), "deux");
}

TEST(PageText, BlocksMoveWithTheirPage) {
  boost::container::pmr::monotonic_buffer_resource arena;
  const pdf::PageGlyphs glyphs = test::glyphs_of({{50, 100, "un\ndeux"}, {300, 100, "trois"}}, &arena);
  PageText first(glyphs, &arena);
  const PageText page = std::move(first);
  ASSERT_EQ(page.blocks().size(), 2U);
  EXPECT_EQ(std::vector<Index>(page.blocks()[0].cells.begin(), page.blocks()[0].cells.end()),
            (std::vector<Index>{0, 2}));
  EXPECT_EQ(page.blocks()[1].cells.front(), 1U);
}

TEST(PageText, CharactersBeyondTheBasicPlaneSurvive) {
  SketchedPage page({{50, 100, "a\U0001D400b"}});
  EXPECT_EQ(page.page().printed(), "a\U0001D400b\n");
}

}  // namespace
}  // namespace prefill::text
