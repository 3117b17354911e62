// Numbers and strings as producers write them, right and wrong. What is wrong is read as MuPDF reads it.

#include "extractor/pdf/lexical.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace prefill::pdf::test {

namespace {

const Byte* begin_of(std::string_view text) {
  return reinterpret_cast<const Byte*>(text.data());
}

struct Read {
  lexical::Number number;
  std::string_view rest;
};

Read read_number(std::string_view text) {
  Read read;
  const Byte* const end = begin_of(text) + text.size();
  const Byte* const at = lexical::read_number(begin_of(text), end, read.number);
  read.rest = text.substr(static_cast<std::size_t>(at - begin_of(text)));
  return read;
}

// A vector of exact size, so that a sanitizer sees a byte too many.
std::string read_string(std::string_view text) {
  std::vector<Byte> room(text.size());
  std::size_t length = 0;
  static_cast<void>(lexical::read_string(begin_of(text), begin_of(text) + text.size(), room.data(), length));
  return {room.begin(), room.begin() + static_cast<std::ptrdiff_t>(length)};
}

TEST(Number, IsReadToItsEnd) {
  const std::pair<std::string_view, double> cases[] = {{"0", 0},      {"17", 17},
                                                       {"+17", 17},   {"-17", -17},
                                                       {"---5", -5},  {"1.25", 1.25},
                                                       {"-.5", -0.5}, {"4.", 4},
                                                       {"007", 7},    {"0.0001", 1e-4},
                                                       {"12-34", 12}, {"0.000000-567", 0},
                                                       {"1.5-", 1.5}, {"2147483648", 2147483648.0}};
  for (const auto& [text, value] : cases) {
    const Read read = read_number(text);
    EXPECT_TRUE(read.number.valid) << text;
    EXPECT_DOUBLE_EQ(read.number.value, value) << text;
    EXPECT_EQ(read.rest, "") << text;
  }
}

TEST(Number, EndsWhereAnotherTokenBegins) {
  for (const std::string_view text : {"1 2", "1/Name", "1]", "1(", "1%"}) {
    const Read read = read_number(text);
    EXPECT_EQ(read.number.value, 1) << text;
    EXPECT_EQ(read.rest, text.substr(1)) << text;
  }
}

TEST(Number, KnowsWhetherItIsWhole) {
  EXPECT_TRUE(read_number("12").number.integer);
  EXPECT_FALSE(read_number("12.").number.integer);
  EXPECT_FALSE(read_number(".5").number.integer);
}

TEST(Number, WordsThatBeginLikeOneAreNone) {
  for (const std::string_view text : {"1.2.3", "12a", ".", "-", "5e3", "+-"}) {
    const Read read = read_number(text);
    EXPECT_FALSE(read.number.valid) << text;
    EXPECT_EQ(read.rest, "") << text;
  }
}

TEST(Number, ManyDigitsKeepTheirMagnitude) {
  EXPECT_DOUBLE_EQ(read_number("1" + std::string(30, '0')).number.value, 1e30);
  EXPECT_NEAR(read_number("0." + std::string(40, '3')).number.value, 1.0 / 3, 1e-12);
  EXPECT_NEAR(read_number("3.14159265358979323846264338327950288").number.value, 3.14159265358979, 1e-12);
}

TEST(Number, ManyZerosAreHarmless) {
  EXPECT_EQ(read_number("0." + std::string(400, '0') + "7").number.value, 0);
  EXPECT_EQ(read_number(std::string(400, '0') + "7").number.value, 7);
  EXPECT_GT(read_number(std::string(400, '7')).number.value, 1e40);
  EXPECT_LT(read_number(std::string(400, '7')).number.value, 1e60);
}

TEST(String, EscapesAreDecoded) {
  EXPECT_EQ(read_string("(a\\nb\\r\\t\\b\\f\\(\\)\\\\)"), "a\nb\r\t\b\f()\\");
  EXPECT_EQ(read_string("(\\101\\60\\0508\\7)"), "A0(8\7");
  EXPECT_EQ(read_string("(\\x\\9)"), "x9");
  EXPECT_EQ(read_string("(one\\\ntwo\\\r\nthree\\\rfour)"), "onetwothreefour");
}

TEST(String, OctalBeyondAByteIsCutOff) {
  EXPECT_EQ(read_string("(\\501)"), "A");
}

TEST(String, BalancedParenthesesBelongToIt) {
  EXPECT_EQ(read_string("(a (b (c) d) e) f)"), "a (b (c) d) e");
}

TEST(String, WithoutItsEndGoesToTheEnd) {
  EXPECT_EQ(read_string("(abc"), "abc");
  EXPECT_EQ(read_string("(abc\\"), "abc");
  EXPECT_EQ(read_string("(\\1"), "\1");
  EXPECT_EQ(read_string("<41"), "A");
  EXPECT_EQ(read_string("("), "");
}

TEST(String, HexadecimalDigitsMakeBytes) {
  EXPECT_EQ(read_string("<48 65\n6C6c 6F>"), "Hello");
  EXPECT_EQ(read_string("<>"), "");
  EXPECT_EQ(read_string("<414>"), "A@");
  EXPECT_EQ(read_string("<4x41>"), "@A");
}

TEST(String, IsCutToTheRoomThereIs) {
  const std::string_view text = "(ab\\103\\104)";
  for (std::size_t size = 0; size <= 6; ++size) {
    std::vector<Byte> room(size);
    std::size_t length = 0;
    const Byte* const end = begin_of(text) + text.size();
    EXPECT_EQ(lexical::read_string(begin_of(text), end, std::span(room), length), end);
    EXPECT_EQ(std::string(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(length)),
              std::string("abCD").substr(0, size));
  }
}

TEST(Space, CommentsAreSpace) {
  const std::string_view text = " \t\r\n%a (comment\r\n%another\nx";
  const Byte* const at = lexical::skip_space(begin_of(text), begin_of(text) + text.size());
  EXPECT_EQ(*at, 'x');
}

}  // namespace

}  // namespace prefill::pdf::test
