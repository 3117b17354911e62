// Page numbers among fractions that are none.

#include "extractor/fields/page_number.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::Sketch;
using test::SketchedPage;

constexpr std::string_view body =
    "Travaux de peinture dans la salle des mariages\nsuivant nos échanges du mois dernier\nFournitures et main "
    "d'oeuvre";

/// "2/5", "2" when the number of pages is not told, "" when nothing is found.
std::string number_of(Sketch sketch, int pages = 9) {
  sketch.push_back({50, 400, body});
  SketchedPage page(sketch);
  const auto found = find_page_number(page.page(), pages);
  if (!found) return {};
  return std::to_string(found->number) + (found->of == 0 ? "" : "/" + std::to_string(found->of));
}

TEST(PageNumber, IsReadBehindItsWord) {
  EXPECT_EQ(number_of({{450, 40, "Page 2/5"}}), "2/5");
  EXPECT_EQ(number_of({{450, 40, "Page 2 sur 5"}}), "2/5");
  EXPECT_EQ(number_of({{450, 40, "page : 2 / 5"}}), "2/5");
  EXPECT_EQ(number_of({{450, 40, "Page 2 of 5"}}), "2/5");
  EXPECT_EQ(number_of({{450, 40, "Seite 2 von 5"}}), "2/5");
  EXPECT_EQ(number_of({{50, 820, "p. 3/4"}}), "3/4");
  EXPECT_EQ(number_of({{50, 820, "Page n° 3"}}), "3");
}

TEST(PageNumber, MayEndTheHeadLine) {
  EXPECT_EQ(number_of({{50, 40, "Altitel - facture n° T688616211 page 1/5"}}), "1/5");
  EXPECT_EQ(number_of({{50, 40, "Infogérance du Ponant - facture FV2669730 - 2/2"}}), "2/2");
}

TEST(PageNumber, MayStandAloneInTheOutermostLines) {
  EXPECT_EQ(number_of({{280, 820, "2/5"}}), "2/5");
  EXPECT_EQ(number_of({{280, 820, "- 2 sur 5 -"}}), "2/5");
}

TEST(PageNumber, MentionIsNone) {
  EXPECT_EQ(number_of({{50, 60, "Durée d'engagement : voir page 4"}}), "");
  EXPECT_EQ(number_of({{50, 60, "Sous-total page 1, à reporter : 7 330,02"}}), "");
  EXPECT_EQ(number_of({{50, 420, "Page 2/5"}}), "");
}

TEST(PageNumber, OtherFractionsAreNone) {
  EXPECT_EQ(number_of({{50, 60, "Facture 26/06179"}}), "");
  EXPECT_EQ(number_of({{50, 60, "Facture 3/2"}}), "");
  EXPECT_EQ(number_of({{50, 60, "Le 12/03/2026"}}), "");
  EXPECT_EQ(number_of({{50, 60, "Facture 2/26"}}, 3), "") << "the file has three pages";
}

}  // namespace
}  // namespace prefill
