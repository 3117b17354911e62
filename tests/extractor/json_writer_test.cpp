// JSON that every reader takes, whatever the text holds.

#include "extractor/json_writer.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>

namespace prefill {
namespace {

/// What a text is written as.
std::string written(std::string_view text) {
  std::string out;
  JsonWriter(out).value(text);
  return out;
}

std::string number(double value, int decimals) {
  std::string out;
  JsonWriter(out).number(value, decimals);
  return out;
}

/// The text back from JSON, as another program reads it.
std::string read_back(std::string_view json) {
  simdjson::dom::parser parser;
  return std::string(std::string_view(parser.parse(simdjson::padded_string("[" + std::string(json) + "]")).at(0)));
}

TEST(JsonWriter, PlacesCommas) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("a");
  json.value(1);
  json.key("b");
  json.begin_array();
  json.value("x");
  json.value(true);
  json.null();
  json.begin_object();
  json.end_object();
  json.begin_array();
  json.end_array();
  json.end_array();
  json.key("c");
  json.raw("12.50");
  json.end_object();
  EXPECT_EQ(out, R"({"a":1,"b":["x",true,null,{},[]],"c":12.50})");
}

TEST(JsonWriter, WritesAMemberWithItsValue) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("a", "\"");
  json.member("b", true);
  json.member("c", std::string_view("x"));
  json.member("d", std::int64_t{-1});
  json.end_object();
  EXPECT_EQ(out, R"({"a":"\"","b":true,"c":"x","d":-1})");
}

TEST(JsonWriter, AppendsToWhatIsThere) {
  std::string out = "before ";
  JsonWriter(out).value("a");
  EXPECT_EQ(out, "before \"a\"");
}

TEST(JsonWriter, EscapesQuotesBackslashesAndControls) {
  EXPECT_EQ(written("a\"b\\c/"), R"("a\"b\\c/")");
  EXPECT_EQ(written("a\tb\nc"), R"("a\u0009b\u000ac")");
  EXPECT_EQ(written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
}

TEST(JsonWriter, EscapesKeys) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("a\"b");
  json.value(1);
  json.end_object();
  EXPECT_EQ(out, R"({"a\"b":1})");
}

TEST(JsonWriter, KeepsUtf8) {
  for (const std::string_view text : {"Échéance 1 234,56 €", "\u00A0\u202F\uFFFD", "\U0001D400\U0010FFFF", ""}) {
    EXPECT_EQ(read_back(written(text)), text);
  }
}

TEST(JsonWriter, ReplacesBytesThatAreNotUtf8) {
  const std::string bad = "\uFFFD";
  EXPECT_EQ(read_back(written("a\xE9z")), "a" + bad + "z") << "Latin-1";
  EXPECT_EQ(read_back(written("a\xC3")), "a" + bad) << "cut off";
  EXPECT_EQ(read_back(written("\xE2\x82")), bad + bad);
  EXPECT_EQ(read_back(written("\xC0\xAF")), bad + bad) << "too long a form";
  EXPECT_EQ(read_back(written("\xE0\x80\xAF")), bad + bad + bad) << "too long a form";
  EXPECT_EQ(read_back(written("\xED\xA0\x80")), bad + bad + bad) << "a surrogate";
  EXPECT_EQ(read_back(written("\xF4\x90\x80\x80")), bad + bad + bad + bad) << "beyond Unicode";
  EXPECT_EQ(read_back(written("\x80\xFF")), bad + bad);
}

TEST(JsonWriter, AnyBytesGiveValidJson) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (int k = 0; k < 12; ++k) text += static_cast<char>(byte(random));
    simdjson::dom::parser parser;
    const std::string json = "[" + written(text) + "]";
    ASSERT_EQ(parser.parse(simdjson::padded_string(json)).error(), simdjson::SUCCESS) << json;
  }
}

TEST(JsonWriter, NumbersHaveNoExponentAndNoTrailingZeros) {
  EXPECT_EQ(number(0.99, 2), "0.99");
  EXPECT_EQ(number(0.5, 2), "0.5");
  EXPECT_EQ(number(1, 2), "1");
  EXPECT_EQ(number(120, 1), "120");
  EXPECT_EQ(number(100, 0), "100");
  EXPECT_EQ(number(0.125, 1), "0.1");
  EXPECT_EQ(number(-3.25, 2), "-3.25");
  EXPECT_EQ(number(1e21, 1), "1000000000000000000000");
  EXPECT_EQ(number(1e-9, 2), "0");
}

