// Files mapped one behind the other, more of them than a window holds at a time.

#include "tools/mapping_window.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "tests/tools/scratch.h"
#include "tools/mapped_file.h"
#include "tools/open_file.h"

namespace prefill::tools {
namespace {

constexpr std::size_t page = 4096;

TEST(MappingWindow, HoldsFilesOneAfterTheOther) {
  const test::Scratch scratch;
  MappingWindow window;
  constexpr std::size_t length = (std::size_t{5} << 20) + 1;  // a dozen of them are a window
  for (int i = 0; i < 30; ++i) {
    const std::string content(length, static_cast<char>('a' + i % 26));
    auto file = OpenFile::open(scratch.write("a" + std::to_string(i), content));
    ASSERT_TRUE(file);
    const auto mapped =
        MappedFile::part_of(std::make_shared<const OpenFile>(*std::move(file)), page + 5, length - page - 5, &window);
    ASSERT_TRUE(mapped);
    EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(mapped->bytes().data()), mapped->bytes().size()),
              std::string_view(content).substr(page + 5));
    EXPECT_TRUE(mapped->unchanged());
  }
}

TEST(MappingWindow, GivesNothingToWhatIsLarger) {
  const test::Scratch scratch;
  MappingWindow window;
  const auto file = OpenFile::open(scratch.write("a", std::string(page, 'a')));
  ASSERT_TRUE(file);
  EXPECT_EQ(window.map(file->descriptor(), 0, MappingWindow::size + 1), nullptr);
  EXPECT_NE(window.map(file->descriptor(), 0, MappingWindow::size), nullptr);
  void* next = window.map(file->descriptor(), 0, page);
  ASSERT_NE(next, nullptr);
  EXPECT_EQ(*static_cast<const char*>(next), 'a');
}

// Such a file is mapped all the same, by itself.
TEST(MappingWindow, IsNotNeeded) {
  const test::Scratch scratch;
  MappingWindow window;
  const std::string path = scratch.write("a", "");
  std::filesystem::resize_file(path, MappingWindow::size + page);
  auto file = OpenFile::open(path);
  ASSERT_TRUE(file);
  const auto mapped =
      MappedFile::part_of(std::make_shared<const OpenFile>(*std::move(file)), 0, MappingWindow::size + page, &window);
  ASSERT_TRUE(mapped);
  EXPECT_EQ(mapped->bytes().size(), MappingWindow::size + page);
  EXPECT_EQ(mapped->bytes().back(), 0);
}

TEST(MappingWindow, AFileCutShortIsToldHereToo) {
  const test::Scratch scratch;
  MappingWindow window;
  for (int i = 0; i < 3; ++i) {
    const std::string path = scratch.write("a" + std::to_string(i), std::string(4 * page, 'a'));
    auto file = OpenFile::open(path);
    ASSERT_TRUE(file);
    const auto mapped = MappedFile::part_of(std::make_shared<const OpenFile>(*std::move(file)), 0, 4 * page, &window);
    ASSERT_TRUE(mapped);
    std::filesystem::resize_file(path, page);
    EXPECT_EQ(mapped->bytes()[0], 'a');
    EXPECT_EQ(mapped->bytes()[3 * page], 0);
    EXPECT_FALSE(mapped->unchanged());
  }
}

}  // namespace
}  // namespace prefill::tools
