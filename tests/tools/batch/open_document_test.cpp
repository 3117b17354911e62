// Small and large documents, alone in a file or in the middle of one.

#include "tools/batch/open_document.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/tools/scratch.h"

namespace prefill::tools::batch {
namespace {

// Bytes of which no two neighbouring stretches are the same.
std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 2654435761U >> 13);
  return text;
}

std::string text_of(std::span<const unsigned char> bytes) {
  return {bytes.begin(), bytes.end()};
}

// Of 0 to so many bytes that it is mapped.
class OpenDocumentOf : public testing::TestWithParam<std::size_t> {
 protected:
  static constexpr std::size_t before = 5000;  // in no page's place

  OpenDocumentOf() { scratch_.write("a", pattern(before) + content_ + pattern(100)); }

  [[nodiscard]] Result<OpenDocument> opened() const {
    auto file = OpenFile::open(path_);
    if (!file) return tl::unexpected(file.error());
    return OpenDocument(std::make_shared<const OpenFile>(*std::move(file)), before, GetParam());
  }
  void cut(std::size_t size) const { ASSERT_EQ(::truncate(path_.c_str(), static_cast<off_t>(size)), 0); }

  test::Scratch scratch_;
  std::string path_ = scratch_.path("a");
  std::string content_ = pattern(2 * GetParam()).substr(GetParam());
  ReadBuffer buffer_;
};

TEST_P(OpenDocumentOf, GivesItsBytes) {
  auto document = opened();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->size(), GetParam());
  const auto bytes = document->bytes(buffer_);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(text_of(*bytes), content_);
  EXPECT_TRUE(document->unchanged());
}

TEST_P(OpenDocumentOf, IsCopiedToTheBeginning) {
  auto document = opened();
  ASSERT_TRUE(document);
  std::vector<unsigned char> room(GetParam() + 3, 'x');
  ASSERT_TRUE(document->copy_to(room));
  EXPECT_EQ(text_of(room), content_ + "xxx");
}

TEST_P(OpenDocumentOf, IsIoWhenItsFileIsCutShort) {
  auto document = opened();
  ASSERT_TRUE(document);
  cut(before + GetParam() / 2);
  std::vector<unsigned char> room(GetParam());
  EXPECT_EQ(document->copy_to(room).error().code, ErrorCode::io);
  // What is read is told at once, what is mapped afterwards.
  const auto bytes = document->bytes(buffer_);
  if (bytes) {
    EXPECT_EQ(text_of(*bytes).size(), GetParam());
    EXPECT_EQ(std::string(bytes->end() - 10, bytes->end()), std::string(10, '\0'));
  } else {
    EXPECT_EQ(bytes.error().code, ErrorCode::io);
  }
  const auto unchanged = document->unchanged();
  ASSERT_FALSE(unchanged);
  EXPECT_EQ(unchanged.error().code, ErrorCode::io);
}

INSTANTIATE_TEST_SUITE_P(Sizes, OpenDocumentOf,
                         testing::Values(std::size_t{1000}, largest_read, largest_read + 1, largest_fetched,
                                         largest_fetched + 1, 3 * largest_fetched));

TEST(OpenDocument, MayBeEmpty) {
  const test::Scratch scratch;
  auto file = OpenFile::open(scratch.write("a", ""));
  ASSERT_TRUE(file);
  OpenDocument document(std::make_shared<const OpenFile>(*std::move(file)), 0, 0);
  ReadBuffer buffer;
  const auto bytes = document.bytes(buffer);
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(bytes->empty());
}

TEST(OpenDocument, OfAnArchiveNeedsNoBuffer) {
  OpenDocument document(std::vector<unsigned char>{'a', 'b'});
  ReadBuffer buffer;
  const auto bytes = document.bytes(buffer);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(text_of(*bytes), "ab");
  std::vector<unsigned char> room(2);
  ASSERT_TRUE(document.copy_to(room));
  EXPECT_EQ(text_of(room), "ab");
  EXPECT_TRUE(document.unchanged());
}

}  // namespace
}  // namespace prefill::tools::batch
