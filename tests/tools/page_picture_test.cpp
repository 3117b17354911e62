// Numbers can be told apart, hide nothing where there is room, and boxes tell the role without their colour.

#include "tools/page_picture.h"

#include <gmock/gmock.h>

#include <set>

#include "tools/page_picture_legend.h"

namespace prefill::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr Rect a4{0, 0, 595, 842};

Rect badge_at(Point p) {
  return {p.x - badge_radius, p.y - badge_radius, p.x + badge_radius, p.y + badge_radius};
}

bool overlaps(const Rect& a, const Rect& b) {
  return overlap(a.x0, a.x1, b.x0, b.x1) > 0 && overlap(a.y0, a.y1, b.y0, b.y1) > 0;
}

int overlapping(const std::vector<Point>& places) {
  int count = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size(); ++j) count += overlaps(badge_at(places[i]), badge_at(places[j]));
  }
  return count;
}

int hiding(const std::vector<Point>& places, const std::vector<Rect>& rects) {
  int count = 0;
  for (const Point place : places) {
    for (const Rect& rect : rects) count += overlaps(badge_at(place), rect);
  }
  return count;
}

TEST(BadgePlaces, BadgesOfACrowdedTableDoNotOverlapAndHideNoBox) {
  std::vector<Rect> boxes;
  for (int row = 0; row < 17; ++row) {
    const float y = 100 + 12.0F * static_cast<float>(row);
    boxes.push_back({300, y, 360, y + 11});
    boxes.push_back({362, y, 420, y + 11});
  }
  const std::vector<Point> places = badge_places(boxes, {}, {}, a4);
  ASSERT_THAT(places, SizeIs(34));
  EXPECT_EQ(overlapping(places), 0);
  EXPECT_EQ(hiding(places, boxes), 0);
}

TEST(BadgePlaces, BadgesOfValuesInOnePlaceDoNotOverlap) {
  const std::vector<Rect> boxes(34, Rect{500, 800, 560, 812});
  const std::vector<Point> places = badge_places(boxes, {}, {}, a4);
  EXPECT_EQ(overlapping(places), 0);
  EXPECT_EQ(hiding(places, {boxes.front()}), 0);
}

TEST(BadgePlaces, BadgesStayOnThePage) {
  for (const Rect& box : {Rect{0, 0, 595, 10}, Rect{0, 832, 40, 842}, Rect{580, 0, 595, 842}}) {
    const Rect badge = badge_at(badge_places(std::vector{box}, {}, {}, a4).front());
    EXPECT_GE(badge.x0, 0);
    EXPECT_GE(badge.y0, 0);
    EXPECT_LE(badge.x1, a4.x1);
    EXPECT_LE(badge.y1, a4.y1);
  }
}

TEST(BadgePlaces, TextIsSparedWhereThereIsFreePaperBeside) {
  const std::vector<Rect> text = {{100, 100, 198, 112}, {200, 100, 260, 112}, {200, 84, 400, 96}};
  const std::vector<Point> places = badge_places(std::vector{text[1]}, std::vector{text[0]}, text, a4);
  EXPECT_EQ(hiding(places, text), 0);
}

TEST(BadgePlaces, APageWithoutRoomStillGivesEachABadge) {
  EXPECT_THAT(badge_places(std::vector<Rect>(5, Rect{1, 1, 9, 9}), {}, {}, {0, 0, 10, 10}), SizeIs(5));
}

// The shape alone: corners and widths, without colours.
std::string shape_of(Role role, bool withheld = false) {
  std::string shape;
  for (const pdf::Outline& outline : frame_of({10, 10, 90, 30}, role, withheld)) {
    shape += std::to_string(outline.corners.size()) + (outline.closed ? "closed" : "open") +
             std::to_string(outline.pen->width) + (outline.pen->dash > 0 ? "dashed " : " ");
  }
  return shape;
}

TEST(FrameOf, EachRoleHasAShapeOfItsOwn) {
  std::set<std::string> shapes;
  for (std::size_t i = 0; i < role_count; ++i) shapes.insert(shape_of(static_cast<Role>(i)));
  EXPECT_THAT(shapes, SizeIs(role_count));
}

TEST(FrameOf, OnlyWhatWasWithheldIsDashed) {
  for (std::size_t i = 0; i < role_count; ++i) {
    EXPECT_EQ(shape_of(static_cast<Role>(i)).find("dashed"), std::string::npos);
    EXPECT_NE(shape_of(static_cast<Role>(i), true).find("dashed"), std::string::npos);
  }
}

