// The tools of rule authors on our own samples: a phrase taken out of the rules is proposed again, a change of rules is
// told, and the rule that a month of corrections speaks against is named.

#include <gmock/gmock.h>
#include <simdjson.h>

#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/process.h"
#include "tests/tools/sample_pdf.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string corpus = PREFILL_CORPUS;
const std::string manifest = corpus + "/manifest.jsonl";

std::string content(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class RulesAuthor : public testing::Test {
 protected:
  // The path of a copy of the French pack without this text.
  std::string french_without(const std::string& text) {
    std::string pack = content(std::string(PREFILL_PACKS) + "/fr.json");
    const std::size_t at = pack.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    return scratch_.write("fr.json", pack.erase(at, text.size()));
  }

  // The first `count` proposals as "field: phrase" without case.
  std::vector<std::string> proposed(const std::string& pack, std::size_t count) {
    const Outcome outcome = run_prefill({"rules", "suggest", manifest, "--pdfs", corpus + "/samples", "--rules", pack,
                                         "--rules", "en", "--rules", "de", "--most", std::to_string(count), "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    std::vector<std::string> phrases;
    simdjson::dom::parser parser;
    const simdjson::dom::element root = parser.parse(outcome.out);
    for (const simdjson::dom::object proposal : root["proposals"].get_array()) {
      const std::string_view field = proposal["field"];
      const std::string_view phrase = proposal["phrase"];
      phrases.push_back(std::string(field) + ": " + std::string(phrase));
    }
    return phrases;
  }

  Scratch scratch_;
};

TEST_F(RulesAuthor, APhraseTakenOutIsProposedAgain) {
  EXPECT_THAT(proposed(french_without("\"Code service\", "), 3),
              testing::Contains("codeServiceExecutant: Code service"));
  EXPECT_THAT(proposed(french_without("\"N° de facture\", "), 3),
              testing::Contains(testing::MatchesRegex("numeroFacture: (N°|Numéro) de facture")));
  EXPECT_THAT(proposed(french_without("\"Engagement juridique\", "), 3),
              testing::Contains("numeroBonCommande: Engagement juridique"));
}

TEST_F(RulesAuthor, SuggestRefusesWhatItCannotRead) {
  const std::string samples = corpus + "/samples";
  EXPECT_THAT(run_prefill({"rules", "suggest", manifest, "--pdfs", manifest}).err, HasSubstr("is no directory"));
  const Outcome field = run_prefill({"rules", "suggest", manifest, "--pdfs", samples, "--field", "numeroFactur"});
  EXPECT_EQ(field.code, 2);
  EXPECT_EQ(field.err, "prefill: unknown field `numeroFactur`; perhaps `numeroFacture` is meant\n");
  EXPECT_EQ(run_prefill({"rules", "suggest", scratch_.path("none"), "--pdfs", samples}).code, 2);
}

TEST_F(RulesAuthor, DiffTellsWhatAChangeOfRulesChanges) {
  const std::string own = french_without("\"Code service\", ");
  const std::string a = corpus + "/samples/ciel_grid.pdf";
  const std::string b = corpus + "/samples/comb_boxes.pdf";
  const Outcome changed = run_prefill({"rules", "diff", "fr", own, a, b, "--truth", manifest});
  EXPECT_EQ(changed.code, 1) << changed.err;
  EXPECT_THAT(changed.out, AllOf(HasSubstr("2 compared, 2 of them with a known truth"),
                                 HasSubstr("ciel_grid.pdf   codeServiceExecutant  only A ")));
  EXPECT_THAT(run_prefill({"rules", "diff", "fr", own, a, b, "--truth", manifest, "--json"}).out,
              HasSubstr(R"("codeServiceExecutant":{"same":0,"onlyA":2,"onlyB":0,"otherValue":0,"confidence":0,)"
                        R"("aRight":2,"bRight":0})"));
}

TEST_F(RulesAuthor, DiffEndsAsDiffDoes) {
  const std::string file = scratch_.write("a.pdf", invoice_pdf());
  const Outcome same = run_prefill({"rules", "diff", "fr+en+de", "fr+en+de", file});
  EXPECT_EQ(same.code, 0) << same.out;
  EXPECT_THAT(same.err, IsEmpty());
  const Outcome unread = run_prefill({"rules", "diff", "fr", "fr", file, scratch_.path("none.pdf")});
  EXPECT_EQ(unread.code, 1);
  EXPECT_THAT(unread.out, HasSubstr("none.pdf: io: does not exist"));
  const Outcome none = run_prefill({"rules", "diff", "fr", "fr+none.json", file});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("rule pack `none.json` does not exist"));
}

// A month in which suppliers sent what is printed, but for a slip of the keyboard in every fiftieth number.
std::string month_of(const std::string& extractions) {
  std::mt19937 random(20260301);
  simdjson::dom::parser parser;
  std::istringstream labels(content(manifest));
  std::istringstream extracted(extractions);
  std::string label;
  std::string extraction;
  std::string lines;
  while (std::getline(labels, label) && std::getline(extracted, extraction)) {
    const simdjson::dom::element document = parser.parse(label);
    std::string form;
    for (const auto [name, value] : document["truth"].get_object()) {
      const std::string sent =
          name == "numeroFacture" && random() % 50 == 0 ? R"("slip")" : std::string(simdjson::minify(value));
      form += "\"" + std::string(name) + "\":" + sent + ",";
    }
    if (form.find("\"numeroMarche\":") == std::string::npos) form += R"("numeroMarche":null,)";
    form.pop_back();
    const std::string day = std::to_string(10 + random() % 20);
    lines += R"({"extraction":)" + extraction + R"(,"submitted":{)" + form + R"(},"date":"2026-03-)" + day + "\"}\n";
  }
  return lines;
}

TEST_F(RulesAuthor, AMonthOfCorrectionsNamesTheRuleThatIsBroken) {
  const std::string broken = scratch_.write(
      "broken.json",
      R"({"name":"broken","fields":{"numeroMarche":{"rules":[{"id":"broken","weight":0.98,"shared":true,)"
      R"("phrases":["N° client","N° de client","Code client","Client n°"]}]}}})");
  std::vector<std::string> arguments = {"extract", "--rules", "fr",      "--rules", "en",
                                        "--rules", "de",      "--rules", broken};
  simdjson::dom::parser parser;
  for (const simdjson::dom::object document : parser.load_many(manifest)) {
    const std::string_view file = document["file"];
    arguments.push_back(corpus + "/samples/" + std::string(file));
  }
  const std::string forms = scratch_.write("march.jsonl", month_of(run_prefill(arguments).out) + "{\"extraction\":\n");

  const Outcome text = run_prefill({"eval", "--submitted", forms});
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.err, HasSubstr("march.jsonl` line 311 is left out: is not JSON"));
  EXPECT_THAT(text.out, AllOf(HasSubstr("deposits: 310 counted, 1 lines left out"), HasSubstr("\n2026-W12 ")));
  const Outcome json = run_prefill({"eval", "--submitted", forms, "--json"});
  const simdjson::dom::element report = parser.parse(json.out);
  const simdjson::dom::object worst = report["rules"].at(0);
  EXPECT_EQ(std::string_view(worst["name"]), "numeroMarche/broken");
  EXPECT_GT(double(worst["corrected"]), 0.9);
  EXPECT_GT(double(report["thresholds"]["fields"]["numeroMarche"]["threshold"]), 0.6);
}

