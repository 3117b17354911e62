// Bytes by their place, and files that change behind an open descriptor. What is said of paths is tested with
// `MappedFile`.

#include "tools/open_file.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <string>

#include "tests/tools/scratch.h"

namespace prefill::tools {
namespace {

std::string text_of(std::span<const unsigned char> bytes) {
  return {bytes.begin(), bytes.end()};
}

TEST(OpenFile, ReadsBytesByTheirPlace) {
  const test::Scratch scratch;
  const auto file = OpenFile::open(scratch.write("a.pdf", "abcdef"));
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->regular());
  EXPECT_EQ(file->size(), 6U);
  file->fetch_ahead(0, 6);
  std::array<unsigned char, 3> room{};
  ASSERT_TRUE(file->read(2, room));
  EXPECT_EQ(text_of(room), "cde");
  EXPECT_TRUE(file->unchanged());
}

TEST(OpenFile, HoldsWhatLiesWithinIt) {
  const test::Scratch scratch;
  const auto file = OpenFile::open(scratch.write("a.pdf", "abcdef"));
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->holds(2, 4));
  EXPECT_TRUE(file->holds(6, 0));
  EXPECT_FALSE(file->holds(2, 5));
  EXPECT_FALSE(file->holds(7, 0));
  EXPECT_FALSE(file->holds(2, ~std::uint64_t{0}));
}

TEST(OpenFile, BytesThatAreGoneAreIo) {
  const test::Scratch scratch;
  const std::string path = scratch.write("a.pdf", "abcdef");
  const auto file = OpenFile::open(path);
  ASSERT_TRUE(file);
  ASSERT_EQ(::truncate(path.c_str(), 3), 0);
  std::array<unsigned char, 4> room{};
  const auto read = file->read(0, room);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::io);
  EXPECT_THAT(read.error().message, testing::HasSubstr("changed while it was being read"));
  EXPECT_EQ(file->unchanged().error().code, ErrorCode::io);
}

TEST(OpenFile, AFileWithoutANameIsStillThere) {
  const test::Scratch scratch;
  const std::string path = scratch.write("a.pdf", "abc");
  const auto file = OpenFile::open(path);
  ASSERT_TRUE(file);
  ASSERT_EQ(::unlink(path.c_str()), 0);
  std::array<unsigned char, 3> room{};
  ASSERT_TRUE(file->read(0, room));
  EXPECT_EQ(text_of(room), "abc");
  EXPECT_TRUE(file->unchanged());
}

}  // namespace
}  // namespace prefill::tools
