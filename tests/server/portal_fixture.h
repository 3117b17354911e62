// The portal's calls over a store of their own, at nine in the morning of a day in November.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "rules/json_tree.h"
#include "server/choruspro/portal.h"
#include "tests/server/requests.h"
#include "tests/tools/scratch.h"

namespace prefill::test {

class PortalFixture : public testing::Test {
 protected:
  PortalFixture() {
    server::StoreOptions options;
    options.index = scratch_.path("store");
    store_ = server::Store::open(options).value();
    office_ = std::make_unique<server::Office>(server::Office{*store_, server::Structures(), [this] { return now_; }});
  }

  /// The body of an answer as a tree.
  [[nodiscard]] static rules::JsonNode tree(const server::Response& response) {
    rules::Diagnostic mistake;
    auto root = rules::parse_json(response.body, mistake);
    EXPECT_TRUE(root) << response.body;
    return root ? *root : rules::JsonNode();
  }
  [[nodiscard]] static double number(const server::Response& response, std::string_view name) {
    const rules::JsonNode root = tree(response);
    const auto* node = root.find(name);
    return node == nullptr ? -1 : node->number;
  }
  [[nodiscard]] static std::string text(const server::Response& response, std::string_view name) {
    const rules::JsonNode root = tree(response);
    const auto* node = root.find(name);
    return node == nullptr ? "" : node->text;
  }

  /// A request with a file that a worker has answered.
  [[nodiscard]] server::Request with_file(std::string body, const std::string& bytes, std::string answer = "{}",
                                          server::FileFault fault = server::FileFault::none) {
    file_ = bytes;
    server::Request request = post("/cpro/x", std::move(body));
    request.client = client_;
    request.documents.push_back(
        {"", {reinterpret_cast<const unsigned char*>(file_.data()), file_.size()}, std::move(answer), fault});
    return request;
  }
  [[nodiscard]] server::Request with_body(std::string body) const {
    server::Request request = post("/cpro/x", std::move(body));
    request.client = client_;
    return request;
  }

  const Scratch scratch_;
  server::Moment now_ = *server::from_iso("2026-11-22T09:00:00Z");
  std::unique_ptr<server::Store> store_;
  std::unique_ptr<server::Office> office_;
  server::Client client_{"client-1", "Mairie", "TECH_1"};
  std::string file_;
};

}  // namespace prefill::test
