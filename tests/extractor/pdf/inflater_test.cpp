// Inflating: within its limit, behind what is there already, and not at all where the data are damaged.

#include "extractor/pdf/inflater.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/deflate.h"

namespace prefill::pdf::test {

namespace {

using Outcome = Inflater::Outcome;

constexpr std::size_t no_limit = std::size_t{1} << 30;

Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

std::string text_of(const ByteBuffer& buffer) {
  return {buffer.data(), buffer.data() + buffer.size()};
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line " + std::to_string(i * 7919L) + "\n";
  return text;
}

TEST(Inflater, AppendsWhatItInflates) {
  Inflater inflater;
  ByteBuffer out;
  ASSERT_EQ(inflater.inflate(bytes_of(deflated("one, ")), no_limit, out), Outcome::done);
  ASSERT_EQ(inflater.inflate(bytes_of(deflated("two")), no_limit, out), Outcome::done);
  EXPECT_EQ(text_of(out), "one, two");
}

TEST(Inflater, GrowsUntilItFits) {
  const std::string zeros(1'000'000, '0');
  const std::string many = lines(50'000);
  for (const std::string& text : {zeros, many, std::string()}) {
    Inflater inflater;
    ByteBuffer out;
    ASSERT_EQ(inflater.inflate(bytes_of(deflated(text)), no_limit, out), Outcome::done);
    EXPECT_EQ(text_of(out), text);
  }
}

TEST(Inflater, KeepsWithinItsLimit) {
  const std::string text = lines(10'000);
  const std::string zlib = deflated(text);
  Inflater inflater;
  ByteBuffer out;
  EXPECT_EQ(inflater.inflate(bytes_of(zlib), text.size() - 1, out), Outcome::too_large);
  EXPECT_EQ(out.size(), 0U);
  EXPECT_EQ(inflater.inflate(bytes_of(zlib), text.size(), out), Outcome::done);
  EXPECT_EQ(inflater.inflate(bytes_of(zlib), 0, out), Outcome::too_large);
  EXPECT_EQ(text_of(out), text);
}

TEST(Inflater, DamagedDataLeaveTheBufferAsItWas) {
  const std::string zlib = deflated(lines(1000));
  std::string wrong_method = zlib;
  wrong_method[0] = '\x77';
  std::string wrong_check = zlib;
  wrong_check[1] = static_cast<char>(wrong_check[1] ^ 1);
  for (const std::string& broken : {std::string(), std::string("x"), zlib.substr(0, 2), zlib.substr(0, zlib.size() / 2),
                                    wrong_method, wrong_check, lines(10)}) {
    Inflater inflater;
    ByteBuffer out;
    out.append(bytes_of("kept"));
    EXPECT_EQ(inflater.inflate(bytes_of(broken), no_limit, out), Outcome::damaged);
    EXPECT_EQ(text_of(out), "kept");
  }
}

TEST(Inflater, DoesNotMindTheChecksumAndWhatFollows) {
  const std::string text = lines(100);
  std::string zlib = deflated(text);
  for (const std::string& odd :
       {zlib.substr(0, zlib.size() - 4), zlib.substr(0, zlib.size() - 4) + "abcd", zlib + "\r\n"}) {
    Inflater inflater;
    ByteBuffer out;
    EXPECT_EQ(inflater.inflate(bytes_of(odd), no_limit, out), Outcome::done);
    EXPECT_EQ(text_of(out), text);
  }
}

}  // namespace

}  // namespace prefill::pdf::test
