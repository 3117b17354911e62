// Each mistake as its author sees it: diagnostics/<code>-<slug>.json is a pack, the .txt beside it what is said. Where
// there is a <code>-<slug>.base.json, the mistake is one of two packs, read after that one.
//
// UPDATE_GOLDEN=1 rewrites the texts. The codes are read from the source, so that a new one cannot go without a case
// and a section in the manual.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "rules/rule_pack.h"

namespace prefill::rules {
namespace {

namespace fs = std::filesystem;

const fs::path source_dir = PREFILL_SOURCE_DIR;
const fs::path golden_dir = source_dir / "tests/rules/diagnostics";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(golden_dir)) {
    if (entry.path().extension() == ".json" && entry.path().stem().extension() != ".base") {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The mistakes of a case, and how they are shown.
struct Said {
  std::vector<Diagnostic> diagnostics;
  std::string text;
};

Said said_of(const fs::path& path) {
  const std::string name = path.filename().string();
  const fs::path base = fs::path(path).replace_extension(".base.json");
  const std::string base_name = base.filename().string();
  const std::string base_text = read(base);
  const std::string text = read(path);
  std::vector<SourceText> packs;
  if (fs::exists(base)) packs.push_back({base_name, base_text});
  packs.push_back({name, text});
  Said said;
  said.diagnostics = parse_packs(packs).diagnostics;
  said.text = to_text(said.diagnostics, packs);
  return said;
}

std::set<std::string> codes_in_source() {
  std::set<std::string> codes;
  constexpr std::size_t quoted_code = std::string_view("\"R000\"").size();
  const std::string source = read(source_dir / "rules/rule_pack.cpp") + read(source_dir / "rules/pack_checker.cpp");
  for (std::size_t at = source.find("\"R"); at != std::string::npos; at = source.find("\"R", at + 1)) {
    const std::string word = source.substr(at, quoted_code);
    const bool digits = word.size() == quoted_code && word.find_first_not_of("0123456789", 2) == quoted_code - 1;
    if (digits && word.back() == '"') codes.insert(word.substr(1, quoted_code - 2));
  }
  return codes;
}

fs::path text_of(fs::path pack) {
  return pack.replace_extension(".txt");
}

TEST(Golden, EachCaseSaysWhatItSaid) {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  ASSERT_FALSE(cases().empty());
  for (const fs::path& path : cases()) {
    const std::string said = said_of(path).text;
    if (update) std::ofstream(text_of(path), std::ios::binary) << said;
    EXPECT_EQ(said, read(text_of(path))) << path;
  }
}

TEST(Golden, EachCaseHasTheMistakeOfItsNameAlone) {
  for (const fs::path& path : cases()) {
    const Said said = said_of(path);
    EXPECT_FALSE(said.diagnostics.empty()) << path;
    for (const Diagnostic& diagnostic : said.diagnostics) {
      EXPECT_EQ(diagnostic.code, path.filename().string().substr(0, 4)) << path;
    }
  }
}

TEST(Golden, EachCodeHasACaseAndASection) {
  const std::string manual = read(source_dir / "docs/rules.md");
  std::set<std::string> tested;
  for (const fs::path& path : cases()) tested.insert(path.filename().string().substr(0, 4));
  ASSERT_FALSE(codes_in_source().empty());
  for (const std::string& code : codes_in_source()) {
    EXPECT_TRUE(tested.contains(code)) << "no case for " << code;
    EXPECT_NE(manual.find("\n### " + code + " "), std::string::npos) << "no section for " << code;
  }
}

/// The fenced blocks of `language` in the manual.
std::vector<std::string> blocks(const std::string& manual, const std::string& language) {
  std::vector<std::string> found;
  const std::string fence = "```" + language + "\n";
  for (std::size_t at = manual.find(fence); at != std::string::npos; at = manual.find(fence, at)) {
    at += fence.size();
    const std::size_t end = manual.find("```", at);
    found.push_back(manual.substr(at, end - at));
    at = end;
  }
  return found;
}

TEST(Golden, ManualShowsMessagesAsTheyAre) {
  std::set<std::string> messages;
  for (const fs::path& path : cases()) messages.insert(read(text_of(path)));
  const auto shown = blocks(read(source_dir / "docs/rules.md"), "text");
  EXPECT_GE(shown.size(), codes_in_source().size());
  for (const std::string& block : shown) EXPECT_TRUE(messages.contains(block)) << block;
}

TEST(Golden, ManualShowsPacksThatAreRight) {
  const auto packs = blocks(read(source_dir / "docs/rules.md"), "json");
  EXPECT_FALSE(packs.empty());
  for (const std::string& pack : packs) EXPECT_EQ(to_text(parse_pack(pack).diagnostics, "rules.md", pack), "") << pack;
}

TEST(Golden, SchemaKnowsEveryFieldAndMark) {
  const std::string schema = read(source_dir / "rules/packs/schema.json");
  for (std::size_t i = 0; i < field_count; ++i) {
    const std::string name(field_name(static_cast<Field>(i)));
    EXPECT_NE(schema.find('"' + name + '"'), std::string::npos) << name;
  }
  for (std::size_t i = 0; i < mark_count; ++i) {
    const std::string name(mark_name(static_cast<Mark>(i)));
    EXPECT_NE(schema.find('"' + name + '"'), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace prefill::rules
