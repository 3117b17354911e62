// Files of every kind, and files that change under the reader.

#include "tools/mapped_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "tests/tools/scratch.h"

namespace prefill::tools {
namespace {

using test::Scratch;
using ::testing::HasSubstr;

constexpr std::size_t page = 4096;

std::string text_of(const MappedFile& file) {
  return {file.bytes().begin(), file.bytes().end()};
}

// Reads every byte, as an extraction does.
unsigned long sum_of(std::span<const unsigned char> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), 0UL);
}

void expect_changed(const Result<void>& unchanged) {
  ASSERT_FALSE(unchanged);
  EXPECT_EQ(unchanged.error().code, ErrorCode::io);
  EXPECT_EQ(unchanged.error().message, "changed while it was being read; run again when it is complete");
}

TEST(MappedFile, HoldsTheBytesOfTheFile) {
  const Scratch scratch;
  const auto file = MappedFile::open(scratch.write("a.pdf", std::string("abc\0def", 7)));
  ASSERT_TRUE(file);
  EXPECT_EQ(text_of(*file), std::string("abc\0def", 7));
  EXPECT_TRUE(file->unchanged());
}

TEST(MappedFile, AnEmptyFileIsAnEmptySpan) {
  const Scratch scratch;
  const auto file = MappedFile::open(scratch.write("empty.pdf", ""));
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes().empty());
  EXPECT_TRUE(file->unchanged());
}

TEST(MappedFile, SaysWhatIsWrongWithAPath) {
  const Scratch scratch;
  const auto missing = MappedFile::open(scratch.path("missing.pdf"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::io);
  EXPECT_EQ(missing.error().message, "does not exist; check the name");
  const auto directory = MappedFile::open(scratch.path(""));
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().code, ErrorCode::io);
  EXPECT_EQ(directory.error().message, "is a directory; name a PDF file");
  const auto through_file = MappedFile::open(scratch.write("file", "x") + "/a.pdf");
  ASSERT_FALSE(through_file);
  EXPECT_THAT(through_file.error().message, HasSubstr("cannot be opened"));
}

TEST(MappedFile, SaysWhenPermissionIsMissing) {
  const Scratch scratch;
  const std::string path = scratch.write("secret.pdf", "x");
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  ASSERT_EQ(::chmod(scratch.path("").c_str(), 0755), 0);
  // Root may read everything, so a test run by root goes on as nobody.
  const bool root = ::geteuid() == 0;
  if (root) {
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const auto file = MappedFile::open(path);
  if (root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::io);
  EXPECT_EQ(file.error().message, "may not be read; ask for permission to read it");
}

TEST(MappedFile, ReadsAPipeToItsEnd) {
  const Scratch scratch;
  const std::string path = scratch.path("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const std::string content(3'000'000, 'x');
  std::thread writer([&] {
    FILE* pipe = std::fopen(path.c_str(), "wb");
    std::fwrite(content.data(), 1, content.size(), pipe);
    std::fclose(pipe);
  });
  const auto file = MappedFile::open(path);
  writer.join();
  ASSERT_TRUE(file);
  EXPECT_EQ(text_of(*file), content);
  EXPECT_TRUE(file->unchanged());
}

TEST(MappedFile, RefusesAStreamWithoutEnd) {
  const auto file = MappedFile::open("/dev/zero", std::size_t{3} << 20);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::limit);
  EXPECT_THAT(file.error().message, HasSubstr("longer than 3 MiB"));
}

TEST(MappedFile, AFileCutShortReadsAsZerosAndIsNoticed) {
  const Scratch scratch;
  const std::string path = scratch.write("cut.pdf", std::string(10 * page, '\1'));
  const auto file = MappedFile::open(path);
  ASSERT_TRUE(file);
  EXPECT_EQ(sum_of(file->bytes()), 10 * page);
  ASSERT_EQ(::truncate(path.c_str(), 3 * page), 0);
  EXPECT_EQ(sum_of(file->bytes()), 3 * page);
  expect_changed(file->unchanged());
}

TEST(MappedFile, LostPagesAreNoticedEvenWhenTheSizeIsBack) {
  const Scratch scratch;
  const std::string path = scratch.write("cut.pdf", std::string(4 * page, '\1'));
  const auto file = MappedFile::open(path);
  ASSERT_TRUE(file);
  ASSERT_EQ(::truncate(path.c_str(), 0), 0);
  EXPECT_EQ(sum_of(file->bytes()), 0U);
  ASSERT_EQ(::truncate(path.c_str(), 4 * page), 0);
  expect_changed(file->unchanged());
}

TEST(MappedFile, AFileThatGrewIsNoticed) {
  const Scratch scratch;
  const std::string path = scratch.write("growing.pdf", "abc");
  const auto file = MappedFile::open(path);
  ASSERT_TRUE(file);
  scratch.write("growing.pdf", "abcdef");
  expect_changed(file->unchanged());
}

TEST(MappedFile, AnotherFileIsNotBlamed) {
  const Scratch scratch;
  const std::string path = scratch.write("cut.pdf", std::string(2 * page, '\1'));
  const auto sound = MappedFile::open(scratch.write("sound.pdf", std::string(2 * page, '\2')));
  {
    const auto cut = MappedFile::open(path);
    ASSERT_TRUE(cut && sound);
    ASSERT_EQ(::truncate(path.c_str(), 0), 0);
    EXPECT_EQ(sum_of(cut->bytes()), 0U);
    expect_changed(cut->unchanged());
  }
  EXPECT_EQ(sum_of(sound->bytes()), 2 * 2 * page);
  EXPECT_TRUE(sound->unchanged());
  // The place in the table that the other file left carries no blame over.
  const auto next = MappedFile::open(scratch.write("next.pdf", "x"));
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->unchanged());
}