/// The obvious way: exact, and slow.
std::string by_to_chars(double value, int decimals) {
  std::array<char, 400> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  std::string text(digits.data(), end.ptr);
  if (decimals > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

TEST(JsonWriter, NumbersAreRoundedAsExactArithmeticDoes) {
  std::mt19937 random(11);
  for (int i = 0; i < 40000; ++i) {
    const int decimals = i % 5;
    const double edge = static_cast<float>(static_cast<double>(random() % 2'000'000) / 1000 - 500);
    const double tie = static_cast<double>(random() % 400'000) / 2000;
    const double large = static_cast<double>(random()) * 1000;
    for (const double value : {edge, tie, std::nextafter(tie, 1e9), std::nextafter(tie, -1e9), large}) {
      ASSERT_EQ(number(value, decimals), by_to_chars(value, decimals)) << value << " with " << decimals;
    }
  }
}

TEST(JsonWriter, TextOfAnyLengthIsWrittenWhole) {
  for (std::size_t size = 0; size < 9000; size += size < 600 ? 1 : 997) {
    const std::string text(size, 'x');
    EXPECT_EQ(written(text), '"' + text + '"');
    EXPECT_EQ(read_back(written(text + "\"é")), text + "\"é");
  }
}

TEST(JsonWriter, NothingIsLostBetweenPieces) {
  for (std::size_t shift = 0; shift < 40; ++shift) {
    std::string out;
    std::string expected = "[\"" + std::string(shift, 'x') + '"';
    JsonWriter json(out);
    json.begin_array();
    json.value(std::string(shift, 'x'));
    for (int i = 0; i < 2000; ++i) {
      json.value(i);
      json.number(i + 0.5, 1);
      json.begin_object();
      json.key("é");
      json.value("\t");
      json.end_object();
      expected += ',' + std::to_string(i) + ',' + std::to_string(i) + ".5,{\"é\":\"\\u0009\"}";
    }
    json.end_array();
    EXPECT_EQ(out, expected + ']');
  }
}

/// Four numbers as `number` writes them one by one.
std::string one_by_one(const std::array<float, 4>& numbers) {
  std::string out;
  for (const float each : numbers) out += (out.empty() ? "[" : ",") + number(each, 1);
  return out + "]";
}

TEST(JsonWriter, TenthsAreWrittenTogetherAsOneByOne) {
  const auto tenths = [](const std::array<float, 4>& numbers) {
    std::string out;
    JsonWriter(out).tenths(numbers);
    return out;
  };
  EXPECT_EQ(tenths({0, 0.25F, 0.75F, 999.94F}), "[0,0.2,0.8,999.9]");
  std::mt19937 random(7);
  const auto any = [&](std::uint32_t most) {
    const float number = static_cast<float>(random() % most) / 80 - 1;  // ties among them
    return random() % 2 == 0 ? number : std::nextafter(number, 1e9F);
  };
  for (int i = 0; i < 20000; ++i) {
    const std::uint32_t most = i % 2 == 0 ? 90'000 : 9'000;  // pages beyond 1000 points among them
    const std::array<float, 4> numbers = {any(most), any(most), any(most), any(most)};
    ASSERT_EQ(tenths(numbers), one_by_one(numbers));
  }
  const std::array<float, 4> odd = {-0.04F, -7, 1e30F, std::nanf("")};
  EXPECT_EQ(tenths(odd), one_by_one(odd));
}

TEST(JsonWriter, NoNumberIsMinusZeroOrUnspeakable) {
  EXPECT_EQ(number(-0.0, 1), "0");
  EXPECT_EQ(number(-0.04, 1), "0");
  EXPECT_EQ(number(-0.4, 0), "0");
  EXPECT_EQ(number(std::nan(""), 2), "null");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity(), 2), "null");
  EXPECT_EQ(number(std::numeric_limits<double>::max(), 2).size(), 309U);
}

TEST(JsonWriter, IntegersReachTheirLimits) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.value(std::numeric_limits<int>::min());
  json.value(std::numeric_limits<std::uint64_t>::max());
  json.value(std::numeric_limits<std::int64_t>::min());
  json.end_array();
  EXPECT_EQ(out, "[-2147483648,18446744073709551615,-9223372036854775808]");
}

}  // namespace
}  // namespace prefill