TEST(RoleOf, BuyerAndSellerAreToldApart) {
  EXPECT_EQ(role_of(Field::code_destinataire), Role::recipient);
  EXPECT_EQ(role_of(Field::code_fournisseur), Role::supplier);
  EXPECT_EQ(role_of(Field::montant_ttc_total), Role::amount);
  EXPECT_EQ(role_of(Field::numero_bon_commande), Role::reference);
  EXPECT_EQ(role_of(Field::ibans), Role::payment);
  EXPECT_EQ(role_of(Field::numero_facture), Role::document);
}

Extraction one_given_one_withheld() {
  Extraction extraction;
  FieldValue number;
  number.value = std::string("F-1");
  number.confidence = 0.9;
  number.page = 2;
  number.box = {10, 10, 40, 20};
  number.label = Label{"Facture n°", {0, 10, 8, 20}};
  extraction.field(Field::numero_facture) = number;
  extraction.withheld[static_cast<std::size_t>(Field::bic)] = {{std::string("AAAAFRPP"), "", 0.4, 1, {}, "bic/x"},
                                                               {std::string("BBBBFRPP"), "", 0.2, 1, {}, "bic/x"}};
  return extraction;
}

TEST(FindingsOf, NumbersWhatWasGivenAndTheBestThatWasWithheld) {
  const std::vector<Finding> findings = findings_of(one_given_one_withheld());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].number, 1);
  EXPECT_EQ(findings[0].value, "F-1");
  EXPECT_FALSE(findings[0].withheld);
  EXPECT_EQ(findings[0].label->text, "Facture n°");
  EXPECT_EQ(findings[1].number, 2);
  EXPECT_EQ(findings[1].value, "AAAAFRPP");
  EXPECT_TRUE(findings[1].withheld);
  ASSERT_THAT(findings_on(findings, 1), SizeIs(1));
  EXPECT_EQ(findings_on(findings, 1)[0].field, Field::bic);
}

TEST(FigureOf, SaysInWordsWhatItShows) {
  const std::vector<Finding> findings = findings_of(one_given_one_withheld());
  const pdf::Figure figure = figure_of(findings[0], findings[0].box, {60, 15});
  EXPECT_EQ(figure.name, "1");
  EXPECT_EQ(figure.title, "1: numeroFacture F-1, confidence 0.90");
  EXPECT_THAT(figure_of(findings[1], {1, 1, 5, 5}, {9, 9}).title, HasSubstr("withheld"));
}

TEST(FigureOf, AnArrowLeadsFromTheLabelToTheValue) {
  Finding finding = findings_of(one_given_one_withheld())[0];
  finding.label->box = {100, 100, 150, 110};
  const auto arrow_of = [&](const Rect& frame) { return figure_of(finding, frame, frame.centre()).outlines.at(1); };
  const Point right = arrow_of({200, 100, 260, 110}).corners[0];
  EXPECT_FLOAT_EQ(right.x, 151);
  EXPECT_FLOAT_EQ(right.y, 105);
  const pdf::Outline down = arrow_of({100, 150, 150, 160});
  EXPECT_FLOAT_EQ(down.corners[0].y, 111);
  EXPECT_LE(down.corners[1].y, 150);
  EXPECT_GT(down.corners[1].y, 140);
}

TEST(Legend, GrowsWithItsListAndSaysWhyItIsEmpty) {
  const pdf::Sheet page{200, 100, {{1, {0, 0, 200, 100}, {0, 0}}}, {}};
  const std::vector<Finding> many(10, findings_of(one_given_one_withheld())[1]);
  EXPECT_GT(with_legend(page, "Page 1", many, "").height, 250);
  const pdf::Sheet empty = with_legend(page, "Page 1", {}, "this is a scan");
  EXPECT_EQ(empty.height, 100);
  EXPECT_EQ(empty.figures.back().words.back().text, "this is a scan");
}

TEST(Stacked, SheetsLieBelowEachOther) {
  pdf::Figure figure;
  figure.outlines.push_back({{{0, 0}, {1, 1}}, false, pdf::Pen{}, std::nullopt});
  figure.words.push_back({"w", {2, 3}});
  const pdf::Sheet page{200, 100, {{1, {0, 0, 200, 100}, {0, 0}}}, {figure}};
  const pdf::Sheet all = stacked({page, page});
  ASSERT_THAT(all.pages, SizeIs(2));
  EXPECT_EQ(all.width, 200);
  EXPECT_GE(all.height, 200);
  EXPECT_GE(all.pages[1].at.y, 100);
  EXPECT_EQ(all.figures[1].words[0].at.y, 3 + all.pages[1].at.y);
  EXPECT_EQ(all.figures[1].outlines[0].corners[1].y, 1 + all.pages[1].at.y);
}

}  // namespace
}  // namespace prefill::tools
