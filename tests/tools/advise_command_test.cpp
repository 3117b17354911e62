// `prefill advise` as suppliers meet it: what is said in either language, as text and as JSON, and the exit code.

#include <gmock/gmock.h>

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

class AdviseCommand : public testing::Test {
 protected:
  /// An invoice without the SIRET of its recipient.
  std::string lacking() { return scratch_.write("lacking.pdf", invoice_pdf()); }

  Scratch scratch_;
};

TEST_F(AdviseCommand, SpeaksFrenchByDefault) {
  const Outcome outcome = run_prefill({"advise", lacking()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("lacking.pdf : "), HasSubstr("écrivez « SIRET client »")));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(AdviseCommand, SpeaksEnglishWhenAsked) {
  const Outcome outcome = run_prefill({"advise", "--language", "en", lacking()});
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("write \"SIRET client\""), Not(HasSubstr("écrivez"))));
  EXPECT_EQ(run_prefill({"advise", "--language", "de", lacking()}).code, 2);
}

TEST_F(AdviseCommand, JsonHasBothLanguagesAndTheCode) {
  const Outcome outcome = run_prefill({"advise", "--json", lacking()});
  EXPECT_THAT(outcome.out, HasSubstr(R"({"code":"MISSING_FIELD","field":"codeDestinataire","fr":"Nous )"));
  EXPECT_THAT(outcome.out, HasSubstr(R"(,"en":"We do not find the recipient's SIRET)"));
  EXPECT_THAT(outcome.out, HasSubstr(R"("kind":"invoice","advice":[)"));
}

TEST_F(AdviseCommand, ExtractCarriesTheSameAdvice) {
  const std::string file = lacking();
  const std::string alone = run_prefill({"advise", "--json", file}).out;
  const std::string array = alone.substr(alone.find("\"advice\":["));
  const std::string advice = array.substr(0, array.rfind(']') + 1);
  EXPECT_THAT(run_prefill({"extract", file}).out, HasSubstr(advice));
}

TEST_F(AdviseCommand, SaysWhenThereIsNothingToChange) {
  const std::string good = scratch_.write(
      "good.pdf", pdf_with_lines({"Facture n\xB0 F-2026-001", "Date de facture : 12/03/2026",
                                  "SIRET fournisseur : 732 829 320 00074", "SIRET client : 130 005 481 00010",
                                  "Total HT : 100,00 EUR", "Total TVA : 20,00 EUR", "Total TTC : 120,00 EUR"}));
  EXPECT_THAT(run_prefill({"advise", good}).out, HasSubstr("good.pdf : rien à changer\n"));
  EXPECT_THAT(run_prefill({"advise", "--language", "en", good}).out, HasSubstr("good.pdf: nothing to change\n"));
}

TEST_F(AdviseCommand, OtherDocumentsGetNone) {
  const std::string letter =
      scratch_.write("letter.pdf", pdf_with_lines({"Madame, Monsieur,", "Veuillez trouver ci-joint"}));
  EXPECT_THAT(run_prefill({"advise", letter}).out, HasSubstr("pas reconnu comme une facture"));
}

TEST_F(AdviseCommand, GoesOnBehindAFailure) {
  const std::string bad = scratch_.write("bad.pdf", "no pdf");
  const Outcome text = run_prefill({"advise", bad, lacking()});
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.out, HasSubstr("lacking.pdf : "));
  EXPECT_THAT(text.err, AllOf(StartsWith("prefill: `"), HasSubstr("not_pdf: ")));
  const Outcome json = run_prefill({"advise", "--json", bad, lacking()});
  EXPECT_EQ(json.code, 1);
  EXPECT_THAT(json.out, HasSubstr(R"("error":{"code":"not_pdf")"));
  EXPECT_THAT(json.err, IsEmpty());
}

}  // namespace
}  // namespace prefill::test
