// `make_bulk_corpus` as a shell runs it: one thread and two, folders and shards, parts and the whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <map>
#include <string>

#include "tests/tools/file_content.h"
#include "tests/tools/process.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

namespace fs = std::filesystem;

// Runs with `more` options into `directory`; the files there with their content, by name below it.
std::map<std::string, std::string> make(const std::string& directory, const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"--out", directory, "--chunk", "8", "--suppliers", "12"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = run_prefill(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    files.emplace(fs::relative(entry.path(), directory).string(), content_of(entry.path().string()));
  }
  return files;
}

TEST(MakeBulkCorpus, TwoThreadsMakeWhatOneMakes) {
  const Scratch scratch;
  const auto one = make(scratch.path("one"), {"--count", "28", "--jobs", "1"});
  const auto two = make(scratch.path("two"), {"--count", "28", "--jobs", "2"});
  EXPECT_EQ(one.size(), 29U);  // and the manifest
  EXPECT_TRUE(one == two);
}

TEST(MakeBulkCorpus, APartIsThatOfTheWhole) {
  const Scratch scratch;
  const auto whole = make(scratch.path("whole"), {"--count", "24"});
  const auto part = make(scratch.path("part"), {"--count", "8", "--first", "8"});
  EXPECT_EQ(part.size(), 9U);
  for (const auto& [name, content] : part) {
    if (name == "manifest.jsonl") {
      EXPECT_THAT(whole.at(name), testing::HasSubstr(content));
    } else {
      EXPECT_TRUE(whole.at(name) == content) << name;
    }
  }
}

TEST(MakeBulkCorpus, ShardsHoldTheSameFilesWhereTheirIndexSays) {
  const Scratch scratch;
  const auto folders = make(scratch.path("folders"), {"--count", "20"});
  const auto shards = make(scratch.path("shards"), {"--count", "20", "--shards"});
  EXPECT_EQ(shards.at("manifest.jsonl"), folders.at("manifest.jsonl"));
  std::size_t found = 0;
  simdjson::dom::parser parser;
  for (const std::string chunk : {"00000", "00001", "00002"}) {
    const std::string& tar = shards.at("shard-" + chunk + ".tar");
    EXPECT_EQ(tar.size() % 512, 0U);
    const simdjson::padded_string index(shards.at("shard-" + chunk + ".index.jsonl"));
    for (const simdjson::dom::element line : parser.parse_many(index)) {
      const std::string name(line["file"].get_string().value());
      const std::uint64_t offset = line["offset"].get_uint64().value();
      const std::uint64_t length = line["length"].get_uint64().value();
      EXPECT_TRUE(tar.substr(offset, length) == folders.at(name)) << name;
      EXPECT_EQ(std::string(tar.c_str() + offset - 512), name);
      EXPECT_EQ(line["sha256"].get_string().value().size(), 64U);
      ++found;
    }
  }
  EXPECT_EQ(found, 20U);
}

TEST(MakeBulkCorpus, SaysSizesAndPages) {
  const Scratch scratch;
  const Outcome outcome = run_prefill({"--out", scratch.path("out"), "--count", "8", "--suppliers", "4"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, testing::HasSubstr("8 invoices, "));
  EXPECT_THAT(outcome.out, testing::HasSubstr("p50 "));
  EXPECT_THAT(outcome.out, testing::HasSubstr("percent by pages: 1: "));
}

TEST(MakeBulkCorpus, RefusesADirectoryThatIsInUse) {
  const Scratch scratch;
  scratch.write("kept", "something");
  const Outcome outcome = run_prefill({"--out", scratch.path(""), "--count", "1"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, testing::HasSubstr("is not empty; name a new directory"));
}

TEST(MakeBulkCorpus, SaysWhatIsWrongWithTheCommandLine) {
  const Scratch scratch;
  EXPECT_EQ(run_prefill({"--count", "1"}).code, 2);
  const Outcome outcome = run_prefill({"--out", scratch.path("out"), "--first", "7", "--count", "1"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, testing::HasSubstr("`--first` must be a multiple of 1000"));
}

}  // namespace
}  // namespace prefill::test
