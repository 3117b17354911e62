// Files of the program as browsers get them.

#include "server/http/static_files.h"

#include <gmock/gmock.h>

#include <set>

namespace prefill::server {
namespace {

Response get(const std::string& path, std::vector<Header> headers = {}) {
  Request request;
  request.method = Method::get;
  request.path = path;
  request.headers = std::move(headers);
  for (const Route& route : static_routes()) {
    if (route.path == path) return route.handle(request);
  }
  return {404, "", {}, "", "not_found"};
}

std::string header(const Response& response, std::string_view name) {
  for (const Header& one : response.headers) {
    if (one.name == name) return one.value;
  }
  return "";
}

TEST(StaticFiles, HaveTypeTagAndPolicy) {
  ASSERT_GT(static_files().size(), 1U);
  std::set<std::string> tags;
  for (const StaticFile& file : static_files()) {
    const Response response = get(std::string(file.path));
    EXPECT_EQ(response.status, 200) << file.path;
    EXPECT_EQ(response.body, file.bytes) << file.path;
    EXPECT_NE(response.content_type, "application/octet-stream") << file.path << " has no type";
    EXPECT_THAT(header(response, "Content-Security-Policy"), testing::HasSubstr("default-src 'none'"));
    EXPECT_TRUE(tags.insert(header(response, "ETag")).second) << file.path;
  }
}

TEST(StaticFiles, BeginWithTheDesk) {
  EXPECT_EQ(get("/").body, get("/index.html").body);
  EXPECT_THAT(get("/").body, testing::HasSubstr("<!doctype html"));
  EXPECT_THAT(get("/openapi.yaml").body, testing::StartsWith("openapi: 3"));
}

TEST(StaticFiles, AreSentCompressedToThoseWhoTakeIt) {
  const Response plain = get("/openapi.yaml");
  for (const char* wish : {"gzip", "br, gzip", "deflate, gzip;q=0.5", "*"}) {
    const Response packed = get("/openapi.yaml", {{"Accept-Encoding", wish}});
    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip") << wish;
    EXPECT_LT(packed.body.size(), plain.body.size() / 2);
    EXPECT_EQ(packed.body.substr(0, 2), "\x1f\x8b");
  }
  for (const char* wish : {"", "identity", "br", "gzip;q=0", "xgzip"}) {
    EXPECT_EQ(header(get("/openapi.yaml", {{"Accept-Encoding", wish}}), "Content-Encoding"), "") << wish;
  }
}

TEST(StaticFiles, AreNotSentAgain) {
  const std::string tag = header(get("/openapi.yaml"), "ETag");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    const Response response = get("/openapi.yaml", {{"If-None-Match", known}});
    EXPECT_EQ(response.status, 304) << known;
    EXPECT_EQ(response.body, "");
  }
  EXPECT_EQ(get("/openapi.yaml", {{"If-None-Match", "\"x\""}}).status, 200);
}

}  // namespace
}  // namespace prefill::server