TEST_F(RulesAuthor, HelpHasExamples) {
  for (const char* command : {"suggest", "diff"}) {
    const Outcome outcome = run_prefill({"rules", command, "--help"});
    EXPECT_EQ(outcome.code, 0) << command;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("Exit code: 0"), HasSubstr(std::string("prefill rules ") + command)));
  }
  EXPECT_THAT(run_prefill({"eval", "--help"}).out, HasSubstr("prefill eval --submitted"));
}

TEST_F(RulesAuthor, EvalAsksForTruthOrForms) {
  const Outcome nothing = run_prefill({"eval"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.err, "prefill: name TRUTH and `--pdfs DIR`, or `--submitted FORMS`; see `prefill eval --help`\n");
  EXPECT_EQ(run_prefill({"eval", manifest, "--submitted", manifest}).code, 2);
  const std::vector<std::vector<std::string>> of_documents = {
      {"--misses"}, {"--by", "layout"}, {"--language", "fr"}, {"--split", "judge"}, {"--pdfs", "."}, {"--report", "r"}};
  for (const std::vector<std::string>& option : of_documents) {
    std::vector<std::string> arguments = {"eval", "--submitted", manifest};
    arguments.insert(arguments.end(), option.begin(), option.end());
    const Outcome refused = run_prefill(arguments);
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.err,
              "prefill: `" + option[0] + "` is about documents with a known truth; leave it out with `--submitted`\n");
  }
  EXPECT_THAT(run_prefill({"eval", "--submitted", scratch_.path("none")}).err, HasSubstr("does not exist"));
}

}  // namespace
}  // namespace prefill::test
