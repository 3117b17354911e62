// Whole runs as a user starts, stops, kills and compares them.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/tools/file_content.h"
#include "tests/tools/process.h"
#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

using Arguments = std::vector<std::string>;

class BatchCommand : public testing::Test {
 protected:
  // A folder with the first samples of the corpus, and a few that cannot be read.
  std::string samples(std::size_t count) {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(std::string(PREFILL_CORPUS) + "/samples")) {
      files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    fs::create_directories(scratch_.path("in"));
    for (std::size_t i = 0; i < std::min(count, files.size()); ++i) {
      fs::copy(files[i], scratch_.path("in/" + files[i].filename().string()));
    }
    scratch_.write("in/broken.pdf", invoice_pdf().substr(0, 60));
    scratch_.write("in/locked.pdf", encrypted_pdf());
    scratch_.write("in/words.pdf", "just words");
    return scratch_.path("in");
  }

  [[nodiscard]] Arguments run_arguments(const std::string& out, const Arguments& more) const {
    Arguments arguments = {"batch", "run", scratch_.path("in"), "--out", scratch_.path(out), "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  [[nodiscard]] Outcome run(const std::string& out, const Arguments& more = {}) const {
    return run_prefill(run_arguments(out, more));
  }
  // The same without waiting; what it says is lost.
  [[nodiscard]] int start(const std::string& out, const Arguments& more, std::size_t largest_file = 0) const {
    return start_prefill(run_arguments(out, more), scratch_.path("started.out"), scratch_.path("started.err"),
                         largest_file);
  }

  // Name and bytes of each result file of the run.
  [[nodiscard]] std::map<std::string, std::string> results(const std::string& out) const {
    std::map<std::string, std::string> files;
    for (const auto& file : fs::recursive_directory_iterator(scratch_.path(out + "/results"))) {
      if (file.path().extension() == ".zst") files[file.path().filename()] = content_of(file.path());
    }
    return files;
  }

  // Whether the run has put a first result file in place.
  [[nodiscard]] bool has_results(const std::string& out) const {
    std::error_code none_yet;
    for (const auto& set : fs::directory_iterator(scratch_.path(out + "/results"), none_yet)) {
      if (fs::exists(set.path() / "000000.jsonl.zst")) return true;
    }
    return false;
  }

  // A number of `summary.json`, by the keys that lead to it.
  [[nodiscard]] std::uint64_t number(const std::string& out, const std::string& pointer) const {
    simdjson::dom::parser parser;
    std::uint64_t value = 0;
    const auto error = parser.parse(content_of(scratch_.path(out + "/summary.json"))).at_pointer(pointer).get(value);
    EXPECT_EQ(error, simdjson::SUCCESS) << pointer;
    return value;
  }

  // What `summary.json` says of outcomes and fields, as JSON.
  [[nodiscard]] std::string counts(const std::string& out) const {
    simdjson::dom::parser parser;
    const simdjson::dom::element summary = parser.parse(content_of(scratch_.path(out + "/summary.json")));
    std::string text;
    for (const char* key : {"documents", "failures", "kinds", "bytes", "duplicates", "fields"}) {
      text += simdjson::minify(simdjson::dom::element(summary[key]));
    }
    return text;
  }

  [[nodiscard]] std::uint64_t done_chunks(const std::string& out) const {
    const Outcome status = run_prefill({"batch", "status", "--json", scratch_.path(out)});
    simdjson::dom::parser parser;
    std::uint64_t done = 0;
    if (status.code != 0 || parser.parse(status.out).at_pointer("/chunks/done").get(done) != simdjson::SUCCESS)
      return 0;
    return done;
  }

  [[nodiscard]] std::vector<std::string> left_behind(const std::string& out) const {
    std::vector<std::string> found;
    for (const auto& file : fs::recursive_directory_iterator(scratch_.path(out))) {
      if (file.path().extension() == ".part") found.push_back(file.path().string());
    }
    return found;
  }

  Scratch scratch_;
};

TEST_F(BatchCommand, ThreadsAndIsolationChangeNoByte) {
  samples(60);
  const Outcome one = run("one", {"--isolate", "none", "--threads", "1", "--chunk", "10"});
  EXPECT_EQ(one.code, 1) << one.err;  // three cannot be read
  ASSERT_EQ(results("one").size(), 7U);
  EXPECT_EQ(number("one", "/documents/failed"), 3U);
  for (const Arguments& how :
       {Arguments{"--isolate", "none", "--threads", "4"}, {"--threads", "1"}, {"--threads", "3"}}) {
    Arguments more = {"--chunk", "10"};
    more.insert(more.end(), how.begin(), how.end());
    EXPECT_EQ(run("other", more).code, 1);
    EXPECT_EQ(results("other"), results("one")) << how.back();
    EXPECT_EQ(counts("other"), counts("one")) << how.back();
    fs::remove_all(scratch_.path("other"));
  }
}

TEST_F(BatchCommand, CatPrintsWhatExtractPrints) {
  samples(12);
  EXPECT_EQ(run("out", {"--chunk", "4"}).code, 1);
  Arguments extract = {"extract"};
  std::vector<std::string> files;
  for (const auto& file : fs::directory_iterator(scratch_.path("in"))) files.push_back(file.path().string());
  std::sort(files.begin(), files.end());
  extract.insert(extract.end(), files.begin(), files.end());
  const Outcome lines = run_prefill({"batch", "cat", scratch_.path("out")});
  EXPECT_EQ(lines.code, 0);
  EXPECT_EQ(lines.out, run_prefill(extract).out);
  const Outcome rows = run_prefill({"batch", "cat", "--format", "csv", scratch_.path("out")});
  EXPECT_EQ(std::count(rows.out.begin(), rows.out.end(), '\n'), 16);
  EXPECT_THAT(rows.out, AllOf(StartsWith("file,kind,error,"), HasSubstr("words.pdf,,not_pdf,")));
}

TEST_F(BatchCommand, ARunKilledAtAnyMomentEndsAsIfItWereNot) {
  samples(60);
  const Arguments how = {"--chunk", "4", "--threads", "2"};
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(run("whole", how).code, 1);
  const auto took = std::chrono::steady_clock::now() - begin;
  const auto whole = results("whole");
  ASSERT_EQ(whole.size(), 16U);
  std::mt19937 random(20261122);
  int in_the_middle = 0;
  for (int i = 0; i < 20; ++i) {
    const std::string out = "killed" + std::to_string(i);
    const int process = start(out, how);
    // Half of the moments lie anywhere, half behind the first chunk: on a busy machine most of a run is its beginning.
    const bool behind_first = i % 2 == 1;
    while (behind_first && !has_results(out)) std::this_thread::sleep_for(std::chrono::microseconds(100));
    std::this_thread::sleep_for(std::uniform_real_distribution<double>(0, behind_first ? 0.1 : 1)(random) * took);
    ::kill(process, SIGKILL);
    static_cast<void>(wait_for(process));
    const std::uint64_t done = done_chunks(out);
    in_the_middle += done > 0 && done < whole.size() ? 1 : 0;
    EXPECT_EQ(run(out, how).code, 1);
    EXPECT_EQ(results(out), whole);
    EXPECT_THAT(left_behind(out), IsEmpty());
    EXPECT_EQ(number(out, "/chunks/done"), whole.size());
    EXPECT_EQ(number(out, "/documents/done"), 63U);
    // Only what was not done is read: chunks of four documents, the last of three.
    EXPECT_LE(number(out, "/lastStart/documents"), (whole.size() - done) * 4);
    fs::remove_all(scratch_.path(out));
  }
  EXPECT_GT(in_the_middle, 0) << "no run was killed while it worked";
}

TEST_F(BatchCommand, AnInterruptedRunGoesOn) {
  samples(100);
  const Arguments how = {"--chunk", "4", "--threads", "1"};
  const int process = start("out", how);
  while (done_chunks("out") < 2) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  ::kill(process, SIGINT);
  const int code = wait_for(process);
  // It may have been done before the signal came.
  if (code == 2) {
    EXPECT_THAT(content_of(scratch_.path("started.err")), HasSubstr("the same command goes on"));
  }
  EXPECT_EQ(run("out", how).code, 1);
  EXPECT_EQ(number("out", "/documents/done"), 103U);
}

TEST_F(BatchCommand, ASecondRunOnTheSameDirectoryIsRefused) {
  samples(20);
  const int first = start("out", {"--chunk", "4"});
  while (!fs::exists(scratch_.path("out/run.json"))) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ::kill(first, SIGSTOP);
  const Outcome second = run("out", {"--chunk", "4"});
  const Outcome status = run_prefill({"batch", "status", scratch_.path("out")});
  ::kill(first, SIGCONT);
  EXPECT_EQ(wait_for(first), 1);
  EXPECT_EQ(second.code, 2);
  EXPECT_THAT(second.err, HasSubstr("is being written by another run (process " + std::to_string(first) + ")"));
  EXPECT_THAT(status.out, HasSubstr("running (process " + std::to_string(first) + ")"));
  EXPECT_EQ(number("out", "/documents/done"), 23U);
}

TEST_F(BatchCommand, AFullDiskEndsTheRunAndLosesNothing) {
  samples(100);
  const Arguments how = {"--chunk", "20", "--threads", "2"};
  ASSERT_EQ(run("whole", how).code, 1);
  int refused = 0;
  for (const std::size_t room : {3'000U, 12'000U, 40'000U, 80'000U}) {
    const std::string out = "full" + std::to_string(room);
    // In this process: the limit holds for the memory that is shared with confined ones as well.
    const int code = wait_for(start(out, {"--chunk", "20", "--threads", "2", "--isolate", "none"}, room));
    const std::string said = content_of(scratch_.path("started.err"));
    if (code != 1) {
      ++refused;
      EXPECT_EQ(code, 2) << said;
      EXPECT_THAT(said, AllOf(StartsWith("prefill: "), HasSubstr("make room")));
    }
    EXPECT_THAT(left_behind(out), IsEmpty());
    EXPECT_EQ(run(out, how).code, 1) << room;
    EXPECT_EQ(results(out), results("whole")) << room;
  }
  EXPECT_GT(refused, 1);
}

TEST_F(BatchCommand, ASourceThatChangedIsAskedAboutAndReadAnewWhereItDid) {
  samples(20);
  const Arguments how = {"--chunk", "5"};
  EXPECT_EQ(run("out", how).code, 1);
  EXPECT_EQ(run("out", how).code, 1);
  EXPECT_EQ(number("out", "/lastStart/documents"), 0U);  // nothing to do
  scratch_.write("in/words.pdf", "other words");
  const Outcome refused = run("out", how);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("the sources"), HasSubstr("`--yes`")));
  EXPECT_EQ(run("out", {"--chunk", "5", "--yes"}).code, 1);
  EXPECT_EQ(number("out", "/lastStart/documents"), 3U);  // the last chunk
  EXPECT_EQ(number("out", "/documents/done"), 23U);
}

