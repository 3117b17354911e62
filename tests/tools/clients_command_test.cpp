// `prefill clients` as a shell runs it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "rules/json_tree.h"
#include "tests/tools/file_content.h"
#include "tests/tools/process.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

using testing::HasSubstr;

class ClientsCommand : public testing::Test {
 protected:
  [[nodiscard]] Outcome clients(std::vector<std::string> words) const {
    words.insert(words.begin(), "clients");
    words.insert(words.end(), {"--file", file_});
    return run_prefill(words);
  }
  [[nodiscard]] static std::string member(const std::string& json, const std::string& name) {
    rules::Diagnostic mistake;
    const auto root = rules::parse_json(json, mistake);
    const auto* node = root ? root->find(name) : nullptr;
    return node == nullptr ? "" : node->text;
  }

  const Scratch scratch_;
  const std::string file_ = scratch_.path("clients.json");
};

TEST_F(ClientsCommand, add_prints_the_secrets_once) {
  const Outcome added = clients({"add", "Mairie de Lormeaux"});
  ASSERT_EQ(added.code, 0) << added.err;
  std::set<std::string> values;
  for (const char* name : {"client_id", "client_secret", "login", "password"}) values.insert(member(added.out, name));
  EXPECT_EQ(values.size(), 4U);
  EXPECT_FALSE(values.contains(""));
  const std::string kept = content_of(file_);
  EXPECT_EQ(kept.find(member(added.out, "client_secret")), std::string::npos);
  EXPECT_EQ(kept.find(member(added.out, "password")), std::string::npos);
}

TEST_F(ClientsCommand, list_shows_states_and_no_secrets) {
  const Outcome first = clients({"add", "Mairie"});
  ASSERT_EQ(clients({"add", "École"}).code, 0);
  ASSERT_EQ(clients({"revoke", "École"}).code, 0);
  const Outcome table = clients({"list"});
  EXPECT_EQ(table.code, 0);
  EXPECT_THAT(table.out,
              testing::AllOf(HasSubstr("Mairie"), HasSubstr("École"), HasSubstr("revoked"), HasSubstr("active")));
  EXPECT_EQ(table.out.find(member(first.out, "password")), std::string::npos);
  const Outcome json = clients({"list", "--json"});
  EXPECT_EQ(count(json.out, "\n"), 2);
  EXPECT_THAT(json.out, HasSubstr("\"client_id\":\"" + member(first.out, "client_id") + "\""));
  EXPECT_EQ(json.out.find("scrypt"), std::string::npos);
}

TEST_F(ClientsCommand, rotate_gives_new_secrets_to_the_same_client) {
  const Outcome first = clients({"add", "Mairie"});
  const Outcome second = clients({"rotate", member(first.out, "client_id")});
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_EQ(member(first.out, "login"), member(second.out, "login"));
  EXPECT_NE(member(first.out, "client_secret"), member(second.out, "client_secret"));
}

TEST_F(ClientsCommand, mistakes_are_told_and_nothing_is_done) {
  const Outcome missing = clients({"list"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.err, HasSubstr("cannot read the file of clients"));
  EXPECT_EQ(clients({"revoke", "nobody"}).code, 2);
  ASSERT_EQ(clients({"add", "Mairie"}).code, 0);
  const Outcome twice = clients({"add", "Mairie"});
  EXPECT_EQ(twice.code, 2);
  EXPECT_THAT(twice.err, HasSubstr("there is a client `Mairie`"));
  EXPECT_EQ(twice.out, "");
  const Outcome slip = run_prefill({"clients", "ad", "x"});
  EXPECT_EQ(slip.code, 2);
  EXPECT_THAT(slip.err, HasSubstr("perhaps `add` is meant"));
}

}  // namespace
}  // namespace prefill::test
