// `prefill explain` as authors of rules meet it.

#include <gmock/gmock.h>
#include <simdjson.h>

#include "tests/tools/process.h"
#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ExplainCommand : public testing::Test {
 protected:
  std::string invoice() { return scratch_.write("invoice.pdf", invoice_pdf()); }

  Scratch scratch_;
};

TEST_F(ExplainCommand, TellsWhyAValueIsGivenAndWhatWouldHaveChangedIt) {
  const Outcome outcome = run_prefill({"explain", invoice(), "numeroFacture"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("invoice.pdf: numeroFacture: F-2026-001, given at 0."),
                                 HasSubstr("reaches the threshold 0."), HasSubstr("> "), HasSubstr("rule 0."),
                                 HasSubstr("* "), HasSubstr("without the words `")));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(ExplainCommand, JsonHasCandidatesAndChanges) {
  const Outcome outcome = run_prefill({"explain", "--json", invoice(), "montantTtcTotal"});
  EXPECT_EQ(outcome.code, 0);
  simdjson::dom::parser parser;
  const simdjson::dom::element all = parser.parse(outcome.out);
  EXPECT_TRUE(bool(all["given"]));
  EXPECT_EQ(double(all["value"]), 120);
  EXPECT_GT(all["candidates"].get_array().size(), 0U);
  EXPECT_GT(double(all["candidates"].at(0)["factors"].at(0)["value"]), 0);
  EXPECT_GT(all["whatIf"].get_array().size(), 0U);
  EXPECT_TRUE(bool(all["whatIf"].at(0)["changesForm"]));
}

TEST_F(ExplainCommand, AWrongFieldIsAnsweredWithTheNearest) {
  const Outcome outcome = run_prefill({"explain", invoice(), "numeroFactur"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("there is no field `numeroFactur`; perhaps `numeroFacture`"));
  EXPECT_THAT(run_prefill({"explain", invoice(), "zzz"}).err, HasSubstr("there are `numeroFacture`, "));
}

TEST_F(ExplainCommand, AFileThatCannotBeReadIsAnErrorAsInExtract) {
  const std::string broken = scratch_.write("broken.pdf", "no PDF");
  const Outcome text = run_prefill({"explain", broken, "numeroFacture"});
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.err, AllOf(StartsWith("prefill: `"), HasSubstr("not_pdf")));
  const Outcome json = run_prefill({"explain", "--json", broken, "numeroFacture"});
  EXPECT_EQ(json.code, 1);
  EXPECT_EQ(json.out, run_prefill({"extract", broken}).out);
}

}  // namespace
}  // namespace prefill::test