TEST_F(BatchCommand, OtherRulesBeginAnewAndCanBeCompared) {
  samples(20);
  EXPECT_EQ(run("out", {"--rules", "fr"}).code, 1);
  const std::string first = fs::directory_iterator(scratch_.path("out/results"))->path().string();
  const Outcome refused = run("out", {"--rules", "de"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("holds results of rules fr@"), HasSubstr("`--yes`")));
  EXPECT_EQ(run("out", {"--rules", "de", "--yes"}).code, 1);
  const std::string changes = scratch_.path("changes.jsonl");
  const Outcome diff = run_prefill({"batch", "diff", first, scratch_.path("out"), "--changes", changes});
  EXPECT_EQ(diff.code, 0) << diff.err;
  EXPECT_THAT(diff.out, AllOf(HasSubstr("A is fr@"), HasSubstr("B is de@"), HasSubstr("documents: 23 compared")));
  EXPECT_THAT(content_of(changes), HasSubstr(R"("field":"numeroFacture","change":"only A","a":{"value":")"));
  const Outcome same = run_prefill({"batch", "diff", first, first, "--changes", changes});
  EXPECT_THAT(same.out, HasSubstr("0 documents have a field that differs, 0 another outcome\n"));
  EXPECT_THAT(content_of(changes), IsEmpty());
}

TEST_F(BatchCommand, DiffJoinsRunsOverOtherDocumentsByName) {
  samples(6);
  EXPECT_EQ(run("before").code, 1);
  fs::remove(scratch_.path("in/words.pdf"));
  scratch_.write("in/zzz.pdf", invoice_pdf());
  scratch_.write("in/broken.pdf", invoice_pdf());
  EXPECT_EQ(run("after").code, 1);
  const Outcome diff = run_prefill({"batch", "diff", scratch_.path("before"), scratch_.path("after")});
  EXPECT_THAT(diff.out,
              HasSubstr("1 documents have a field that differs, 1 another outcome; only in A 1, only in B 1"));
}

TEST_F(BatchCommand, PartsOfARunMakeTheWhole) {
  samples(20);
  EXPECT_EQ(run("whole", {"--chunk", "4"}).code, 1);
  EXPECT_NE(run("parts", {"--chunk", "4", "--shard", "1/2"}).code, 2);
  const Outcome half = run_prefill({"batch", "cat", scratch_.path("parts")});
  EXPECT_THAT(half.err, IsEmpty());  // the other part is not known yet
  EXPECT_NE(run("parts", {"--chunk", "4", "--shard", "2/2"}).code, 2);
  EXPECT_EQ(results("parts"), results("whole"));
  EXPECT_EQ(number("parts", "/documents/done"), 23U);
  EXPECT_EQ(run_prefill({"batch", "cat", scratch_.path("parts")}).out,
            run_prefill({"batch", "cat", scratch_.path("whole")}).out);
  EXPECT_THAT(run("parts", {"--chunk", "4"}).err, HasSubstr("was begun in other parts"));
  EXPECT_THAT(run("parts", {"--shard", "3/2"}).err, HasSubstr("`2/8` is the second of eight"));
}

TEST_F(BatchCommand, InvoicesThatStandTwiceAreNamed) {
  samples(2);
  const std::string sample = content_of(std::string(PREFILL_CORPUS) + "/samples/header_row.pdf");
  scratch_.write("in/first.pdf", sample);
  scratch_.write("in/second.pdf", sample + "\n% sent again\n");
  scratch_.write("in/third.pdf", sample);
  EXPECT_EQ(run("out").code, 1);
  const std::string twice = content_of(scratch_.path("out/duplicates.jsonl"));
  EXPECT_THAT(twice, AllOf(HasSubstr(R"("duplicate":"invoice","siren":")"), HasSubstr("FA-2025-36106"),
                           HasSubstr("first.pdf\",\"" + scratch_.path("in/second.pdf"))));
  EXPECT_THAT(twice, HasSubstr(R"("duplicate":"file","sha256":")"));
  EXPECT_EQ(number("out", "/duplicates/invoices"), 1U);
  EXPECT_EQ(number("out", "/duplicates/files"), 1U);
  EXPECT_EQ(number("out", "/documents/sameAs"), 1U);
  EXPECT_THAT(run_prefill({"batch", "cat", scratch_.path("out")}).out,
              HasSubstr("{\"file\":\"" + scratch_.path("in/third.pdf") + "\",\"sameAs\":\"" +
                        scratch_.path("in/first.pdf") + "\",\"sha256\":\""));
}

TEST_F(BatchCommand, PackedDocumentsGiveTheSameForms) {
  samples(20);
  const Outcome packed =
      run_prefill({"batch", "pack", scratch_.path("in"), "--out", scratch_.path("shards"), "--size", "1"});
  EXPECT_EQ(packed.code, 0) << packed.err;
  EXPECT_THAT(packed.out, StartsWith("23 documents, "));
  EXPECT_EQ(run("files").code, 1);
  EXPECT_EQ(run_prefill({"batch", "run", scratch_.path("shards"), "--out", scratch_.path("packed"), "--quiet"}).code,
            1);
  std::string lines = run_prefill({"batch", "cat", scratch_.path("files")}).out;
  const std::string folder = scratch_.path("in/");
  for (std::size_t at = 0; (at = lines.find(folder, at)) != std::string::npos;) lines.erase(at, folder.size());
  EXPECT_EQ(run_prefill({"batch", "cat", scratch_.path("packed")}).out, lines);
  EXPECT_EQ(run_prefill({"batch", "pack", scratch_.path("in"), "--out", scratch_.path("shards")}).code, 2);
}

TEST_F(BatchCommand, AListComesFromStandardInput) {
  samples(2);
  const std::string list = scratch_.path("in/words.pdf") + "\n" + scratch_.path("in/gone.pdf") + "\n";
  const Outcome outcome = run_prefill({"batch", "run", "-", "--out", scratch_.path("out"), "--quiet"}, list);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("failed: io"), HasSubstr("failed: not_pdf")));
}

