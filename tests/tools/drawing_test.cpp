// What comes from a file stays text in HTML and SVG, and figures come out as they were laid out.

#include "tools/drawing.h"

#include <gmock/gmock.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <sstream>

namespace prefill::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

boost::property_tree::ptree parse(const std::string& xml) {
  std::istringstream in(xml);
  boost::property_tree::ptree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

pdf::Sheet sheet_with(pdf::Figure figure) {
  return {100, 50, {}, {std::move(figure)}};
}

TEST(Escaped, MarkupBecomesText) {
  EXPECT_EQ(escaped("<script a='b' c=\"d\"> & co"), "&lt;script a=&#39;b&#39; c=&quot;d&quot;&gt; &amp; co");
}

TEST(Escaped, KeepsLettersAndReplacesWhatXmlForbids) {
  EXPECT_EQ(escaped("dû 12 €"), "dû 12 €");
  EXPECT_EQ(escaped("a\x01\x1b[31mb"), "a\uFFFD\uFFFD[31mb");
  EXPECT_EQ(escaped("a\xFF"), "a\uFFFD");
  EXPECT_EQ(escaped("a\xEF\xBF\xBE\xEF\xBF\xBF"), "a\uFFFD\uFFFD");
}

TEST(Base64, IsThatOfTheStandard) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xFF\xFE"), "//4=");
}

TEST(LengthText, HasNoMoreDigitsThanNeeded) {
  EXPECT_EQ(length_text(0), "0");
  EXPECT_EQ(length_text(100), "100");
  EXPECT_EQ(length_text(1.5F), "1.5");
  EXPECT_EQ(length_text(-2.256F), "-2.26");
}

TEST(Svg, IsXmlWithATitleForWhoCannotSeeIt) {
  const auto tree = parse(to_svg(sheet_with({"7", "a < b", {}, {{"x & y", {1, 2}}}}), "A \"picture\"", {}));
  EXPECT_EQ(tree.get<std::string>("svg.<xmlattr>.aria-label"), "A \"picture\"");
  EXPECT_EQ(tree.get<std::string>("svg.<xmlattr>.viewBox"), "0 0 100 50");
  EXPECT_EQ(tree.get<std::string>("svg.g.<xmlattr>.data-name"), "7");
  EXPECT_EQ(tree.get<std::string>("svg.g.title"), "a < b");
  EXPECT_EQ(tree.get<std::string>("svg.g.text"), "x & y");
}

TEST(Svg, DrawsOpenAndClosedOutlinesAndDashes) {
  pdf::Figure figure;
  figure.outlines.push_back({{{0, 0}, {10, 0}, {10, 5}}, true, pdf::Pen{0x0A0B0C, 2, 3, 1}, 0xFFFFFF});
  figure.outlines.push_back({{{1, 1}, {2, 2}}, false, pdf::Pen{}, std::nullopt});
  const auto tree = parse(to_svg(sheet_with(figure), "t", {}));
  EXPECT_EQ(tree.get<std::string>("svg.g.polygon.<xmlattr>.points"), "0,0 10,0 10,5");
  EXPECT_EQ(tree.get<std::string>("svg.g.polygon.<xmlattr>.stroke"), "#0a0b0c");
  EXPECT_EQ(tree.get<std::string>("svg.g.polygon.<xmlattr>.stroke-dasharray"), "3 1");
  EXPECT_EQ(tree.get<std::string>("svg.g.polygon.<xmlattr>.fill"), "#ffffff");
  EXPECT_EQ(tree.get<std::string>("svg.g.polyline.<xmlattr>.fill"), "none");
  EXPECT_FALSE(tree.get_optional<std::string>("svg.g.polyline.<xmlattr>.stroke-dasharray"));
}

TEST(Svg, EmbedsThePictureOfThePages) {
  EXPECT_THAT(to_svg(sheet_with({}), "t", "foo"), HasSubstr("href=\"data:image/png;base64,Zm9v\""));
  EXPECT_THAT(to_svg(sheet_with({}), "t", {}), Not(HasSubstr("<image")));
}

}  // namespace
}  // namespace prefill::tools
