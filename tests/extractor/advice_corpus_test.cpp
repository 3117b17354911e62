// Invoices that break a golden rule, each beside the same invoice mended: advice is worth following.

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "extractor/advice_text.h"
#include "extractor/extractor.h"
#include "rules/builtin_pack.h"
#include "tools/evaluation.h"

namespace prefill {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

const fs::path pairs = fs::path(PREFILL_SOURCE_DIR) / "corpus" / "advice";

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class AdvicePairs : public testing::Test {
 protected:
  void SetUp() override {
    auto labels = tools::read_labels(content(pairs / "manifest.jsonl"));
    ASSERT_TRUE(labels) << labels.error();
    labels_ = std::move(*labels);
  }

  [[nodiscard]] Extraction read(const std::string& name) {
    const std::string bytes = content(pairs / (name + ".pdf"));
    auto extraction = extractor_.extract({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
    EXPECT_TRUE(extraction) << name;
    return extraction ? std::move(*extraction) : Extraction{};
  }

  /// The codes of what is said of the document called `name`.
  [[nodiscard]] std::vector<std::string> said(const std::string& name) {
    std::vector<std::string> codes;
    for (const Advice& advice : read(name).advice) codes.emplace_back(advice_name(advice.code));
    return codes;
  }

  /// How the form of the document called `name` fares against the truth of the mended one called `truth`.
  [[nodiscard]] tools::Score score(const std::string& name, const std::string& truth) {
    tools::Score score;
    const Extraction extraction = read(name);
    for (const tools::LabelledDocument& document : labels_.documents) {
      if (document.file != truth + ".pdf") continue;
      for (const auto& judgement : tools::judge(document, labels_.labelled, &extraction)) score.add(judgement.verdict);
    }
    return score;
  }

  /// Expects that `bad` misses fields, and that the advice with this code leads to one that misses none.
  void expect_worth(const std::string& bad, const std::string& code) {
    const std::string mended = bad + "_mended";
    EXPECT_THAT(said(bad), Contains(code));
    EXPECT_THAT(said(mended), IsEmpty());
    EXPECT_GT(score(bad, mended).missed, 0);
    const tools::Score after = score(mended, mended);
    EXPECT_GT(after.right, 12);
    EXPECT_EQ(after.missed + after.wrong + after.invented, 0);
  }

 private:
  tools::Labels labels_;
  Extractor extractor_{
      rules::Database::compile(std::move(*rules::parse_packs(rules::builtin_packs()).pack), std::nullopt)};
};

TEST_F(AdvicePairs, AScanBecomesText) {
  expect_worth("scanned", "SCAN_PAGE");
}

TEST_F(AdvicePairs, WhiteTextBecomesBlack) {
  expect_worth("white_on_white", "WHITE_TEXT");
}

TEST_F(AdvicePairs, GluedValuesGetSpaces) {
  expect_worth("glued", "GLUED_VALUE");
}

TEST_F(AdvicePairs, ValuesWithoutWordsAreAnnounced) {
  expect_worth("unannounced", "UNCLEAR_VALUE");
  EXPECT_THAT(said("unannounced"), Contains("MISSING_FIELD"));
  EXPECT_THAT(said("unannounced"), Contains("UNANNOUNCED_VALUE"));
}

TEST_F(AdvicePairs, PaleValuesBecomeBlack) {
  // The engine reads them all the same; the portal's own recognition asks for black on white.
  EXPECT_THAT(said("pale"), Contains("PALE_TEXT").Times(5));
  EXPECT_THAT(said("pale_mended"), IsEmpty());
}

TEST_F(AdvicePairs, EveryLayoutHasItsMendedOne) {
  int found = 0;
  for (const auto& entry : fs::directory_iterator(pairs)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".pdf" || name.ends_with("_mended")) continue;
    EXPECT_TRUE(fs::exists(pairs / (name + "_mended.pdf"))) << name;
    ++found;
  }
  EXPECT_GE(found, 5);
}

}  // namespace
}  // namespace prefill
