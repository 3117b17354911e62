// Compiling and the cache on disk: used when it fits, replaced when it does not, never trusted.

#include "rules/database.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "rules/scanner.h"

namespace prefill::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view text = R"({"name": "tiny", "fields": {"numeroFacture": {
  "preferences": [{"pattern": "FA-\\d+", "factor": 2}],
  "rules": [{"id": "n", "phrases": ["N° de facture"]}]}}})";

RulePack pack_of(std::string_view source) {
  return parse_pack(source).pack.value();
}

/// A database that works: it finds its phrase and knows its shape.
void expect_works(const std::shared_ptr<const Database>& database) {
  Scanner scanner(database);
  boost::container::pmr::vector<Match> matches;
  scanner.scan("numero de facture 12", matches);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].to, 17U);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "fa-12"), 2);
}

class Cache : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "rules-cache-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    directory_ = name;
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(directory_)) found.push_back(entry.path());
    return found;
  }

  std::shared_ptr<const Database> compile(std::string_view source = text) const {
    return Database::compile(pack_of(source), directory_);
  }

  /// The bytes of the one file, after a first compilation.
  std::string filled() const {
    EXPECT_FALSE(compile()->from_cache());
    EXPECT_EQ(files().size(), 1U);
    std::ifstream file(files().at(0), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void replace(std::string_view bytes) const {
    std::ofstream(files().at(0), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  fs::path directory_;
};

TEST(Database, KeepsThePackAndNamesItsVersion) {
  const auto database = Database::compile(pack_of(text), std::nullopt);
  EXPECT_EQ(database->pack().rules.size(), 1U);
  EXPECT_EQ(database->version(), "tiny@" + database->pack().hash.substr(0, 6));
  EXPECT_FALSE(database->from_cache());
  expect_works(database);
}

TEST(Database, FindsItsDefaultCache) {
  const char* const old = std::getenv("XDG_CACHE_HOME");
  const std::string saved = old != nullptr ? old : "";
  ::setenv("XDG_CACHE_HOME", "/somewhere", 1);
  EXPECT_EQ(Database::default_cache(), fs::path("/somewhere/prefill"));
  ::setenv("XDG_CACHE_HOME", "", 1);
  const char* const home = std::getenv("HOME");
  if (home != nullptr && *home != 0) {
    EXPECT_EQ(Database::default_cache(), fs::path(home) / ".cache/prefill");
  } else {
    EXPECT_FALSE(Database::default_cache());
  }
  if (old != nullptr) {
    ::setenv("XDG_CACHE_HOME", saved.c_str(), 1);
  } else {
    ::unsetenv("XDG_CACHE_HOME");
  }
}

TEST_F(Cache, IsUsedTheSecondTime) {
  filled();
  const auto again = compile();
  EXPECT_TRUE(again->from_cache());
  expect_works(again);
}

TEST_F(Cache, MakesItsDirectory) {
  const fs::path deep = directory_ / "a" / "b";
  EXPECT_FALSE(Database::compile(pack_of(text), deep)->from_cache());
  EXPECT_TRUE(Database::compile(pack_of(text), deep)->from_cache());
}

TEST_F(Cache, ServesAnotherPackWithTheSamePhrases) {
  filled();
  std::string renamed(text);
  renamed.replace(renamed.find("tiny"), 4, "other");
  const auto other = compile(renamed);
  EXPECT_TRUE(other->from_cache());
  EXPECT_EQ(other->pack().name, "other");
}

TEST_F(Cache, DoesNotServeOtherPhrasesOrShapes) {
  filled();
  for (const auto& [from, to] : {std::pair("de facture", "de commande"), std::pair("FA-", "FB-")}) {
    std::string changed(text);
    changed.replace(changed.find(from), std::string_view(from).size(), to);
    EXPECT_FALSE(compile(changed)->from_cache()) << to;
  }
  EXPECT_EQ(files().size(), 3U);
}

TEST_F(Cache, IsReplacedWhenTruncated) {
  const std::string good = filled();
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{40}, good.size() / 2, good.size() - 1}) {
    replace(good.substr(0, length));
    const auto database = compile();
    EXPECT_FALSE(database->from_cache()) << length;
    expect_works(database);
    EXPECT_TRUE(compile()->from_cache()) << length;
  }
}

TEST_F(Cache, IsReplacedWhenAnyByteIsWrong) {
  const std::string good = filled();
  for (std::size_t at = 0; at < good.size(); at += 1 + good.size() / 40) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x40);
    replace(bad);
    EXPECT_FALSE(compile()->from_cache()) << at;
  }
  expect_works(compile());
}

TEST_F(Cache, IsReplacedWhenItIsAnotherPacks) {
  filled();
  std::string changed(text);
  changed.replace(changed.find("de facture"), 10, "de commande");
  const fs::path mine = files().at(0);
  compile(changed);
  for (const fs::path& path : files()) {
    if (path != mine) fs::copy_file(path, mine, fs::copy_options::overwrite_existing);
  }
  const auto database = compile();
  EXPECT_FALSE(database->from_cache());
  expect_works(database);
}

TEST_F(Cache, IsDoneWithoutWhenSomethingElseStandsInItsPlace) {
  filled();
  const fs::path name = files().at(0);
  fs::remove(name);
  fs::create_directories(name / "full");
  const auto database = compile();
  EXPECT_FALSE(database->from_cache());
  expect_works(database);
  EXPECT_EQ(files().size(), 1U) << "a temporary file is left behind";
}

TEST_F(Cache, IsDoneWithoutWhenItsDirectoryIsAFile) {
  const fs::path file = directory_ / "file";
  std::ofstream(file) << "x";
  const auto database = Database::compile(pack_of(text), file / "cache");
  EXPECT_FALSE(database->from_cache());
  expect_works(database);
}

TEST_F(Cache, IsReplacedWhenItCannotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
  filled();
  fs::permissions(files().at(0), fs::perms::none);
  expect_works(compile());
  EXPECT_TRUE(compile()->from_cache());
}

}  // namespace
}  // namespace prefill::rules
