// Tokens for secrets, and what each call must bring along.

#include "server/clients.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "rules/json_tree.h"
#include "server/crypto.h"
#include "tests/server/requests.h"
#include "tests/tools/scratch.h"

namespace prefill::server {
namespace {

using std::chrono::seconds;
using test::post;
using testing::HasSubstr;

std::string base64(const std::string& text) {
  // What is tested here reads base64 without padding as well.
  std::string encoded = to_base64url(text);
  for (char& c : encoded) c = c == '-' ? '+' : c == '_' ? '/' : c;
  return encoded;
}

std::string header_of(const Response& response, const std::string& name) {
  for (const Header& header : response.headers) {
    if (same_name(header.name, name)) return header.value;
  }
  return "";
}

class ClientsAtWork : public testing::Test {
 protected:
  void SetUp() override {
    const auto told = add_client(path_, "Mairie", now_);
    ASSERT_TRUE(told);
    told_ = *told;
    auto opened = Clients::open(path_, nullptr, [this] { return now_; });
    ASSERT_TRUE(opened) << opened.error().message;
    clients_ = std::move(*opened);
  }

  [[nodiscard]] Response ask(const std::string& id, const std::string& secret) {
    return clients_->token(post(
        "/api/oauth/token", "grant_type=client_credentials&scope=openid&client_id=" + id + "&client_secret=" + secret,
        {{"Content-Type", "application/x-www-form-urlencoded"}}));
  }
  [[nodiscard]] static std::string token_in(const Response& response) {
    rules::Diagnostic mistake;
    const auto json = rules::parse_json(response.body, mistake);
    const auto* token = json ? json->find("access_token") : nullptr;
    return token == nullptr ? "" : token->text;
  }
  [[nodiscard]] std::string token() { return token_in(ask(told_.client_id, told_.client_secret)); }

  [[nodiscard]] Admission call(const std::string& token, const std::string& account) {
    std::vector<Header> headers;
    if (!token.empty()) headers.push_back({"authorization", "Bearer " + token});
    if (!account.empty()) headers.push_back({"CPRO-Account", account});
    return clients_->admit(post("/cpro/x", "", headers), Access::token_and_account);
  }
  [[nodiscard]] std::string account() const { return base64(told_.login + ":" + told_.password); }

  static ProblemCode code(const Admission& admission) {
    EXPECT_TRUE(admission.problem);
    return admission.problem ? admission.problem->code : ProblemCode::internal;
  }

  const test::Scratch scratch_;
  const std::string path_ = scratch_.path("clients.json");
  Moment now_ = *from_iso("2026-11-22T09:00:00Z");
  Credentials told_;
  std::unique_ptr<Clients> clients_;
};

TEST_F(ClientsAtWork, give_a_token_for_the_secret) {
  const Response response = ask(told_.client_id, told_.client_secret);
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"openid\""));
  EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
  const Admission admission = call(token_in(response), account());
  ASSERT_TRUE(admission.client);
  EXPECT_EQ(admission.client->id, told_.client_id);
  EXPECT_EQ(admission.client->name, "Mairie");
  EXPECT_EQ(admission.client->account, told_.login);
  EXPECT_TRUE(admission.headers.empty());
}

TEST_F(ClientsAtWork, take_the_secret_as_http_basic_too) {
  const Response response =
      clients_->token(post("/api/oauth/token", "grant_type=client_credentials",
                           {{"Authorization", "basic " + base64(told_.client_id + ":" + told_.client_secret)}}));
  EXPECT_EQ(response.status, 200);
  EXPECT_FALSE(token_in(response).empty());
}

TEST_F(ClientsAtWork, refuse_other_grants_and_half_requests) {
  EXPECT_THAT(clients_->token(post("/", "grant_type=password&client_id=a&client_secret=b")).body,
              HasSubstr("\"error\":\"unsupported_grant_type\""));
  const Response half = clients_->token(post("/", "grant_type=client_credentials&client_id=a"));
  EXPECT_EQ(half.status, 400);
  EXPECT_THAT(half.body, HasSubstr("\"error\":\"invalid_request\""));
  const Response json = clients_->token(post("/", "{\"grant_type\":\"client_credentials\"}"));
  EXPECT_EQ(json.status, 400);
  EXPECT_THAT(json.body, HasSubstr("application/x-www-form-urlencoded"));
}

TEST_F(ClientsAtWork, answer_a_wrong_secret_and_an_unknown_client_alike) {
  const Response wrong = ask(told_.client_id, "wrong");
  const Response unknown = ask("nobody", "wrong");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_THAT(wrong.body, HasSubstr("\"error\":\"invalid_client\""));
  EXPECT_EQ(header_of(wrong, "WWW-Authenticate"), "Basic realm=\"prefill\"");
}

TEST_F(ClientsAtWork, stop_guesses_by_client_and_keep_the_client_in) {
  ASSERT_FALSE(token().empty());
  for (int i = 0; i < Clients::kTriesOfClient; ++i) EXPECT_EQ(ask(told_.client_id, std::to_string(i)).status, 401);
  const Response stopped = ask(told_.client_id, "again");
  EXPECT_EQ(stopped.status, 429);
  EXPECT_EQ(header_of(stopped, "Retry-After"), "60");
  EXPECT_EQ(ask(told_.client_id, told_.client_secret).status, 200) << "its owner is not locked out";
  now_ += seconds(60);
  EXPECT_EQ(ask(told_.client_id, "again").status, 401);
}

