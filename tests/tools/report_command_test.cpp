// `prefill eval --report`: one page that says everything and shows the misses.

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/tools/file_content.h"
#include "tests/tools/process.h"
#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ReportCommand : public testing::Test {
 protected:
  void SetUp() override { scratch_.write("good.pdf", invoice_pdf()); }

  // The page for these labels.
  std::string report(const std::string& labels) {
    const std::string truth = scratch_.write("labels.jsonl", labels);
    outcome_ = run_prefill({"eval", truth, "--pdfs", scratch_.path(""), "--report", scratch_.path("out/report")});
    return content_of(scratch_.path("out/report/index.html"));
  }

  Scratch scratch_;
  Outcome outcome_;
};

TEST_F(ReportCommand, IsOneWholePageWithoutTheNetwork) {
  const std::string html = report(R"({"file":"good.pdf","truth":{"numeroFacture":"F-2026-001"}})");
  EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  EXPECT_THAT(outcome_.out, HasSubstr("numeroFacture"));
  EXPECT_THAT(html, AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("<title>prefill: evaluation of 1 documents"),
                          HasSubstr("Every value is right."), HasSubstr("</html>\n")));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("src=")), Not(HasSubstr("url("))));
  EXPECT_EQ(count(html, "http"), count(html, "xmlns=\"http://www.w3.org/2000/svg\""));
}

TEST_F(ReportCommand, AMissIsShownWithWhatWasGivenAndWhatWasExpected) {
  const std::string html = report(R"({"file":"good.pdf","truth":{"montantTVA":100}})");
  EXPECT_THAT(html, AllOf(HasSubstr("good.pdf: montantTVA, wrong"), HasSubstr("Expected: “100”"),
                          HasSubstr("Given: “20”, confidence"), HasSubstr(">given</text>"),
                          HasSubstr(">expected</text>"), HasSubstr("data:image/png;base64,")));
}

TEST_F(ReportCommand, AValueOfAnotherFieldIsAConfusion) {
  const std::string html = report(R"({"file":"good.pdf","truth":{"montantTVA":99,"montantRemiseGlobaleTtc":20}})");
  EXPECT_THAT(html,
              HasSubstr("<th scope=\"row\">montantTVA</th><td>montantRemiseGlobaleTtc</td><td class=\"number\">1"));
}

TEST_F(ReportCommand, WhatIsNotOnThePageIsSaid) {
  const std::string html = report(R"({"file":"good.pdf","truth":{"bic":"AAAAFRPP"}})");
  EXPECT_THAT(html, HasSubstr("No picture: the text of the pages read has neither value."));
}

TEST_F(ReportCommand, FilesThatCannotBeReadAreNamed) {
  scratch_.write("x.pdf", "no pdf");
  const std::string html = report(
      "{\"file\":\"x.pdf\",\"truth\":{\"bic\":\"AAAAFRPP\"}}\n"
      "{\"file\":\"gone.pdf\",\"truth\":{\"bic\":\"AAAAFRPP\"}}\n");
  EXPECT_EQ(outcome_.code, 1);
  EXPECT_THAT(html, AllOf(HasSubstr("<li>x.pdf: not_pdf: "), HasSubstr("<li>gone.pdf: missing</li>"),
                          HasSubstr("No picture: not_pdf: ")));
}

TEST_F(ReportCommand, OnlyTheFirstTwoHundredMissesArePictured) {
  std::string labels;
  for (int i = 0; i < 201; ++i) labels += "{\"file\":\"good.pdf\",\"truth\":{\"bic\":\"AAAAFRPP\"}}\n";
  const std::string html = report(labels);
  EXPECT_EQ(count(html, "<article>"), 200);
  EXPECT_THAT(html, HasSubstr("The first 200 of 201 values that are not right"));
}

TEST_F(ReportCommand, TextOfLabelsAndFilesIsEscaped) {
  scratch_.write("<b>.pdf", invoice_pdf());
  const std::string html = report(R"({"file":"<b>.pdf","truth":{"bic":"<script>"}})");
  EXPECT_THAT(html, AllOf(HasSubstr("&lt;b&gt;.pdf"), HasSubstr("&lt;script&gt;")));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script>")), Not(HasSubstr("<b>"))));
}

TEST_F(ReportCommand, TheSameRunGivesTheSamePage) {
  const std::string labels = R"({"file":"good.pdf","truth":{"montantTVA":100}})";
  EXPECT_EQ(report(labels), report(labels));
}

TEST_F(ReportCommand, ADirectoryThatCannotBeMadeStopsTheRun) {
  const std::string truth = scratch_.write("labels.jsonl", R"({"file":"good.pdf","truth":{}})");
  const Outcome outcome = run_prefill({"eval", truth, "--pdfs", scratch_.path(""), "--report", truth + "/report"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("/report` cannot be made: "));
}

}  // namespace
}  // namespace prefill::test
