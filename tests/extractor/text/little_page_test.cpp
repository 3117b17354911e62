// Little pages must look like pages to the layout: cells, lines and columns where the author put them.

#include "extractor/text/little_page.h"

#include <gtest/gtest.h>

#include "extractor/text/page_text.h"

namespace prefill::text {
namespace {

class LittlePage : public testing::Test {
 protected:
  PageText laid_out(std::string_view text) {
    glyphs_.emplace(little_page(text, &arena_));
    return PageText(*glyphs_, &arena_);
  }

  boost::container::pmr::monotonic_buffer_resource arena_;
  std::optional<pdf::PageGlyphs> glyphs_;
};

TEST_F(LittlePage, TabsPartCellsAndNewlinesLines) {
  EXPECT_EQ(laid_out("Facture n° FA-1\nDate\tÉchéance\n12/03/2026\t11/04/2026").printed(),
            "Facture n° FA-1\nDate\tÉchéance\n12/03/2026\t11/04/2026\n");
}

TEST_F(LittlePage, CellsOfOneColumnStandUnderEachOther) {
  const PageText page = laid_out("a\tb\na much longer cell\tc\tlast\nx\n\td");
  const auto& cells = page.cells();
  ASSERT_EQ(cells.size(), 7U);
  EXPECT_EQ(cells[0].box.x0, cells[2].box.x0);
  EXPECT_EQ(cells[1].box.x0, cells[3].box.x0);
  EXPECT_GT(cells[3].box.x0, cells[2].box.x1);
  EXPECT_EQ(cells[6].box.x0, cells[3].box.x0);  // an empty cell keeps its column
}

TEST_F(LittlePage, TheLastCellOfALineTakesNoRoomFromOthers) {
  const PageText page = laid_out("a\tb\nA sentence that is far longer than the column over it");
  EXPECT_LT(page.cells()[1].box.x0, page.cells()[2].box.x1);
}

TEST_F(LittlePage, StandsWhereNoPartyIsAtHome) {
  const PageText page = laid_out("one\ntwo\nthree");
  EXPECT_GT(page.cells().front().box.y0, 0.4F * page.height());
  EXPECT_LT(page.cells().back().box.y1, 0.86F * page.height());
}

TEST_F(LittlePage, SurvivesAnyBytes) {
  EXPECT_EQ(laid_out("").printed(), "");
  EXPECT_EQ(laid_out("\n\t\n \t ").printed(), "");
  EXPECT_EQ(laid_out("a\xFFz").printed(), "a\xEF\xBF\xBDz\n");
}

}  // namespace
}  // namespace prefill::text
