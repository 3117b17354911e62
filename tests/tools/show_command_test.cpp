// `prefill show`: the drawing of each kind, and what is said when there is nothing to draw.

#include <gmock/gmock.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <filesystem>
#include <sstream>

#include "tests/extractor/pdf/pdf_builder.h"
#include "tests/tools/file_content.h"
#include "tests/tools/process.h"
#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string scan_pdf() {
  const pdf::test::Bytes bytes =
      pdf::test::one_page("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", "/MediaBox [0 0 595 842]");
  return {bytes.begin(), bytes.end()};
}

std::string three_pages() {
  pdf::test::PdfBuilder builder;
  for (const char* text : {"page one", "page two", "page three", "page four"}) {
    builder.page(pdf::test::show(text, 20, 50));
  }
  const pdf::test::Bytes bytes = builder.build();
  return {bytes.begin(), bytes.end()};
}

// Width and height as a PNG says them.
std::pair<unsigned, unsigned> size_of(const std::string& png) {
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(png.at(i));
    return value;
  };
  return {number(16), number(20)};
}

class ShowCommand : public testing::Test {
 protected:
  // What `show` makes of the document, as a file with this name.
  std::string show(const std::string& document, const std::string& output, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"show", scratch_.write("a.pdf", document), "-o", scratch_.path(output)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    outcome_ = run_prefill(arguments);
    return content_of(scratch_.path(output));
  }

  Scratch scratch_;
  Outcome outcome_;
};

TEST_F(ShowCommand, HtmlHasARowAndAFigureForEachValue) {
  const std::string html = show(invoice_pdf(), "a.html");
  EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  EXPECT_THAT(outcome_.out, IsEmpty());
  EXPECT_THAT(html, AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("<title>"), HasSubstr("aria-label=\"Page 1 with"),
                          HasSubstr("<td class=\"value\">F-2026-001</td>"), HasSubstr("numeroFacture/facture-n")));
  EXPECT_GT(count(html, "<g class=\"figure\""), 5);
  EXPECT_EQ(count(html, "<g class=\"figure\""), count(html, "<tr tabindex=\"0\""));
  EXPECT_EQ(count(html, "data:image/png;base64,"), 1);
}

TEST_F(ShowCommand, HtmlNeedsNothingElse) {
  const std::string html = show(invoice_pdf(), "a.html");
  EXPECT_THAT(html, AllOf(Not(HasSubstr("src=")), Not(HasSubstr("url(")), HasSubstr("</html>\n")));
  EXPECT_EQ(count(html, "http"), count(html, "xmlns=\"http://www.w3.org/2000/svg\""));
}

TEST_F(ShowCommand, SvgIsXmlWithTheListBesideThePage) {
  std::istringstream svg(show(invoice_pdf(), "a.svg"));
  EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  boost::property_tree::ptree tree;
  boost::property_tree::read_xml(svg, tree);
  EXPECT_GT(tree.get<double>("svg.<xmlattr>.width"), 595);
  EXPECT_THAT(svg.str(), AllOf(HasSubstr(">F-2026-001</text>"), HasSubstr("data:image/png;base64,")));
}

TEST_F(ShowCommand, PngIsAPictureOfPageAndList) {
  const std::string png = show(invoice_pdf(), "a.png");
  EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  EXPECT_THAT(png, StartsWith("\x89PNG"));
  EXPECT_GT(size_of(png).first, 2 * 595U);
  EXPECT_GT(size_of(png).second, 2 * 842U);
}

TEST_F(ShowCommand, PagesReadAreStackedAndOneCanBeChosen) {
  const auto all = size_of(show(three_pages(), "all.png"));
  const auto one = size_of(show(three_pages(), "one.png", {"--page", "3"}));
  EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  EXPECT_EQ(all.first, one.first);
  EXPECT_GT(all.second, one.second + 2 * 2 * 100U);
  EXPECT_EQ(count(show(three_pages(), "all.html"), "<section>"), 3);
  EXPECT_THAT(show(three_pages(), "one.html", {"--page", "3"}),
              AllOf(HasSubstr("<h2>Page 3"), Not(HasSubstr("<h2>Page 1"))));
}

