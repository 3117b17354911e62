// Frames are told sound from torn, and lines come back as they went in.

#include "tools/batch/compression.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/scratch.h"

namespace prefill::tools::batch {
namespace {

// The lines of a file with these bytes, and the code of the error that ended it.
std::pair<std::vector<std::string>, std::string> lines_of(const std::string& bytes) {
  const test::Scratch scratch;
  auto lines = CompressedLines::open(scratch.write("a.zst", bytes));
  std::vector<std::string> out;
  while (true) {
    const auto line = lines->next();
    if (!line) return {out, std::string(error_name(line.error().code))};
    if (!*line) return {out, ""};
    out.emplace_back(**line);
  }
}

std::string many_lines() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "line " + std::to_string(i * 7919 % 10'007) + '\n';
  return text;
}

TEST(Compression, PiecesGiveTheBytesOfTheWhole) {
  const std::string text = many_lines();
  std::string out;
  Compressor compressor;
  for (std::size_t at = 0; at < text.size(); at += 100) compressor.add(std::string_view(text).substr(at, 100), out);
  compressor.finish(out);
  EXPECT_EQ(out, compressed(text));
  EXPECT_LT(out.size(), text.size() / 2);
  EXPECT_EQ(decompressed(out).value(), text);
}

TEST(Compression, ACompressorMakesFrameAfterFrame) {
  Compressor compressor;
  std::string first;
  compressor.add("one\n", first);
  compressor.finish(first);
  std::string second;
  compressor.add("two\n", second);
  compressor.finish(second);
  EXPECT_EQ(lines_of(first + second), std::pair(std::vector<std::string>{"one", "two"}, std::string()));
}

TEST(Compression, LinesComeBackWithOrWithoutTheLastEnd) {
  const std::string text = many_lines();
  EXPECT_EQ(lines_of(compressed(text)).first.size(), 20'000U);
  EXPECT_EQ(lines_of(compressed("a\n\nb")).first, (std::vector<std::string>{"a", "", "b"}));
  EXPECT_TRUE(lines_of(compressed("")).first.empty());
}

TEST(Compression, TornAndChangedFramesAreDamaged) {
  std::string bytes = compressed(many_lines());
  EXPECT_EQ(lines_of(bytes.substr(0, bytes.size() - 1)).second, "damaged");
  EXPECT_EQ(lines_of("no zstd at all").second, "damaged");
  EXPECT_FALSE(decompressed(bytes.substr(0, bytes.size() / 2)));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  EXPECT_EQ(lines_of(bytes).second, "damaged");
}

TEST(Compression, AMissingFileIsIo) {
  EXPECT_EQ(CompressedLines::open("/nowhere").error().code, ErrorCode::io);
}

}  // namespace
}  // namespace prefill::tools::batch
