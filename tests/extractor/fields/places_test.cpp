// Where the value of a label may stand, in the shapes that forms and tables have.

#include "extractor/fields/places.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::Sketch;
using test::SketchedDocument;

constexpr std::string_view pack = R"({
  "name": "test",
  "fields": {
    "numeroFacture": {"threshold": 0.5, "rules": [{"id": "number", "phrases": ["Facture n°"]}]},
    "dateFacture": {"threshold": 0.5, "rules": [{"id": "date", "phrases": ["Date"]}]},
    "montantHtTotal": {"threshold": 0.5, "rules": [{"id": "ht", "phrases": ["HT"], "position": "cell_end"}]},
    "montantTtcTotal": {"threshold": 0.5, "rules": [{"id": "total", "phrases": ["Total"], "position": "cell_start"}]},
    "numeroBonCommande": {"threshold": 0.5, "rules": [{"id": "order", "phrases": ["Commande"], "position": "whole_cell"}]}
  },
  "marks": {"other": [{"id": "client", "phrases": ["Client"]}], "currency_eur": [{"id": "eur", "phrases": ["€"]}]}
})";

struct Found {
  std::string text;
  double factor;
  bool below;
};

/// The places of the first label of the rule called `name`.
std::vector<Found> places(const Sketch& sketch, std::string_view name, rules::Directions directions = {}) {
  const SketchedDocument document({sketch}, pack);
  std::vector<Found> found;
  for (const Place& place : places_of(document.page(), document.match(name), directions)) {
    found.push_back({document.page().text->printed(place.span), place.factor, place.below});
  }
  return found;
}

std::vector<std::string> texts(const std::vector<Found>& places) {
  std::vector<std::string> found;
  for (const Found& place : places) found.push_back(place.text);
  return found;
}

std::vector<std::string> right_of(const Sketch& sketch, std::string_view name = "numeroFacture/number") {
  return texts(places(sketch, name, {.right = true, .below = false}));
}
std::vector<std::string> below(const Sketch& sketch, std::string_view name = "numeroFacture/number") {
  return texts(places(sketch, name, {.right = false, .below = true}));
}

using Texts = std::vector<std::string>;

TEST(Places, RestOfTheCellComesFirst) {
  const auto found = places({{50, 100, "Facture n° FA-1\tBrest\n12"}}, "numeroFacture/number");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].text, " FA-1");
  EXPECT_EQ(found[0].factor, 1);
  EXPECT_FALSE(found[0].below);
}

TEST(Places, RestOfTheCellEndsAtTheNextLabel) {
  EXPECT_EQ(right_of({{50, 100, "Facture n° FA-1 Date 12/03/2026"}}), Texts{" FA-1"});
  EXPECT_EQ(right_of({{50, 100, "Facture n° FA-1 Client 7"}}), Texts{" FA-1"});
}

TEST(Places, SignOfACurrencyIsNoLabel) {
  EXPECT_EQ(right_of({{50, 100, "Total 12 € net"}}, "montantTtcTotal/total"), Texts{" 12 € net"});
}

TEST(Places, CellsToTheRightFollowUpToTheNextLabel) {
  EXPECT_EQ(right_of({{50, 100, "Facture n°\tFA-1\tsuite\tDate\t12/03/2026"}}), (Texts{"FA-1", "suite"}));
  EXPECT_EQ(right_of({{50, 100, "Facture n°\tDate\tFA-1"}}), Texts{});
  EXPECT_EQ(right_of({{50, 100, "Facture n°\tFA-1 Client 7\t8"}}), Texts{"FA-1"});
}

TEST(Places, FartherCellsAreBelievedLess) {
  const auto found =
      places({{50, 100, "Facture n°\tun\tdeux"}}, "numeroFacture/number", {.right = true, .below = false});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_GT(found[0].factor, found[1].factor);
}

TEST(Places, ColonTiesALabelToAWideGap) {
  const auto plain = places({{50, 100, "Facture n°"}, {300, 100, "FA-1"}}, "numeroFacture/number");
  const auto colon = places({{50, 100, "Facture n° :"}, {300, 100, "FA-1"}}, "numeroFacture/number");
  ASSERT_EQ(plain.size(), 1U);
  ASSERT_EQ(colon.size(), 1U);
  EXPECT_GT(colon[0].factor, plain[0].factor);
}

TEST(Places, CellsBelowFollowUpToTheNextLabel) {
  EXPECT_EQ(below({{50, 100, "Facture n°\nFA-1\nBrest\nDate\n12/03/2026"}}), (Texts{"FA-1", "Brest"}));
}

