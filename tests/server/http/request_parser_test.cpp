// Requests cut everywhere, and what must not be taken for one.

#include "server/http/request_parser.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

#include "tests/server/http/cuts.h"

namespace prefill::server {
namespace {

constexpr std::size_t kHeaderLimit = 1024;

struct Parsed {
  Request request;
  RequestHead head;
  std::string body;
  bool done = false;
  std::optional<Problem> problem;
  std::string left;
};

Parsed parse(const std::function<std::string_view()>& next) {
  RequestParser parser(kHeaderLimit);
  Parsed parsed;
  std::string pending;
  while (!parser.problem() && !(parser.head_done() && parser.done())) {
    std::size_t used = 0;
    std::size_t written = 0;
    std::array<unsigned char, 3> room{};
    if (parser.head_done()) {
      used = parser.take_body(pending, room, written);
      parsed.body.append(reinterpret_cast<const char*>(room.data()), written);
    } else {
      used = parser.take_head(pending, parsed.request);
    }
    pending.erase(0, used);
    if (parser.problem() || !parser.hungry()) continue;
    const std::string_view piece = next();
    if (piece.empty()) break;
    pending += piece;
  }
  parsed.head = parser.head();
  parsed.done = parser.head_done() && parser.done();
  parsed.problem = parser.problem();
  parsed.left = pending;
  return parsed;
}

Parsed parse(std::string_view text) {
  return parse([text]() mutable { return std::exchange(text, std::string_view()); });
}

TEST(RequestParser, TakesARequestApartHoweverItIsCut) {
  test::for_each_cut(
      "POST /v1/a%20b?page=2&x=%26+ HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\nX-A:  1 \r\n\r\nbody..!GET",
      [](const std::function<std::string_view()>& next) {
        const Parsed parsed = parse(next);
        ASSERT_TRUE(parsed.done);
        EXPECT_EQ(parsed.request.method, Method::post);
        EXPECT_EQ(parsed.request.path, "/v1/a b");
        EXPECT_EQ(parsed.request.parameter("page"), "2");
        EXPECT_EQ(parsed.request.parameter("x"), "& ");
        EXPECT_EQ(parsed.request.header("x-a"), "1");
        EXPECT_EQ(parsed.head.content_length, 7U);
        EXPECT_EQ(parsed.body, "body..!");
        EXPECT_TRUE(parsed.head.keep_alive);
      });
}

TEST(RequestParser, TakesChunksApartHoweverTheyAreCut) {
  test::for_each_cut(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nbody\r\n3\r\n..!\r\n0\r\nT: v\r\n\r\n",
      [](const std::function<std::string_view()>& next) {
        const Parsed parsed = parse(next);
        ASSERT_TRUE(parsed.done);
        EXPECT_TRUE(parsed.head.chunked);
        EXPECT_EQ(parsed.body, "body..!");
      });
}

TEST(RequestParser, LeavesTheNextRequestAlone) {
  const Parsed parsed = parse("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\n");
  EXPECT_TRUE(parsed.done);
  EXPECT_EQ(parsed.left, "GET /b HTTP/1.1\r\n");
}

TEST(RequestParser, KnowsHeadAndOtherMethods) {
  const Parsed head = parse("HEAD / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(head.done);
  EXPECT_EQ(head.request.method, Method::get);
  EXPECT_TRUE(head.head.head);
  EXPECT_FALSE(head.head.keep_alive);
  EXPECT_EQ(parse("DELETE / HTTP/1.1\r\nHost: h\r\n\r\n").request.method, Method::other);
}

TEST(RequestParser, RefusesWhatCanBeReadInTwoWays) {
  for (const std::string_view fields :
       {"", "Host: a\r\nHost: b\r\n", "Host: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "Host: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Host: h\r\nTransfer-Encoding: gzip, chunked\r\n", "Host: h\r\nTransfer-Encoding: identity\r\n",
        "Host: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Host: h\r\nContent-Length: -1\r\n",
        "Host: h\r\nContent-Length: 1x\r\n", "Host : h\r\n", "Host: h\r\nA b: c\r\n"}) {
    const std::string text = "POST / HTTP/1.1\r\n" + std::string(fields) + "\r\n";
    const Parsed parsed = parse(text);
    ASSERT_TRUE(parsed.problem) << fields;
    EXPECT_EQ(parsed.problem->code, ProblemCode::bad_request) << fields;
  }
}

TEST(RequestParser, RefusesOtherProtocols) {
  EXPECT_TRUE(parse("GET / HTTP/2.0\r\nHost: h\r\n\r\n").problem);
  EXPECT_TRUE(parse("GET * HTTP/1.1\r\nHost: h\r\n\r\n").problem);
  EXPECT_TRUE(parse("\x16\x03\x01\x02").problem);
  EXPECT_TRUE(parse("SSH-2.0-OpenSSH\r\n\r\n").problem);
  EXPECT_TRUE(parse("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n").problem);
}

TEST(RequestParser, RefusesEndlessHeadersEarly) {
  std::size_t given = 0;
  bool begun = false;
  const std::string more(64, 'x');
  const Parsed parsed = parse([&]() -> std::string_view {
    if (!std::exchange(begun, true)) return "GET / HTTP/1.1\r\nA: ";
    given += more.size();
    return given < 100 * kHeaderLimit ? std::string_view(more) : std::string_view();
  });
  ASSERT_TRUE(parsed.problem);
  EXPECT_EQ(parsed.problem->code, ProblemCode::headers_too_large);
  EXPECT_LE(given, 2 * kHeaderLimit);
}

TEST(RequestParser, RefusesBrokenChunks) {
  EXPECT_TRUE(parse("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").problem);
  EXPECT_TRUE(parse("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n").problem);
}

}  // namespace
}  // namespace prefill::server