TEST_F(ClientsAtWork, stop_guesses_by_address) {
  for (int i = 0; i < Clients::kTriesOfAddress; ++i) EXPECT_EQ(ask("nobody" + std::to_string(i), "x").status, 401);
  EXPECT_EQ(ask("somebody", "x").status, 429);
}

TEST_F(ClientsAtWork, ask_for_both_token_and_account) {
  const std::string good = token();
  EXPECT_EQ(code(call("", account())), ProblemCode::missing_token);
  EXPECT_EQ(code(call("no-token-of-ours", account())), ProblemCode::unknown_token);
  EXPECT_EQ(code(call(good, "")), ProblemCode::missing_account);
  EXPECT_EQ(code(call(good, "%%%")), ProblemCode::wrong_account);
  EXPECT_EQ(code(call(good, base64("no colon"))), ProblemCode::wrong_account);
  EXPECT_EQ(code(call(good, base64(told_.login + ":wrong"))), ProblemCode::wrong_account);
  EXPECT_EQ(code(call(good, base64("other:" + told_.password))), ProblemCode::wrong_account);
  EXPECT_TRUE(call(good, account()).client);
}

TEST_F(ClientsAtWork, an_account_belongs_to_its_client) {
  const auto other = add_client(path_, "Autre", now_);
  ASSERT_TRUE(other);
  now_ += seconds(1);
  EXPECT_EQ(code(call(token(), base64(other->login + ":" + other->password))), ProblemCode::wrong_account);
}

TEST_F(ClientsAtWork, a_token_without_account_is_enough_where_none_is_asked) {
  const auto admission =
      clients_->admit_at_once(post("/v1/extract", "", {{"Authorization", "Bearer " + token()}}), Access::token);
  ASSERT_TRUE(admission && admission->client);
  EXPECT_EQ(admission->client->account, "");
}

TEST_F(ClientsAtWork, an_account_is_slow_once) {
  const Request request = post("/", "", {{"Authorization", "Bearer " + token()}, {"cpro-account", account()}});
  EXPECT_FALSE(clients_->admit_at_once(request, Access::token_and_account)) << "needs the slow hash";
  EXPECT_TRUE(clients_->admit(request, Access::token_and_account).client);
  const auto again = clients_->admit_at_once(request, Access::token_and_account);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->client);
}

TEST_F(ClientsAtWork, tokens_expire) {
  const std::string good = token();
  now_ += seconds(3599);
  EXPECT_TRUE(call(good, account()).client);
  now_ += seconds(1);
  const Admission admission = call(good, account());
  EXPECT_EQ(code(admission), ProblemCode::expired_token);
  EXPECT_THAT(admission.problem->detail, HasSubstr("2026-11-22T10:00:00Z"));
}

TEST_F(ClientsAtWork, revoking_ends_tokens_within_a_second) {
  const std::string good = token();
  ASSERT_TRUE(call(good, account()).client);
  ASSERT_TRUE(revoke_client(path_, "Mairie", now_));
  now_ += seconds(1);
  EXPECT_EQ(code(call(good, account())), ProblemCode::unknown_token);
  EXPECT_EQ(ask(told_.client_id, told_.client_secret).status, 401);
}

TEST_F(ClientsAtWork, rotating_ends_tokens_and_secrets) {
  const std::string good = token();
  const auto fresh = rotate_client(path_, "Mairie", now_);
  ASSERT_TRUE(fresh);
  now_ += seconds(1);
  EXPECT_EQ(code(call(good, account())), ProblemCode::unknown_token);
  EXPECT_EQ(ask(told_.client_id, told_.client_secret).status, 401);
  const std::string next = token_in(ask(told_.client_id, fresh->client_secret));
  EXPECT_EQ(code(call(next, account())), ProblemCode::wrong_account);
  EXPECT_TRUE(call(next, base64(fresh->login + ":" + fresh->password)).client);
}

TEST_F(ClientsAtWork, the_password_of_the_account_ages) {
  const Moment set = now_;
  now_ = set + Days(424 - 30) - seconds(1);
  EXPECT_TRUE(call(token(), account()).headers.empty());
  now_ = set + Days(424 - 30);
  const Admission warned = call(token(), account());
  ASSERT_TRUE(warned.client);
  ASSERT_EQ(warned.headers.size(), 1U);
  EXPECT_EQ(warned.headers[0].name, "cpro-account-expires");
  EXPECT_EQ(warned.headers[0].value, "2028-01-20T09:00:00Z");
  now_ = set + Days(424);
  const Admission expired = call(token(), account());
  EXPECT_EQ(code(expired), ProblemCode::wrong_account);
  EXPECT_THAT(expired.problem->detail, HasSubstr("prefill clients rotate"));
}

TEST_F(ClientsAtWork, a_broken_file_changes_nothing_and_is_told) {
  const std::string good = token();
  std::ofstream(path_) << "{";
  now_ += seconds(1);
  EXPECT_TRUE(call(good, account()).client);
  ASSERT_TRUE(clients_->trouble());
  EXPECT_THAT(*clients_->trouble(), HasSubstr("line 1"));
}

TEST_F(ClientsAtWork, the_mount_answers_refusals_as_oauth_does) {
  const Mount mount = oauth_mount(*clients_);
  ASSERT_EQ(mount.routes.size(), 1U);
  EXPECT_TRUE(mount.routes[0].blocking);
  Problem large;
  large.code = ProblemCode::too_large;
  large.detail = "too much";
  const Response response = mount.refuse(large, Request());
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(response.body, "{\"error\":\"invalid_request\",\"error_description\":\"too much\"}");
}

}  // namespace
}  // namespace prefill::server
