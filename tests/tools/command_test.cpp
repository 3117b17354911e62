// The program as its users meet it: exit codes, output, and what it says about bad input.

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
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string packs = PREFILL_PACKS;
constexpr const char* bad_pack = R"({"name":"x","fields":{"numeroFactur":{"rules":[]}}})";

// What a line of output says: the file, and the code of its error or "fields".
std::vector<std::string> said(const std::string& out) {
  std::vector<std::string> lines;
  simdjson::dom::parser parser;
  for (const simdjson::dom::object line : parser.parse_many(out)) {
    std::string_view file;
    std::string_view code;
    if (line["file"].get(file) != simdjson::SUCCESS) return {"a line without `file`"};
    const bool failed = line["error"]["code"].get(code) == simdjson::SUCCESS;
    const bool filled = line["fields"].error() == simdjson::SUCCESS;
    const std::string name(file.substr(file.rfind('/') + 1));
    lines.push_back(name + (failed ? " " + std::string(code) : "") + (filled ? " fields" : ""));
  }
  return lines;
}

// The code and message of the only line.
std::string error_of(const Outcome& outcome) {
  simdjson::dom::parser parser;
  std::string_view code;
  std::string_view message;
  simdjson::dom::object line;
  if (parser.parse(outcome.out).get(line) != simdjson::SUCCESS) return "no JSON: " + outcome.out;
  if (line["error"]["code"].get(code) != simdjson::SUCCESS) return "no error: " + outcome.out;
  if (line["error"]["message"].get(message) != simdjson::SUCCESS) return "no message: " + outcome.out;
  return std::string(code) + ": " + std::string(message);
}

class Command : public testing::Test {
 protected:
  std::string good(const std::string& name = "good.pdf") { return scratch_.write(name, invoice_pdf()); }

  // The outcome for one file with this content.
  Outcome extract(const std::string& content) { return run_prefill({"extract", scratch_.write("a.pdf", content)}); }

  Scratch scratch_;
};