TEST(Places, CellsBelowAreThoseOfTheColumn) {
  EXPECT_EQ(below({{50, 100, "Client\tFacture n°\tDate\n7\tFA-1\t12/03/2026"}}), Texts{"FA-1"});
  EXPECT_EQ(below({{50, 100, "Client\tFacture n°\tDate\n7\t\t12/03/2026"}}), Texts{});
}

TEST(Places, FarBelowIsNoPlace) {
  EXPECT_EQ(below({{50, 100, "Facture n°"}, {50, 140, "FA-1"}}), Texts{"FA-1"});
  EXPECT_EQ(below({{50, 100, "Facture n°"}, {50, 170, "FA-1"}}), Texts{});
}

TEST(Places, HeaderRowMakesTheCellBelowNatural) {
  const Sketch row = {{50, 100, "Facture n°\tDate\nFA-1\t12/03/2026"}};
  const Sketch alone = {{50, 100, "Facture n°\nFA-1"}};
  const auto in_row = places(row, "numeroFacture/number", {.right = false, .below = true});
  const auto single = places(alone, "numeroFacture/number", {.right = false, .below = true});
  ASSERT_EQ(in_row.size(), 1U);
  ASSERT_EQ(single.size(), 1U);
  EXPECT_TRUE(in_row[0].below);
  EXPECT_GT(in_row[0].factor, single[0].factor);
}

TEST(Places, LabelsThatShareACellHaveTheirOwnColumns) {
  // Tight columns: "Facture n° Date" is one cell, and so is "FA-1 12/03/2026" under it.
  EXPECT_EQ(below({{50, 100, "Facture n° Date"}, {50, 112, "FA-1"}, {97.8F, 112, "12/03/2026"}}, "dateFacture/date"),
            Texts{"12/03/2026"});
}

TEST(Places, WordsOfACellThatReachesFurtherLeftAreCutAtTheLabel) {
  EXPECT_EQ(below({{100, 100, "Facture n°"}, {50, 112, "Brest le FA-1"}}), Texts{"FA-1"});
}

TEST(Places, ValuesAreNotCutAtTheLabelOverTheirMiddle) {
  const Sketch band = {{50, 100, "Facture n°"}, {184, 100, "Date"}, {50, 112, "FA-1"}, {160, 112, "9 décembre 2025"}};
  EXPECT_EQ(below(band, "dateFacture/date"), Texts{"9 décembre 2025"});
  const Sketch totals = {{70, 100, "HT"}, {170, 100, "Total"}, {45, 112, "23 610,50 EUR"}, {150, 112, "28 143,83 EUR"}};
  EXPECT_EQ(below(totals, "montantHtTotal/ht"), Texts{"23 610,50 EUR"});
}

TEST(Places, RightAlignedAmountsStandUnderTheirLabel) {
  EXPECT_EQ(below({{270, 100, "Total"}, {200, 112, "7"}, {260, 112, "1234,56"}}, "montantTtcTotal/total"),
            Texts{"1234,56"});
}

TEST(Places, UnderAHeadIsWhatSharesMostWithIt) {
  // The number in the middle reaches under the head of its neighbour.
  const Sketch row = {{50, 100, "Client"}, {107, 100, "Facture n°"}, {50, 112, "AB-1234567890"}, {135, 112, "FA-1"}};
  EXPECT_EQ(below(row), Texts{"FA-1"});
}

TEST(Places, UnderAHeadIsWhatStandsBetweenItAndTheNext) {
  const Sketch row = {{50, 100, "Total"}, {200, 100, "Date"}, {120, 112, "1234,56"}, {270, 112, "12/03/2026"}};
  EXPECT_EQ(below(row, "montantTtcTotal/total"), Texts{"1234,56"});
}

TEST(Places, ValuesStandUnderTheLabelsOfAColumn) {
  const Sketch margin = {{50, 100, "Date\n12/03/2026\nFacture n°\nFA-1"}, {150, 124, "vis 12"}, {250, 124, "3,50"}};
  const auto found = places(margin, "numeroFacture/number");
  ASSERT_GE(found.size(), 2U);
  const auto best = std::ranges::max_element(found, {}, &Found::factor);
  EXPECT_EQ(best->text, "FA-1");
  EXPECT_TRUE(best->below);
}