TEST_F(ShowCommand, APageThatIsNotReadIsRefused) {
  EXPECT_THAT(show(three_pages(), "a.html", {"--page", "2"}), IsEmpty());
  EXPECT_EQ(outcome_.code, 2);
  EXPECT_EQ(outcome_.err, "prefill: page 2 is not among those that are read; name one of 1, 3, 4 with `--page`\n");
}

TEST_F(ShowCommand, AScanShowsItsPageAndSaysWhyThereIsNothing) {
  for (const char* output : {"a.html", "a.svg"}) {
    EXPECT_THAT(show(scan_pdf(), output), AllOf(HasSubstr("this is a scan"), HasSubstr("data:image/png")));
    EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  }
  EXPECT_THAT(show(scan_pdf(), "a.png"), StartsWith("\x89PNG"));
}

TEST_F(ShowCommand, WhatCannotBeOpenedLeavesNoFile) {
  EXPECT_THAT(show(encrypted_pdf(), "a.html"), IsEmpty());
  EXPECT_EQ(outcome_.code, 1);
  EXPECT_THAT(outcome_.err, AllOf(HasSubstr("a.pdf`: encrypted: "), HasSubstr("password")));
  show(invoice_pdf().substr(0, 60), "a.html");
  EXPECT_EQ(outcome_.code, 1);
  EXPECT_THAT(outcome_.err, HasSubstr("a.pdf`: damaged: "));
  EXPECT_FALSE(std::filesystem::exists(scratch_.path("a.html")));
  EXPECT_FALSE(std::filesystem::exists(scratch_.path("a.html.part")));
}

TEST_F(ShowCommand, AnOutputOfAnotherKindOrPlaceIsRefused) {
  show(invoice_pdf(), "a.jpg");
  EXPECT_EQ(outcome_.code, 2);
  EXPECT_THAT(outcome_.err, HasSubstr("must end in `.html`, `.svg` or `.png`"));
  show(invoice_pdf(), "nowhere/a.html");
  EXPECT_EQ(outcome_.code, 2);
  EXPECT_THAT(outcome_.err, HasSubstr("a.html` cannot be written: "));
}

TEST_F(ShowCommand, TextOfTheDocumentAndItsNameAreEscaped) {
  const std::string pdf = scratch_.write(
      "<i>.pdf", pdf_with_lines({"Facture n\xb0 F-1", "Date de facture : 12/03/2026",
                                 "Fournisseur : <script>alert</script> SARL", "Total TTC : 120,00 \x80"}));
  EXPECT_EQ(run_prefill({"show", pdf, "-o", scratch_.path("a.html")}).code, 0);
  const std::string html = content_of(scratch_.path("a.html"));
  EXPECT_THAT(html, AllOf(HasSubstr("&lt;i&gt;.pdf"), Not(HasSubstr("<script>alert")), Not(HasSubstr("<i>"))));
  EXPECT_THAT(html, HasSubstr("F-1"));
}

TEST_F(ShowCommand, TheSameDocumentGivesTheSamePicture) {
  for (const char* output : {"a.html", "a.svg", "a.png"}) {
    EXPECT_EQ(show(invoice_pdf(), output), show(invoice_pdf(), output)) << output;
  }
}

TEST_F(ShowCommand, HelpHasAnExample) {
  const Outcome outcome = run_prefill({"show", "--help"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("Examples:\n  prefill show "), HasSubstr("--page")));
}

TEST_F(ShowCommand, StandardInputCanBeShown) {
  EXPECT_EQ(run_prefill({"show", "-", "-o", scratch_.path("in.html")}, invoice_pdf()).code, 0);
  EXPECT_THAT(content_of(scratch_.path("in.html")), HasSubstr("F-2026-001"));
}

}  // namespace
}  // namespace prefill::test