TEST_F(Command, ExtractFillsInTheForm) {
  const Outcome outcome = run_prefill({"extract", good()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(said(outcome.out), ElementsAre("good.pdf fields"));
  EXPECT_THAT(outcome.out, HasSubstr(R"("numeroFacture":{"value":"F-2026-001")"));
  EXPECT_THAT(outcome.out, HasSubstr(R"("montantTtcTotal":{"value":120)"));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(Command, OutputKeepsTheOrderAndGoesOnBehindAFailure) {
  const std::vector<std::string> arguments = {"extract", good("b.pdf"), scratch_.write("x.pdf", "no pdf"),
                                              scratch_.path("missing.pdf"), good("a.pdf")};
  const Outcome outcome = run_prefill(arguments);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(said(outcome.out), ElementsAre("b.pdf fields", "x.pdf not_pdf", "missing.pdf io", "a.pdf fields"));
  EXPECT_EQ(outcome.out, run_prefill(arguments).out);
}

TEST_F(Command, EachBadDocumentIsALineWithItsReason) {
  EXPECT_THAT(error_of(extract("just words")), StartsWith("not_pdf: "));
  EXPECT_THAT(error_of(extract("")), AllOf(StartsWith("not_pdf: "), HasSubstr("empty")));
  EXPECT_THAT(error_of(extract(invoice_pdf().substr(0, 60))), StartsWith("damaged: "));
  EXPECT_THAT(error_of(extract(encrypted_pdf())), AllOf(StartsWith("encrypted: "), HasSubstr("password")));
  EXPECT_THAT(error_of(extract(pageless_pdf())), AllOf(StartsWith("damaged: "), HasSubstr("no pages")));
  EXPECT_EQ(extract(pageless_pdf()).code, 1);
}

TEST_F(Command, EachBadPathIsALineWithItsReason) {
  EXPECT_EQ(error_of(run_prefill({"extract", scratch_.path("missing.pdf")})), "io: does not exist; check the name");
  EXPECT_EQ(error_of(run_prefill({"extract", scratch_.path("")})), "io: is a directory; name a PDF file");
}

TEST_F(Command, ATruncatedTailIsRepaired) {
  const std::string whole = invoice_pdf();
  const Outcome outcome = extract(whole.substr(0, whole.find("xref")));
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("F-2026-001"));
}

TEST_F(Command, ADashReadsStandardInput) {
  const Outcome outcome = run_prefill({"extract", "-"}, invoice_pdf());
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(said(outcome.out), ElementsAre("- fields"));
  EXPECT_THAT(outcome.out, HasSubstr("F-2026-001"));
  EXPECT_THAT(error_of(run_prefill({"extract", "-"})), AllOf(StartsWith("not_pdf: "), HasSubstr("empty")));
}

TEST_F(Command, TablesShowValuesAndErrorsWithoutColours) {
  const Outcome outcome =
      run_prefill({"extract", "--format", "table", good(), scratch_.write("x.pdf", "no pdf"),
                   scratch_.write("letter.pdf", pdf_with_lines({"Bonjour,", "merci de votre visite"}))});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("good.pdf: invoice, page 1 of 1 read, text layer: text\n  field"));
  EXPECT_THAT(outcome.out, HasSubstr("\n  numeroFacture"));
  EXPECT_THAT(outcome.out, HasSubstr("x.pdf: error: not_pdf: "));
  EXPECT_THAT(outcome.out, HasSubstr("  not recognised as an invoice\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("\x1b")));
}

TEST_F(Command, AnOutputThatTakesNothingEndsTheRun) {
  const Outcome full = run_prefill({"extract", good()}, "", "/dev/full");
  EXPECT_EQ(full.code, 2);
  EXPECT_EQ(full.err, "prefill: the output cannot be written: No space left on device\n");
  const Outcome closed = run_prefill_unread({"extract", good(), good()});
  EXPECT_EQ(closed.code, 2);
  EXPECT_THAT(closed.err, IsEmpty());
}

TEST_F(Command, ABadRulePackStopsEveryCommandBeforeTheFirstDocument) {
  const std::string pack = scratch_.write("bad.json", bad_pack);
  const std::string labels = scratch_.write("labels.jsonl", R"({"file":"good.pdf","truth":{}})");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"extract", "--rules", pack, good()},
                                                    {"text", "--rules", pack, good()},
                                                    {"eval", labels, "--pdfs", scratch_.path(""), "--rules", pack}}) {
    const Outcome outcome = run_prefill(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments[0];
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("unknown field `numeroFactur`"), HasSubstr("bad.json:1:")))
        << arguments[0];
    EXPECT_THAT(outcome.out, IsEmpty()) << arguments[0];
  }
}

TEST_F(Command, AMissingRulePackIsNamed) {
  const Outcome outcome = run_prefill({"extract", "--rules", "nowhere.json", good()});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "prefill: rule pack `nowhere.json` does not exist; check the name\n");
}

TEST_F(Command, AnotherRulePackIsUsed) {
  const std::string pack = scratch_.write(
      "own.json", R"({"name":"own","fields":{"numeroFacture":{"rules":[{"id":"a","phrases":["Facture n°"]}]}}})");
  const Outcome outcome = run_prefill({"extract", "--rules", pack, good()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\"rules\":\"own@"));
}

TEST_F(Command, SeveralRulePacksAreSearchedAsOne) {
  const std::string own = scratch_.write(
      "own.json", R"({"name":"own","fields":{"numeroMarche":{"rules":[{"id":"a","phrases":["Facture"]}]}}})");
  const Outcome clash = run_prefill({"extract", "--rules", "fr", "--rules", own, good()});
  EXPECT_EQ(clash.code, 2);
  EXPECT_THAT(clash.err, HasSubstr("error[R021]"));
  const std::string other = scratch_.write(
      "other.json", R"({"name":"own","fields":{"bic":{"rules":[{"id":"a","phrases":["Code de la banque"]}]}}})");
  const Outcome outcome = run_prefill({"extract", "--rules", "fr", "--rules", other, good()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"rules\":\"fr+own@"), HasSubstr("F-2026-001")));
}

TEST_F(Command, TextShowsWhatTheRulesSee) {
  const Outcome outcome = run_prefill({"text", good()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("facture n° f-2026-001"), HasSubstr("\u21b5")));
  EXPECT_THAT(run_prefill({"text", "--raw", good()}).out, HasSubstr("Facture n° F-2026-001"));
}

