// The file of clients: made, changed, refused.

#include "server/clients_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>
#include <thread>

#include "server/crypto.h"
#include "tests/tools/file_content.h"
#include "tests/tools/scratch.h"

namespace prefill::server {
namespace {

using testing::HasSubstr;

const Moment kNow = *from_iso("2026-11-22T09:00:00Z");

class ClientsFile : public testing::Test {
 protected:
  const test::Scratch scratch_;
  const std::string path_ = scratch_.path("clients.json");
};

TEST_F(ClientsFile, is_made_for_its_owner_alone) {
  ASSERT_TRUE(add_client(path_, "Mairie", kNow));
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(ClientsFile, holds_no_secret) {
  const auto told = add_client(path_, "Mairie", kNow);
  ASSERT_TRUE(told);
  const std::string content = test::content_of(path_);
  EXPECT_THAT(content, HasSubstr(told->client_id));
  EXPECT_THAT(content, HasSubstr(told->login));
  EXPECT_EQ(content.find(told->client_secret), std::string::npos);
  EXPECT_EQ(content.find(told->password), std::string::npos);
  const auto clients = read_clients(path_);
  ASSERT_TRUE(clients);
  EXPECT_TRUE(secret_fits(told->client_secret, clients->at(0).secret));
  EXPECT_TRUE(secret_fits(told->password, clients->at(0).password));
  EXPECT_NE(clients->at(0).secret, clients->at(0).password);
}

TEST_F(ClientsFile, is_refused_when_others_may_use_it) {
  ASSERT_TRUE(add_client(path_, "Mairie", kNow));
  for (const unsigned mode : {0640U, 0604U, 0660U}) {
    ASSERT_EQ(::chmod(path_.c_str(), mode), 0);
    const auto clients = read_clients(path_);
    ASSERT_FALSE(clients);
    EXPECT_THAT(clients.error().message, HasSubstr("chmod 600"));
    EXPECT_FALSE(revoke_client(path_, "Mairie", kNow));
  }
}

TEST_F(ClientsFile, says_what_is_wrong_with_it) {
  EXPECT_FALSE(read_clients(path_));
  const auto said = [&](const std::string& text) {
    scratch_.write("clients.json", text);
    static_cast<void>(::chmod(path_.c_str(), 0600));
    const auto clients = read_clients(path_);
    return clients ? std::string("no mistake") : clients.error().message;
  };
  EXPECT_THAT(said("{\n\"clients\": [}"), HasSubstr("line 2"));
  EXPECT_THAT(said("{}"), HasSubstr("no list `clients`"));
  EXPECT_THAT(said("{\"clients\":[\n{\"name\":\"a\"}]}"), HasSubstr("line 2: `clientId` is missing"));
  EXPECT_EQ(said("{\"clients\":[]}"), "no mistake");
}

TEST_F(ClientsFile, a_name_is_taken_until_its_client_is_revoked) {
  const auto first = add_client(path_, "Mairie", kNow);
  ASSERT_TRUE(first);
  EXPECT_FALSE(add_client(path_, "Mairie", kNow));
  ASSERT_TRUE(revoke_client(path_, first->client_id, kNow));
  EXPECT_FALSE(revoke_client(path_, "Mairie", kNow)) << "it is revoked";
  const auto second = add_client(path_, "Mairie", kNow);
  ASSERT_TRUE(second);
  EXPECT_NE(first->client_id, second->client_id);
  EXPECT_EQ(read_clients(path_)->size(), 2U);
}

TEST_F(ClientsFile, names_can_be_shown) {
  EXPECT_FALSE(add_client(path_, "", kNow));
  EXPECT_FALSE(add_client(path_, "a\nb", kNow));
  EXPECT_FALSE(add_client(path_, std::string(101, 'a'), kNow));
  EXPECT_TRUE(add_client(path_, "Centre hospitalier « Élan »", kNow));
}

TEST_F(ClientsFile, rotating_renews_secrets_and_the_life_of_the_password) {
  const auto first = add_client(path_, "Mairie", kNow);
  const Moment later = kNow + Days(400);
  const auto second = rotate_client(path_, "Mairie", later);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->client_id, second->client_id);
  EXPECT_EQ(first->login, second->login);
  EXPECT_NE(first->client_secret, second->client_secret);
  EXPECT_NE(first->password, second->password);
  EXPECT_EQ(first->password_expires, kNow + Days(424));
  EXPECT_EQ(second->password_expires, later + Days(424));
  const auto clients = read_clients(path_);
  ASSERT_TRUE(clients);
  EXPECT_FALSE(secret_fits(first->client_secret, clients->at(0).secret));
  EXPECT_TRUE(secret_fits(second->client_secret, clients->at(0).secret));
}

TEST_F(ClientsFile, writers_at_the_same_time_lose_nothing) {
  constexpr int kWriters = 8;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] { EXPECT_TRUE(add_client(path_, "client " + std::to_string(i), kNow)); });
  }
  for (std::thread& writer : writers) writer.join();
  const auto clients = read_clients(path_);
  ASSERT_TRUE(clients);
  std::set<std::string> names;
  for (const ClientRecord& client : *clients) names.insert(client.name);
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kWriters));
}

}  // namespace
}  // namespace prefill::server
