// Paths to routes, and what heads say of who calls.

#include "server/http/router.h"

#include <gmock/gmock.h>

#include "server/http/head_checks.h"

namespace prefill::server {
namespace {

Route route(Method method, std::string path) {
  return {method, std::move(path), Access::open, {}, false, [](const Request&) { return Response{}; }};
}

Mount mount(std::string prefix, std::vector<Route> routes) {
  return {std::move(prefix), [](const Problem& p, const Request& r) { return to_response(p, r); }, std::move(routes)};
}

Router some_router() {
  std::vector<Mount> mounts;
  mounts.push_back(mount("/v1/", {route(Method::post, "/v1/extract"), route(Method::get, "/v1/rules")}));
  mounts.push_back(mount("/cpro/", {route(Method::post, "/cpro/a"), route(Method::post, "/cpro/*"),
                                    route(Method::post, "/cpro/lists/*"), route(Method::get, "/cpro/a")}));
  return {std::move(mounts), mount("", {route(Method::get, "/")})};
}

TEST(Router, TakesTheLongestFit) {
  const Router router = some_router();
  EXPECT_EQ(router.find(Method::post, "/cpro/a").route->path, "/cpro/a");
  EXPECT_EQ(router.find(Method::post, "/cpro/ab").route->path, "/cpro/*");
  EXPECT_EQ(router.find(Method::post, "/cpro/lists/x").route->path, "/cpro/lists/*");
  EXPECT_EQ(router.find(Method::get, "/").route->path, "/");
}

TEST(Router, NamesTheMethodsOfAKnownPath) {
  const Router router = some_router();
  EXPECT_EQ(router.find(Method::get, "/v1/extract").allow, "POST");
  EXPECT_EQ(router.find(Method::other, "/cpro/a").allow, "GET, HEAD, POST");
  EXPECT_EQ(router.find(Method::post, "/v1/rules").allow, "GET, HEAD");
}

TEST(Router, LeavesUnknownPathsToTheirMount) {
  const Router router = some_router();
  const Router::Match unknown = router.find(Method::get, "/v1/nothing");
  EXPECT_EQ(unknown.route, nullptr);
  EXPECT_EQ(unknown.allow, "");
  EXPECT_EQ(unknown.mount->prefix, "/v1/");
  EXPECT_EQ(router.find(Method::get, "/elsewhere").mount->prefix, "");
}

Request with(std::vector<Header> headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(HeadChecks, TakesIdsOfOurForm) {
  EXPECT_EQ(request_id(with({{"x-request-id", "a-B_9.z"}}), 1), "a-B_9.z");
  EXPECT_EQ(request_id(with({{"X-Request-Id", "a b"}}), 0xabc), "0000000000000abc");
  EXPECT_EQ(request_id(with({{"X-Request-Id", std::string(65, 'a')}}), 1), "0000000000000001");
  EXPECT_EQ(request_id(with({}), ~0ULL), "ffffffffffffffff");
}

TEST(HeadChecks, TakesTraceContextOfItsForm) {
  const std::string good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  EXPECT_EQ(traceparent(with({{"Traceparent", good}})), good);
  EXPECT_EQ(traceparent(with({{"traceparent", good + "0"}})), "");
  EXPECT_EQ(traceparent(with({{"traceparent", std::string(55, '-')}})), "");
}

TEST(HeadChecks, BelievesTheNearestProxy) {
  EXPECT_EQ(forwarded_for(with({{"X-Forwarded-For", "6.6.6.6, 10.1.2.3"}}), "127.0.0.1"), "10.1.2.3");
  EXPECT_EQ(forwarded_for(with({{"X-Forwarded-For", "6.6.6.6"}, {"x-forwarded-for", "::1"}}), "unix"), "::1");
  EXPECT_EQ(forwarded_for(with({{"X-Forwarded-For", "evil\"}"}}), "unix"), "unix");
  EXPECT_EQ(forwarded_for(with({}), "unix"), "unix");
}

TEST(HeadChecks, KeepsPagesOfOtherSitesOut) {
  EXPECT_FALSE(from_another_site(with({{"Host", "localhost:8080"}})));
  EXPECT_FALSE(from_another_site(with({{"Host", "127.0.0.1:8080"}, {"Sec-Fetch-Site", "same-origin"}})));
  EXPECT_FALSE(from_another_site(with({{"Host", "[::1]:8080"}})));
  EXPECT_EQ(from_another_site(with({{"Host", "evil.example:8080"}}))->code, ProblemCode::misdirected);
  EXPECT_EQ(from_another_site(with({{"Host", "127.evil.example"}}))->code, ProblemCode::misdirected);
  EXPECT_EQ(from_another_site(with({{"Host", "localhost"}, {"Sec-Fetch-Site", "cross-site"}}))->code,
            ProblemCode::forbidden);
}

}  // namespace
}  // namespace prefill::server