TEST_F(Command, TextSaysWhyAFileCannotBeShown) {
  const Outcome outcome = run_prefill({"text", scratch_.path("missing.pdf")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("missing.pdf`: io: does not exist; check the name\n"));
}

TEST_F(Command, EvalCountsAndNamesWhatIsMissing) {
  good();
  const std::string labels = scratch_.write(
      "labels.jsonl",
      "{\"file\":\"good.pdf\",\"language\":\"fr\",\"truth\":{\"numeroFacture\":\"F-2026-001\",\"montantTVA\":99}}\n"
      "{\"file\":\"gone.pdf\",\"language\":\"fr\",\"truth\":{\"numeroFacture\":\"1\"}}\n");
  const Outcome outcome = run_prefill({"eval", labels, "--pdfs", scratch_.path(""), "--misses"});
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("numeroFacture                           1      1      1      0       0"));
  EXPECT_THAT(outcome.out, HasSubstr("1 judged, 0 of them could not be read, 1 missing"));
  EXPECT_THAT(outcome.out, HasSubstr("gone.pdf: missing"));
  EXPECT_THAT(outcome.out, HasSubstr("good.pdf  montantTVA  wrong    99        20   0."));
  const Outcome json = run_prefill({"eval", labels, "--pdfs", scratch_.path(""), "--json"});
  EXPECT_THAT(json.out, HasSubstr(R"("judged":1,"failed":[],"missing":["gone.pdf"])"));
}

TEST_F(Command, EvalRefusesWhatItCannotMeasure) {
  const std::string labels = scratch_.write("labels.jsonl", R"({"file":"a.pdf","language":"fr","truth":{}})");
  const std::string directory = scratch_.path("");
  const Outcome nothing = run_prefill({"eval", labels, "--pdfs", directory, "--language", "de"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, HasSubstr("has no document of this language and split"));
  const Outcome bad = run_prefill({"eval", scratch_.write("bad.jsonl", "{}"), "--pdfs", directory});
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.err, HasSubstr("bad.jsonl` has a mistake: line 1: needs `file` and `truth`"));
  EXPECT_EQ(run_prefill({"eval", scratch_.path("none"), "--pdfs", directory}).code, 2);
  const Outcome no_directory = run_prefill({"eval", labels, "--pdfs", labels});
  EXPECT_EQ(no_directory.code, 2);
  EXPECT_THAT(no_directory.err, HasSubstr("is no directory"));
}

TEST_F(Command, RulesCheckSaysWhetherThereAreMistakes) {
  const Outcome sound = run_prefill({"rules", "check", packs + "/fr.json"});
  EXPECT_EQ(sound.code, 0) << sound.out;
  EXPECT_THAT(sound.out, testing::MatchesRegex("fr: [0-9]+ fields, [0-9]+ rules, [0-9]+ phrases: no mistakes\n"));
  EXPECT_EQ(run_prefill({"rules", "check", "--format", "json", packs + "/fr.json"}).out, "[]\n");

  const std::string pack = scratch_.write("bad.json", bad_pack);
  const Outcome text = run_prefill({"rules", "check", pack});
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.out, AllOf(HasSubstr("unknown field `numeroFactur`"), HasSubstr("bad.json:1:"), HasSubstr("^")));
  const Outcome json = run_prefill({"rules", "check", "--format", "json", pack});
  EXPECT_EQ(json.code, 1);
  EXPECT_THAT(json.out, AllOf(StartsWith("["), HasSubstr("numeroFactur")));

  EXPECT_EQ(run_prefill({"rules", "check", scratch_.path("none")}).code, 2);
}

TEST_F(Command, RulesCheckHoldsPacksAgainstEachOther) {
  EXPECT_THAT(run_prefill({"rules", "check", "fr", "en", packs + "/de.json"}).out, StartsWith("fr+en+de: "));
  const std::string own = scratch_.write(
      "own.json", R"({"name":"own","fields":{"numeroMarche":{"rules":[{"id":"a","phrases":["N° de dossier"]}]}}})");
  EXPECT_EQ(run_prefill({"rules", "check", own}).code, 0);
  const Outcome outcome = run_prefill({"rules", "check", "fr", own});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("error[R021]"), HasSubstr("own.json:1:"), HasSubstr("of rules/packs/fr.json")));
}

