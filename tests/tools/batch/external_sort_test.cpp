// Sorting in memory and through files gives the same.

#include "tools/batch/external_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <system_error>
#include <vector>

#include "tests/tools/scratch.h"

namespace prefill::tools::batch {
namespace {

std::vector<std::string> some_records(std::size_t count) {
  std::mt19937 random(7);  // the same each time
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) {
    std::string record(random() % 40, '\0');
    for (char& c : record) c = static_cast<char>(random());
    records.push_back(record);
  }
  return records;
}

std::vector<std::string> sorted(const std::vector<std::string>& records, std::size_t memory) {
  const test::Scratch scratch;
  ExternalSort sort(scratch.path(""), memory);
  for (const std::string& record : records) sort.add(record);
  std::vector<std::string> out;
  while (const auto record = sort.next()) out.emplace_back(*record);
  return out;
}

TEST(ExternalSort, BytesSortAsBytesInMemoryAndThroughFiles) {
  const std::vector<std::string> records = some_records(5000);
  std::vector<std::string> expected = records;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(sorted(records, std::size_t{1} << 30), expected);
  EXPECT_EQ(sorted(records, 64 << 10), expected);  // a few parts
  EXPECT_EQ(sorted(records, 1000), expected);      // hundreds
}

TEST(ExternalSort, ARecordLargerThanTheMemoryIsARecord) {
  const std::vector<std::string> records = {"b", std::string(300'000, 'a'), "", "c"};
  EXPECT_EQ(sorted(records, 1000), (std::vector<std::string>{"", records[1], "b", "c"}));
}

TEST(ExternalSort, NothingGivesNothing) {
  EXPECT_TRUE(sorted({}, 1000).empty());
}

TEST(ExternalSort, NoFileIsLeftNorSeen) {
  const test::Scratch scratch;
  ExternalSort sort(scratch.path(""), 1000);
  for (const std::string& record : some_records(500)) sort.add(record);
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path("")));
  EXPECT_TRUE(sort.next());
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path("")));
}

TEST(ExternalSort, ADirectoryThatIsNotThereIsSaid) {
  ExternalSort sort("/nowhere/at/all", 10);
  EXPECT_THROW(sort.add("longer than ten bytes"), std::system_error);
}

}  // namespace
}  // namespace prefill::tools::batch
