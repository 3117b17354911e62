// Hashes against published values, and the spellings of bytes.

#include "server/crypto.h"

#include <gtest/gtest.h>

#include <set>

namespace prefill::server {
namespace {

TEST(Crypto, hashes_are_those_of_the_standards) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2.
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Crypto, a_secret_fits_its_own_hash_and_no_other) {
  const std::string hash = hash_secret("correct horse");
  EXPECT_TRUE(secret_fits("correct horse", hash));
  EXPECT_FALSE(secret_fits("correct horsf", hash));
  EXPECT_FALSE(secret_fits("", hash));
  EXPECT_NE(hash, hash_secret("correct horse")) << "each has a salt of its own";
  EXPECT_EQ(hash.find("correct"), std::string::npos);
}

TEST(Crypto, scrypt_is_that_of_rfc_7914) {
  // Section 12, third vector, cut to our 32 bytes: scrypt(P="pleaseletmein", S="SodiumChloride", N=16384, r=8, p=1).
  EXPECT_TRUE(secret_fits("pleaseletmein",
                          "scrypt$16384$8$1$536f6469756d43686c6f72696465$"
                          "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"));
}

TEST(Crypto, what_is_no_hash_of_ours_fits_nothing) {
  for (const char* hash : {"", "scrypt", "scrypt$16384$8$1$00$00", "scrypt$0$8$1$00$",
                           "scrypt$99999999999$8$1$536f6469756d43686c6f72696465$"
                           "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"}) {
    EXPECT_FALSE(secret_fits("pleaseletmein", hash)) << hash;
  }
}

TEST(Crypto, base64_reads_as_it_was) {
  // RFC 4648, section 10.
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(to_base64("\xFB\xFF\xFE"), "+//+");
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(from_base64(to_base64("log:in")), "log:in");
}

TEST(Crypto, base64url_needs_no_escapes) {
  EXPECT_EQ(to_base64url("\xFB\xFF\xFE"), "-__-");
  EXPECT_EQ(to_base64url("a"), "YQ");
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(from_base64("bG9naW46c2VjcmV0"), "login:secret");
  EXPECT_FALSE(from_base64("bG9n!"));
}

TEST(Crypto, random_bytes_do_not_repeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random_bytes(16));
  EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace prefill::server