TEST_F(Command, RulesTestRunsTheExamplesOfPacks) {
  const Outcome builtin = run_prefill({"rules", "test"});
  EXPECT_EQ(builtin.code, 0) << builtin.out;
  EXPECT_THAT(builtin.out, StartsWith("pack "));

  const std::string own = scratch_.write("own.json", R"({"name":"own","fields":{"numeroFacture":{"rules":[
    {"id":"a","phrases":["Facture n°"],"examples":[{"text":"Facture n° 12-A","value":"12-B"}]}]}}})");
  const Outcome failing = run_prefill({"rules", "test", own});
  EXPECT_EQ(failing.code, 1);
  EXPECT_THAT(failing.out,
              HasSubstr("own.json:2:60  numeroFacture/a  Facture n° 12-A  12-B    12-A by numeroFacture/a\n"));
  EXPECT_THAT(run_prefill({"rules", "test", "--json", own}).out, HasSubstr(R"("came":"12-A","by":"numeroFacture/a")"));

  const Outcome bad = run_prefill({"rules", "test", scratch_.write("bad.json", bad_pack)});
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.err, HasSubstr("the rules have mistakes; nothing was tested\nerror[R005]"));
  EXPECT_EQ(run_prefill({"rules", "test", scratch_.path("none")}).code, 2);
}

TEST_F(Command, AMistypedCommandLineIsAnsweredWithTheNearestName) {
  const auto refusal = [](const std::vector<std::string>& arguments) {
    const Outcome outcome = run_prefill(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.out, IsEmpty());
    return outcome.err;
  };
  EXPECT_EQ(refusal({"extrct", "a.pdf"}),
            "prefill: unknown command `extrct`; perhaps `extract` is meant; see `prefill --help`\n");
  EXPECT_EQ(refusal({"extract", "--formt=table", "a.pdf"}),
            "prefill: unknown option `--formt`; perhaps `--format` is meant; see `prefill extract --help`\n");
  EXPECT_EQ(refusal({"extract", "--fromat"}),
            "prefill: unknown option `--fromat`; perhaps `--format` is meant; see `prefill extract --help`\n");
  EXPECT_EQ(refusal({"rules", "chek"}),
            "prefill: unknown command `chek`; perhaps `check` is meant; see `prefill rules --help`\n");
  EXPECT_EQ(refusal({"text", "a.pdf", "b.pdf"}), "prefill: unexpected argument `b.pdf`; see `prefill text --help`\n");
  EXPECT_EQ(
      refusal({}),
      "prefill: say what to do: `extract`, `advise`, `explain`, `text`, `show`, `eval`, `batch`, `bench`, `serve`, "
      "`clients`, `rules`; see `prefill --help`\n");
  EXPECT_THAT(refusal({"extract"}), HasSubstr("FILE"));
  EXPECT_THAT(refusal({"extract", "--format", "xml", "a.pdf"}), HasSubstr("`xml` is none of `json`, `table`"));
}

TEST_F(Command, HelpAndVersionGoToStandardOutput) {
  const Outcome version = run_prefill({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, testing::MatchesRegex("prefill [0-9.]+, rules fr.en.de@[0-9a-f]+\n"));
  const Outcome help = run_prefill({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, AllOf(HasSubstr("extract"), HasSubstr("text"), HasSubstr("eval"), HasSubstr("rules")));
  for (const std::vector<std::string>& command : {std::vector<std::string>{"extract", "--help"},
                                                  {"advise", "--help"},
                                                  {"text", "--help"},
                                                  {"eval", "--help"},
                                                  {"rules", "check", "--help"},
                                                  {"rules", "test", "--help"}}) {
    const Outcome outcome = run_prefill(command);
    EXPECT_EQ(outcome.code, 0) << command[0];
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("Example"), HasSubstr("prefill " + command[0]))) << command[0];
  }
}

}  // namespace
}  // namespace prefill::test