TEST(Places, ColumnOfLabelsBesideTheirValuesHasNoneUnderneath) {
  const Sketch form = {{50, 100, "Date\nFacture n°\nMotif"}, {150, 100, "12/03/2026\nFA-1\nretour 2"}};
  const auto found = places(form, "numeroFacture/number");
  const auto best = std::ranges::max_element(found, {}, &Found::factor);
  EXPECT_EQ(best->text, "FA-1");
}

TEST(Places, SentenceGoesOnInTheNextLine) {
  EXPECT_EQ(
      texts(places({{50, 100, "Merci de citer votre Facture n°\nFA-1 dans vos courriers"}}, "numeroFacture/number")),
      Texts{"FA-1 dans vos courriers"});
  EXPECT_EQ(texts(places({{50, 100, "Merci de citer votre Facture n° et\nla date 12"}}, "numeroFacture/number")),
            Texts{" et"});
}

TEST(Places, LabelsBeforeALabelMakeNoSentence) {
  EXPECT_EQ(below({{50, 100, "Client Date Facture n°"}, {130, 112, "FA-1"}}), Texts{"FA-1"});
  EXPECT_EQ(below({{50, 100, "le grand vieux Facture n°"}, {130, 112, "FA-1"}}), Texts{});
}

TEST(Places, AnsweredLabelHasNothingUnderneath) {
  EXPECT_EQ(below({{50, 100, "Facture n° : AB\nFA-1"}}), Texts{});
  EXPECT_EQ(below({{50, 100, "Facture n° :\nFA-1"}}), Texts{"FA-1"});
}

TEST(Places, NeverLieInTextThatRunsAnotherWay) {
  const Sketch margin = {{50, 110, "Facture n°"}, {120, 792, "FA-99 marge", 10, pdf::Direction::up}};
  EXPECT_EQ(below(margin), Texts{});
}

TEST(Places, LieOverARowOfCaptions) {
  const Sketch captions = {{50, 100, "FA-1\t12/03/2026", 10}, {50, 110, "Facture n°\tDate", 7}};
  EXPECT_EQ(below(captions), Texts{"FA-1"});
}

TEST(Places, LieNotOverLabelsUnderALineOfForms) {
  const Sketch form = {{50, 100, "Client\tDate\n7\t12/03/2026\nFacture n°\tDate"}};
  EXPECT_EQ(below(form), Texts{});
}

TEST(Places, AreAtMostADozen) {
  Sketch sketch = {{50, 100, "Facture n°"}};
  for (int i = 2; i < 30; ++i) sketch.push_back({50 + 40 * static_cast<float>(i), 100, "x1"});
  EXPECT_EQ(right_of(sketch).size(), 12U);
}

TEST(LabelCell, ReferenceThatBeginsAsALabelIsNone) {
  const SketchedDocument document({{{50, 100, "Client/2026/12\tClient"}}}, pack);
  EXPECT_FALSE(document.page().is_label_cell(document.cell("client/2026")));
  EXPECT_TRUE(document.page().is_label_cell(document.page().text->lines()[0].last_cell - 1));
}

TEST(LabelCell, BeginsWithALabel) {
  const SketchedDocument document({{{50, 100, "N° Client\tFacture n° 1\t7 Client\t€\tSous Total"}}}, pack);
  const auto label = [&](std::string_view words) { return document.page().is_label_cell(document.cell(words)); };
  EXPECT_TRUE(label("n° client"));
  EXPECT_TRUE(label("facture n°"));
  EXPECT_FALSE(label("7 client"));
  EXPECT_FALSE(label("€"));
  EXPECT_FALSE(label("sous total"));
}

TEST(HeadsItems, LabelOfAMarginDoesNot) {
  constexpr std::string_view items = R"({"name": "test",
    "fields": {"numeroMarche": {"rules": [{"id": "contract", "phrases": ["Marché n°"]}]},
               "dateFacture": {"rules": [{"id": "date", "phrases": ["Date"]}]}},
    "marks": {"item_header": [{"id": "item", "phrases": ["Article", "Quantité"]}]}})";
  const SketchedDocument column({{{50, 100, "Marché n°\tArticle\tQuantité\nM-12\tvis\t3"}}}, items);
  EXPECT_TRUE(heads_items(column.page(), column.match("numeroMarche/contract")));
  const SketchedDocument margin(
      {{{50, 90, "Date\n12/03/2026\nMarché n°\nM-12"}, {150, 114, "Article\tQuantité"}, {150, 126, "vis\t3"}}}, items);
  EXPECT_FALSE(heads_items(margin.page(), margin.match("numeroMarche/contract")));
}

}  // namespace
}  // namespace prefill
