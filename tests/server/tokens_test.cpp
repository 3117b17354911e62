// Tokens given out and known again.

#include "server/tokens.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace prefill::server {
namespace {

using std::chrono::seconds;

const Moment kBegin{seconds(1'000'000)};

class MapShelf : public TokenShelf {
 public:
  void keep(const std::string& hash, const Token& token) override { kept[hash] = token; }
  std::optional<Token> find(const std::string& hash) override {
    ++asked;
    const auto found = kept.find(hash);
    return found == kept.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<std::string, Token> kept;
  int asked = 0;
};

TEST(Tokens, are_known_again) {
  Tokens tokens;
  const std::string token = tokens.issue("client", "stamp", kBegin);
  EXPECT_EQ(token.size(), 43U) << "256 bits in base64url";
  const auto found = tokens.find(token, kBegin);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->client_id, "client");
  EXPECT_EQ(found->stamp, "stamp");
  EXPECT_EQ(found->expires, kBegin + seconds(3600));
  EXPECT_FALSE(tokens.find(token + "x", kBegin));
  EXPECT_FALSE(tokens.find("", kBegin));
}

TEST(Tokens, differ) {
  Tokens tokens;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(tokens.issue("client", "stamp", kBegin));
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(Tokens, are_forgotten_an_hour_after_they_expired) {
  Tokens tokens;
  const std::string token = tokens.issue("client", "stamp", kBegin);
  static_cast<void>(tokens.issue("client", "stamp", kBegin + seconds(7199)));
  EXPECT_TRUE(tokens.find(token, kBegin + seconds(7199)));
  static_cast<void>(tokens.issue("client", "stamp", kBegin + seconds(7200)));
  EXPECT_FALSE(tokens.find(token, kBegin + seconds(7200)));
}

TEST(Tokens, of_a_sibling_or_a_former_process_are_on_the_shelf) {
  MapShelf shelf;
  Tokens first(&shelf);
  const std::string token = first.issue("client", "stamp", kBegin);
  EXPECT_EQ(shelf.kept.count(token), 0U) << "only its hash is kept";
  Tokens second(&shelf);
  EXPECT_FALSE(second.fast(token));
  ASSERT_TRUE(second.find(token, kBegin));
  EXPECT_TRUE(second.fast(token));
  const int asked = shelf.asked;
  EXPECT_TRUE(second.find(token, kBegin));
  EXPECT_EQ(shelf.asked, asked) << "it is asked once";
}

}  // namespace
}  // namespace prefill::server
