// Escapes, forms, and the addresses of other servers.

#include "server/http/message.h"

#include <gtest/gtest.h>

#include "server/http/remote_url.h"

namespace prefill::server {
namespace {

TEST(Message, what_is_escaped_reads_as_it_was) {
  EXPECT_EQ(percent_encoded("a-Z_0.~"), "a-Z_0.~");
  EXPECT_EQ(percent_encoded("a b&c=\xC3\xA9/%"), "a%20b%26c%3D%C3%A9%2F%25");
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  EXPECT_EQ(percent_decoded(percent_encoded(every)), every);
  EXPECT_EQ(parse_form("a=" + percent_encoded(every)).at(0).second, every);
}

TEST(RemoteUrl, says_what_is_wrong) {
  EXPECT_EQ(fault_of_remote_url("https://api.piste.gouv.fr"), "");
  EXPECT_EQ(fault_of_remote_url("http://[::1]:8080/a/b"), "");
  EXPECT_EQ(fault_of_remote_url("HTTPS://x"), "is no address that begins with `https://`");
  EXPECT_EQ(fault_of_remote_url("http://192.0.2.1"),
            "would send secrets over the network in the clear; use `https://`");
  EXPECT_EQ(fault_of_remote_url("https://:443"), "names no server");
  EXPECT_EQ(fault_of_remote_url("https://[::1]:"), "names no server");
}

}  // namespace
}  // namespace prefill::server