TEST(MappedFile, ManyThreadsLosePagesAtOnce) {
  const Scratch scratch;
  std::vector<std::thread> threads;
  std::vector<int> noticed(8);
  for (std::size_t t = 0; t < noticed.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int round = 0; round < 50; ++round) {
        const std::string path = scratch.write(std::to_string(t), std::string(3 * page, '\1'));
        const auto file = MappedFile::open(path);
        if (!file || ::truncate(path.c_str(), page) != 0) continue;
        if (sum_of(file->bytes()) == page && !file->unchanged()) ++noticed[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(noticed, testing::Each(50));
}

TEST(MappedFile, MoreFilesThanTheTableHoldsAreReadInstead) {
  const Scratch scratch;
  const std::string path = scratch.write("a.pdf", "abc");
  std::vector<MappedFile> files;
  for (int i = 0; i < 300; ++i) {
    auto file = MappedFile::open(path);
    ASSERT_TRUE(file);
    files.push_back(std::move(*file));
  }
  for (const MappedFile& file : files) {
    EXPECT_EQ(text_of(file), "abc");
    EXPECT_TRUE(file.unchanged());
  }
}

TEST(MappedFile, AMovedFileKeepsItsBytes) {
  const Scratch scratch;
  auto first = MappedFile::open(scratch.write("a.pdf", "abc"));
  ASSERT_TRUE(first);
  MappedFile second = std::move(*first);
  EXPECT_EQ(text_of(second), "abc");
  auto third = MappedFile::open(scratch.write("b.pdf", "def"));
  ASSERT_TRUE(third);
  second = std::move(*third);
  EXPECT_EQ(text_of(second), "def");
  EXPECT_TRUE(second.unchanged());
}

TEST(MappedFileDeathTest, ABusErrorElsewhereStillEndsTheProcess) {
  const Scratch scratch;
  const auto file = MappedFile::open(scratch.write("a.pdf", "abc"));
  ASSERT_TRUE(file);
  EXPECT_EXIT(static_cast<void>(std::raise(SIGBUS)), testing::KilledBySignal(SIGBUS), "");
}

TEST(MappedFileDeathTest, PagesLostInAMappingOfSomebodyElseStillEndTheProcess) {
  const Scratch scratch;
  const auto ours = MappedFile::open(scratch.write("a.pdf", "abc"));
  const std::string path = scratch.write("b.pdf", std::string(page, '\1'));
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  void* theirs = ::mmap(nullptr, page, PROT_READ, MAP_PRIVATE, file, 0);
  ASSERT_NE(theirs, MAP_FAILED);
  ASSERT_EQ(::truncate(path.c_str(), 0), 0);
  EXPECT_EXIT(std::exit(*static_cast<volatile const char*>(theirs)), testing::KilledBySignal(SIGBUS), "");
  ::munmap(theirs, page);
  ::close(file);
}

TEST(ReadDocument, GivesWhatTheReaderMakesOfTheBytes) {
  const Scratch scratch;
  const auto size = read_document(scratch.write("a.pdf", "abc"), [](std::span<const unsigned char> bytes) {
    return Result<std::size_t>(bytes.size());
  });
  ASSERT_TRUE(size);
  EXPECT_EQ(*size, 3U);
}

TEST(ReadDocument, DropsWhatWasReadFromAFileThatChanged) {
  const Scratch scratch;
  const std::string path = scratch.write("a.pdf", std::string(2 * page, '\1'));
  const auto sum = read_document(path, [&](std::span<const unsigned char> bytes) -> Result<unsigned long> {
    if (::truncate(path.c_str(), 1) != 0) return failure(ErrorCode::internal, "not cut");
    return sum_of(bytes);
  });
  ASSERT_FALSE(sum);
  EXPECT_EQ(sum.error().code, ErrorCode::io);
}

TEST(ReadDocument, SaysThatTheFileChangedRatherThanThatItIsDamaged) {
  const Scratch scratch;
  const std::string path = scratch.write("a.pdf", "abc");
  const auto result = read_document(path, [&](std::span<const unsigned char>) -> Result<int> {
    scratch.write("a.pdf", "abcdef");
    return failure(ErrorCode::damaged, "is broken");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::io);
}

}  // namespace
}  // namespace prefill::tools
