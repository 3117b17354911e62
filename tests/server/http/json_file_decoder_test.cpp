// A file in JSON, cut everywhere, and what stands in its place.

#include "server/http/json_file_decoder.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/server/http/cuts.h"

namespace prefill::server {
namespace {

using Outcome = JsonFileDecoder::Outcome;

struct Taken {
  std::string file;
  std::string rest;
  FileFault fault = FileFault::none;
  Outcome outcome = Outcome::ok;
};

constexpr std::size_t kFileLimit = 64;
constexpr std::size_t kRestLimit = 200;

void expect_everywhere(std::string_view body, const Taken& expected) {
  test::for_each_cut(body, [&](const std::function<std::string_view()>& next) {
    Taken taken;
    JsonFileDecoder decoder("file", kRestLimit, [&](std::span<const unsigned char> bytes) {
      taken.file.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      return taken.file.size() <= kFileLimit;
    });
    for (std::string_view piece = next(); !piece.empty() && taken.outcome == Outcome::ok; piece = next()) {
      taken.outcome = decoder.push(piece);
    }
    ASSERT_EQ(taken.outcome, expected.outcome) << body;
    if (taken.outcome != Outcome::ok) return;
    taken.fault = decoder.finish();
    ASSERT_EQ(taken.fault, expected.fault) << body;
    ASSERT_EQ(taken.file, expected.file) << body;
    ASSERT_EQ(decoder.rest(), expected.rest) << body;
  });
}

TEST(JsonFileDecoder, PartsTheFileFromTheRest) {
  expect_everywhere(R"({"a":1,"file":"Zm9vYmFy","b":[{"file":"x"}]})",
                    {"foobar", R"({"a":1,"file":"","b":[{"file":"x"}]})", FileFault::none, Outcome::ok});
}

TEST(JsonFileDecoder, ResolvesEscapesInsideTheFile) {
  // As PHP writes slashes, and what wraps lines writes their ends.
  expect_everywhere(R"({"file":"\/\/8=\r\n"})", {"\xff\xff", R"({"file":""})", FileFault::none, Outcome::ok});
  expect_everywhere(R"({"file":"Zm9\u0076\u002B\u002b8="})",
                    {"foo\xfb\xef", R"({"file":""})", FileFault::none, Outcome::ok});
}

TEST(JsonFileDecoder, FindsTheFileAtTheTopAlone) {
  const std::string_view body = R"({"x":{"file":"AAAA"},"y":"\"file\":","filer":"AAAA","fil":"AAAA"})";
  expect_everywhere(body, {"", std::string(body), FileFault::missing, Outcome::ok});
}

TEST(JsonFileDecoder, TakesTheFirstOfTwo) {
  expect_everywhere(R"({"file":"Zm9v","file":"YmFy"})",
                    {"foo", R"({"file":"","file":"YmFy"})", FileFault::none, Outcome::ok});
}

TEST(JsonFileDecoder, TellsWhatStandsInPlaceOfTheFile) {
  expect_everywhere(R"({"file":null})", {"", R"({"file":null})", FileFault::missing, Outcome::ok});
  expect_everywhere(R"({"file": 42 ,"a":2})", {"", R"({"file": 42 ,"a":2})", FileFault::no_text, Outcome::ok});
  expect_everywhere(R"({"file":{"id":1}})", {"", R"({"file":{"id":1}})", FileFault::no_text, Outcome::ok});
  expect_everywhere(R"({"file":[]})", {"", R"({"file":[]})", FileFault::no_text, Outcome::ok});
  expect_everywhere(R"({"file":""})", {"", R"({"file":""})", FileFault::empty, Outcome::ok});
  expect_everywhere(R"({"file":"\n"})", {"", R"({"file":""})", FileFault::empty, Outcome::ok});
}

TEST(JsonFileDecoder, TellsADataUriFromBrokenBase64) {
  const auto fault_of = [](std::string_view body) {
    JsonFileDecoder decoder("file", kRestLimit, [](auto) { return true; });
    EXPECT_EQ(decoder.push(body), Outcome::ok);
    return decoder.finish();
  };
  EXPECT_EQ(fault_of(R"({"file":"data:application/pdf;base64,Zm9v"})"), FileFault::data_uri);
  EXPECT_EQ(fault_of(R"({"file":"dataZm9v*"})"), FileFault::not_base64);
  EXPECT_EQ(fault_of(R"({"file":"Zm9vY"})"), FileFault::not_base64);
  EXPECT_EQ(fault_of(R"({"file":"Zm9\u00e9"})"), FileFault::not_base64);
  EXPECT_EQ(fault_of(R"({"file":"Zm9v\""})"), FileFault::not_base64);
}

TEST(JsonFileDecoder, KnowsWhatIsNoObjectOrEndsEarly) {
  for (const std::string_view body : {"", "[]", "%PDF-1.4", R"({"file":"Zm9v")", R"({"file":"Zm9)", "{}x", "{"}) {
    JsonFileDecoder decoder("file", kRestLimit, [](auto) { return true; });
    EXPECT_EQ(decoder.push(body), Outcome::ok);
    EXPECT_EQ(decoder.finish(), FileFault::not_json) << body;
  }
}

TEST(JsonFileDecoder, HoldsItsLimits) {
  const std::string long_file = R"({"file":")" + std::string(4 * kFileLimit, 'A') + R"("})";
  expect_everywhere(long_file, {"", "", FileFault::none, Outcome::file_too_large});
  const std::string long_rest = R"({"a":")" + std::string(kRestLimit, 'A') + R"("})";
  expect_everywhere(long_rest, {"", "", FileFault::none, Outcome::rest_too_large});
}

}  // namespace
}  // namespace prefill::server
