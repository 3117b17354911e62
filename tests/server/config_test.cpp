// Settings from flags and file, their mistakes, and what they must keep together.

#include "server/config.h"

#include <gmock/gmock.h>

namespace prefill::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Setting& setting(std::string_view name) {
  for (const Setting& one : settings()) {
    if (one.name == name) return one;
  }
  throw std::invalid_argument(std::string(name));
}

TEST(Config, IsReadFromAFile) {
  Config config;
  const auto mistakes = read_config(
      R"({"listen": "[::1]:99", "behind-proxy": true, "workers": 3, "deadline": 1.5, "shadow-share": 0.25,
          "rules": ["fr", "a.json"]})",
      config);
  EXPECT_THAT(mistakes, IsEmpty());
  EXPECT_EQ(config.listen, "[::1]:99");
  EXPECT_TRUE(config.behind_proxy);
  EXPECT_EQ(config.workers, 3U);
  EXPECT_EQ(config.deadline, std::chrono::milliseconds(1500));
  EXPECT_DOUBLE_EQ(config.shadow_share, 0.25);
  EXPECT_THAT(config.rules, ElementsAre("fr", "a.json"));
}

TEST(Config, TellsEveryMistakeWithItsPlace) {
  Config config;
  const std::string_view text = R"({"workrs": 1, "workers": 2.5, "rules": "fr", "tls-key": 1, "workers": 2,
"behind-proxy": "yes", "zzzzzz": 0})";
  const auto mistakes = read_config(text, config);
  std::vector<std::string> told;
  for (const auto& mistake : mistakes) told.push_back(mistake.code + " " + mistake.title);
  EXPECT_THAT(told, ElementsAre("C002 unknown setting `workrs`", "C004 `workers` takes a whole number from 0 to 256",
                                "C004 `rules` takes a list of texts", "C004 `tls-key` takes a text",
                                "C003 `workers` is set twice", "C004 `behind-proxy` takes `true` or `false`",
                                "C002 unknown setting `zzzzzz`"));
  EXPECT_EQ(mistakes[0].help, "perhaps `workers` is meant");
  EXPECT_EQ(text.substr(mistakes[1].offset, mistakes[1].length), "2.5");
  EXPECT_THAT(mistakes[6].help, HasSubstr("there are `listen`, "));
}

TEST(Config, MustBeAnObject) {
  Config config;
  EXPECT_EQ(read_config("[]", config).at(0).code, "C001");
  EXPECT_EQ(read_config("{\"a\": }", config).at(0).code, "C001");
}

TEST(Config, TakesFlags) {
  Config config;
  EXPECT_EQ(set(config, setting("workers"), {"4"}), std::nullopt);
  EXPECT_EQ(set(config, setting("behind-proxy"), {}), std::nullopt);
  EXPECT_EQ(set(config, setting("worker-wait"), {"0.5"}), std::nullopt);
  EXPECT_EQ(set(config, setting("shadow"), {"a", "b"}), std::nullopt);
  EXPECT_EQ(config.workers, 4U);
  EXPECT_TRUE(config.behind_proxy);
  EXPECT_EQ(config.worker_wait, std::chrono::milliseconds(500));
  EXPECT_THAT(config.shadow, ElementsAre("a", "b"));
  for (const char* wrong : {"", "x", "1x", "-1", "257", "1e400", "nan", "0.5"}) {
    EXPECT_THAT(set(config, setting("workers"), {wrong}).value_or(""), HasSubstr("a whole number from 0 to 256"));
  }
  EXPECT_EQ(config.workers, 4U);
}

Config listening_on(std::string address) {
  Config config;
  config.listen = std::move(address);
  return config;
}

