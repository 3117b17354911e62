// `prefill bench` as its users meet it. No test says how fast anything is: only that what is measured is reported, and
// that the answers are checked.

#include <gmock/gmock.h>
#include <simdjson.h>

#include <string>
#include <vector>

#include "tests/tools/process.h"
#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class BenchCommand : public testing::Test {
 protected:
  BenchCommand() {
    scratch_.write("a.pdf", invoice_pdf());
    scratch_.write("b.pdf", pdf_with_lines({"Bonjour"}));
    scratch_.write("locked.pdf", encrypted_pdf());
    scratch_.write("notes.txt", "no pdf");
  }

  // The outcome of `bench` with these arguments on the directory, as quickly as it can be had.
  Outcome bench(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "bench");
    arguments.insert(arguments.end(), {"--seconds", "0.01", scratch_.path("")});
    return run_prefill(arguments);
  }

  // The number behind these keys of the object; -1 when there is none.
  double figure(const Outcome& outcome, std::string_view pointer) {
    double number = -1;
    if (parser_.parse(outcome.out).at_pointer(pointer).get(number) != simdjson::SUCCESS) return -1;
    return number;
  }

  Scratch scratch_;
  simdjson::dom::parser parser_;
};

TEST_F(BenchCommand, TextMeasuresBothReadersOnEveryFileThatCanBeRead) {
  const Outcome outcome = bench({"text", "--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(figure(outcome, "/documents"), 2);
  EXPECT_EQ(figure(outcome, "/left_out"), 1);
  EXPECT_EQ(figure(outcome, "/pages"), 2);
  EXPECT_GE(figure(outcome, "/rounds"), 3);
  EXPECT_GT(figure(outcome, "/characters"), 50);
  EXPECT_GT(figure(outcome, "/ratio"), 0);
  EXPECT_GT(figure(outcome, "/ratio_median"), 0);
  EXPECT_GT(figure(outcome, "/text/mean_us"), 0);
  EXPECT_GT(figure(outcome, "/reference/median_us"), 0);
  EXPECT_GT(figure(outcome, "/floor/ratio"), 0);
  EXPECT_GT(figure(outcome, "/content_bytes"), 50);
  EXPECT_GT(figure(outcome, "/slowest/1/us"), 0);
}

TEST_F(BenchCommand, TextComparesTheCharactersWithMupdfs) {
  const Outcome outcome = bench({"text", "--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(figure(outcome, "/equal"), figure(outcome, "/compared"));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(BenchCommand, ExtractionIsSplitByStage) {
  const Outcome outcome = bench({"--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(figure(outcome, "/documents"), 2);
  EXPECT_EQ(figure(outcome, "/left_out"), 1);
  double stages = 0;
  for (const char* stage : {"open", "read", "layout", "scan", "resolve", "json"}) {
    const double time = figure(outcome, std::string("/stages_us/") + stage);
    EXPECT_GT(time, 0) << stage;
    stages += time;
  }
  EXPECT_LE(stages, figure(outcome, "/extraction/mean_us") * 1.01);
  EXPECT_GE(figure(outcome, "/extraction/p99_us"), figure(outcome, "/extraction/median_us"));
  EXPECT_GE(figure(outcome, "/extraction/round_us"), figure(outcome, "/extraction/mean_us"));
  EXPECT_GT(figure(outcome, "/ratio"), 0);
#ifndef __SANITIZE_ADDRESS__  // which has an operator new of its own
  EXPECT_GT(figure(outcome, "/allocations_mean"), 0);
#endif
  EXPECT_GT(figure(outcome, "/peak_memory"), figure(outcome, "/document_bytes"));
}

TEST_F(BenchCommand, PeopleGetTables) {
  const Outcome text = bench({"text"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, AllOf(HasSubstr("2 documents"), HasSubstr("text reader"), HasSubstr("floor"),
                              HasSubstr("a.pdf"), Not(HasSubstr("locked.pdf"))));
  const Outcome whole = bench({});
  EXPECT_EQ(whole.code, 0) << whole.err;
  EXPECT_THAT(whole.out, AllOf(HasSubstr("extraction and JSON"), HasSubstr("resolve"), HasSubstr("peak memory")));
}

TEST_F(BenchCommand, OneLanguageIsChosenByTheLabels) {
  const std::string truth = scratch_.write("truth.jsonl",
                                           "{\"file\":\"a.pdf\",\"language\":\"de\",\"truth\":{}}\n"
                                           "{\"file\":\"b.pdf\",\"language\":\"fr\",\"truth\":{}}\n");
  const Outcome outcome = bench({"text", "--json", "--truth", truth, "--language", "fr"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(figure(outcome, "/documents"), 1);
  EXPECT_THAT(outcome.out, HasSubstr("b.pdf"));
  EXPECT_THAT(bench({"text", "--truth", truth, "--language", "it"}).err, HasSubstr("leave out `--language`"));
  EXPECT_EQ(bench({"text", "--language", "fr"}).code, 2);
}

TEST_F(BenchCommand, WithoutAFileThatCanBeReadItSaysSo) {
  const Outcome unreadable = run_prefill({"bench", "text", scratch_.path("locked.pdf")});
  EXPECT_EQ(unreadable.code, 2);
  EXPECT_THAT(unreadable.err, HasSubstr("none of the 1 files can be read"));
  const Outcome missing = run_prefill({"bench", scratch_.path("missing.pdf")});
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.err, HasSubstr("does not exist"));
  EXPECT_EQ(run_prefill({"bench"}).code, 2);
  EXPECT_EQ(run_prefill({"bench", "text"}).code, 2);
  EXPECT_EQ(run_prefill({"bench", "--seconds", "0", scratch_.path("")}).code, 2);
}

}  // namespace
}  // namespace prefill::test
