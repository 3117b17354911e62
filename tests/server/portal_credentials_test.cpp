// What the real portal wants, out of a file, and what is wrong with files.

#include "server/choruspro/portal_credentials.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/tools/scratch.h"

namespace prefill::server {
namespace {

using testing::HasSubstr;
using testing::Not;

class PortalCredentialsFile : public testing::Test {
 protected:
  [[nodiscard]] Result<PortalCredentials> read(std::string_view text, mode_t mode = 0600) const {
    const std::string path = scratch_.write("portal.json", text);
    EXPECT_EQ(::chmod(path.c_str(), mode), 0);
    return read_portal_credentials(path);
  }
  [[nodiscard]] std::string trouble(std::string_view text, mode_t mode = 0600) const {
    const auto credentials = read(text, mode);
    EXPECT_FALSE(credentials) << text;
    return credentials ? std::string() : credentials.error().message;
  }

  const test::Scratch scratch_;
};

constexpr std::string_view kGood =
    R"({"token_url":"https://oauth.piste.gouv.fr/api/oauth/token","client_id":"i","client_secret":"s","login":"l",)"
    R"("password":"p"})";

TEST_F(PortalCredentialsFile, is_read) {
  const auto credentials = read(kGood);
  ASSERT_TRUE(credentials) << credentials.error().message;
  EXPECT_EQ(credentials->token_url, "https://oauth.piste.gouv.fr/api/oauth/token");
  EXPECT_EQ(credentials->client_id + credentials->client_secret + credentials->login + credentials->password, "islp");
  EXPECT_EQ(credentials->scope, "openid");
  std::string scoped(kGood);
  scoped.insert(1, R"("scope":"openid resource.READ",)");
  EXPECT_EQ(read(scoped)->scope, "openid resource.READ");
}

TEST_F(PortalCredentialsFile, belongs_to_one_user) {
  EXPECT_THAT(trouble(kGood, 0640), HasSubstr("chmod 600"));
  EXPECT_THAT(trouble(kGood, 0602), HasSubstr("chmod 600"));
}

TEST_F(PortalCredentialsFile, is_blamed_by_member_and_without_its_secrets) {
  for (const char* name : {"token_url", "client_id", "client_secret", "login", "password"}) {
    std::string without(kGood);
    without.replace(without.find(name), 1, "X");
    EXPECT_THAT(trouble(without), HasSubstr("`" + std::string(name) + "`"));
  }
  EXPECT_THAT(trouble(R"({"token_url":"http://hush.example"})"), HasSubstr("`client_id`"));
  EXPECT_THAT(trouble("{\"client_secret\": hush"), Not(HasSubstr("hush")));
  EXPECT_THAT(trouble("[]"), HasSubstr("no JSON object"));
}

}  // namespace
}  // namespace prefill::server