TEST(Config, OpensNoDoorToAll) {
  EXPECT_THAT(contradictions({}), IsEmpty());
  EXPECT_THAT(contradictions(listening_on("unix:/run/x")), IsEmpty());
  EXPECT_THAT(contradictions(listening_on("localhost:80")), IsEmpty());
  EXPECT_THAT(contradictions(listening_on("0.0.0.0:80")),
              ElementsAre(HasSubstr("in the clear"), HasSubstr("everybody could call")));
  Config config = listening_on("[::]:80");
  config.behind_proxy = true;
  EXPECT_THAT(contradictions(config), ElementsAre(HasSubstr("everybody could call")));
  config.clients = "c.json";
  EXPECT_THAT(contradictions(config), IsEmpty());
  config.behind_proxy = false;
  config.tls_certificate = "c.pem";
  EXPECT_THAT(contradictions(config), ElementsAre(HasSubstr("both a certificate and its key")));
  config.tls_key = "k.pem";
  EXPECT_THAT(contradictions(config), IsEmpty());
}

TEST(Config, HandsOnOnlyWhatItMay) {
  const auto told = [](const char* url, bool credentials = true) {
    Config config;
    config.upstream = url;
    if (credentials) config.upstream_credentials = "portal.json";
    return contradictions(config);
  };
  EXPECT_THAT(told("https://api.piste.gouv.fr"), IsEmpty());
  EXPECT_THAT(told("https://[2001:db8::1]:8443/gateway/"), IsEmpty());
  EXPECT_THAT(told("http://localhost:8081"), IsEmpty());
  EXPECT_THAT(told("http://127.0.0.1:8081/"), IsEmpty());
  EXPECT_THAT(told("https://api.piste.gouv.fr", false), ElementsAre(HasSubstr("`upstream-credentials`")));
  EXPECT_THAT(told("http://api.piste.gouv.fr"), ElementsAre(HasSubstr("in the clear")));
  EXPECT_THAT(told("http://127.evil.example"), ElementsAre(HasSubstr("in the clear")));
  EXPECT_THAT(told("https://api.piste.gouv.fr/cpro/"), ElementsAre(HasSubstr("without `/cpro`")));
  for (const char* wrong : {"api.piste.gouv.fr", "ftp://x", "https://", "https:///x", "https://x:", "https://x:y",
                            "https://a:b@x", "https://x?a", "https://x#a", "https://x y", "https://x\\y"}) {
    EXPECT_EQ(told(wrong).size(), 1U) << wrong;
  }
}

TEST(Config, WantsAnUpstreamForItsSettings) {
  Config config;
  config.upstream_ca = "ca.pem";
  EXPECT_THAT(contradictions(config), ElementsAre(HasSubstr("without an `upstream`")));
  config.upstream = "https://portal.example";
  config.upstream_credentials = "portal.json";
  EXPECT_THAT(contradictions(config), IsEmpty());
  config.store = "store";
  config.structures = "structures.json";
  EXPECT_THAT(contradictions(config), ElementsAre(HasSubstr("leave `structures` out")));
}

TEST(Config, KnowsWhatHoldsWhenNothingIsSaid) {
  EXPECT_EQ(default_of(setting("listen")), "127.0.0.1:8080");
  EXPECT_EQ(default_of(setting("deadline")), "10");
  EXPECT_EQ(default_of(setting("shadow-share")), "0.1");
  EXPECT_EQ(default_of(setting("docs-per-worker")), "1");
  EXPECT_EQ(default_of(setting("clients")), "");
  for (const Setting& one : settings()) {
    Config config;
    const std::string value = default_of(one);
    if (value.empty()) continue;
    EXPECT_EQ(set(config, one, {value}), std::nullopt) << one.name;
  }
}

TEST(Config, KnowsAddresses) {
  EXPECT_EQ(parse_listen("127.0.0.1:8080")->port, 8080);
  EXPECT_EQ(parse_listen("[::1]:0")->host, "::1");
  EXPECT_EQ(parse_listen("unix:/a:b")->path, "/a:b");
  for (const char* wrong : {"", "8080", ":80", "host:", "host:99999", "host:-1", "unix:", "127.0.0.1:80x"}) {
    EXPECT_EQ(parse_listen(wrong), std::nullopt) << wrong;
  }
  EXPECT_FALSE(parse_listen("192.0.2.1:80")->local());
  EXPECT_TRUE(parse_listen("127.9.9.9:80")->local());
}

}  // namespace
}  // namespace prefill::server