TEST_F(BatchCommand, FailuresThatMayPassAreTriedAgain) {
  samples(4);
  const std::string list = scratch_.write("list", scratch_.path("in/late.pdf") + "\n");
  const Arguments command = {"batch", "run", scratch_.path("in"), "@" + list, "--out", scratch_.path("out"), "--quiet"};
  EXPECT_EQ(run_prefill(command).code, 1);
  EXPECT_EQ(number("out", "/failures/io"), 1U);
  Arguments again = command;
  again.emplace_back("--retry");
  EXPECT_EQ(run_prefill(again).code, 1);
  EXPECT_EQ(number("out", "/lastStart/documents"), 1U);
}

TEST_F(BatchCommand, TheReportIsOnePage) {
  samples(20);
  EXPECT_EQ(run("out", {"--report", "--chunk", "5"}).code, 1);
  const std::string page = content_of(scratch_.path("out/report.html"));
  EXPECT_THAT(page, AllOf(StartsWith("<!doctype html>"), HasSubstr("Documents by the time they took"),
                          HasSubstr("Documents a second over time"), HasSubstr("failed: not_pdf")));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("href=")), Not(HasSubstr("src="))));
}

TEST_F(BatchCommand, MistakesAreSaid) {
  const std::string here = scratch_.path("");
  EXPECT_THAT(run_prefill({"batch", "status", here}).err,
              HasSubstr("holds no run; name the directory given as `--out`"));
  EXPECT_THAT(run_prefill({"batch", "cat", here}).err, HasSubstr("holds no run"));
  EXPECT_EQ(run_prefill({"batch", "diff", here, here}).code, 2);
  const Outcome missing =
      run_prefill({"batch", "run", scratch_.path("none"), "--out", scratch_.path("out"), "--quiet"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.err, HasSubstr("none` does not exist; check the name"));
  EXPECT_THAT(run_prefill({"batch"}).err, HasSubstr("say what to do"));
}

}  // namespace
}  // namespace prefill::test
