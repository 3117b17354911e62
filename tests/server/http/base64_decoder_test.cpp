// Base64 cut everywhere, complete and broken.

#include "server/http/base64_decoder.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/server/http/cuts.h"

namespace prefill::server {
namespace {

struct Decoded {
  std::string bytes;
  bool broken = false;
  bool complete = false;
  friend bool operator==(const Decoded&, const Decoded&) = default;
};

Decoded decode(const std::function<std::string_view()>& next) {
  Base64Decoder decoder;
  Decoded decoded;
  for (std::string_view piece = next(); !piece.empty(); piece = next()) {
    std::vector<unsigned char> out(Base64Decoder::room_for(piece.size()));
    const std::size_t size = decoder.decode(piece, out.data());
    decoded.bytes.append(reinterpret_cast<const char*>(out.data()), size);
  }
  decoded.broken = decoder.broken();
  decoded.complete = decoder.complete();
  return decoded;
}

void expect_everywhere(std::string_view text, const Decoded& expected) {
  test::for_each_cut(text, [&](const std::function<std::string_view()>& next) {
    const Decoded decoded = decode(next);
    EXPECT_EQ(decoded.bytes, expected.bytes) << text;
    EXPECT_EQ(decoded.broken, expected.broken) << text;
    EXPECT_EQ(decoded.complete, expected.complete) << text;
  });
}

TEST(Base64Decoder, DecodesTheVectorsOfTheRfcHoweverTheyAreCut) {
  expect_everywhere("Zg==", {"f", false, true});
  expect_everywhere("Zm8=", {"fo", false, true});
  expect_everywhere("Zm9v", {"foo", false, true});
  expect_everywhere("Zm9vYg==", {"foob", false, true});
  expect_everywhere("Zm9vYmE=", {"fooba", false, true});
  expect_everywhere("Zm9vYmFyZm9vYmFy", {"foobarfoobar", false, true});
}

TEST(Base64Decoder, PassesOverLineBreaksAndSpaces) {
  expect_everywhere("Zm9v\r\nYmFy\r\n", {"foobar", false, true});
  expect_everywhere(" Z m\t9 v Y g = = ", {"foob", false, true});
}

TEST(Base64Decoder, TakesAnEndWithoutPadding) {
  expect_everywhere("Zm8", {"fo", false, true});
  expect_everywhere("Zg", {"f", false, true});
}

TEST(Base64Decoder, KnowsAnEndInTheMiddle) {
  expect_everywhere("Z", {"", false, false});
  expect_everywhere("Zm9vY", {"foo", false, false});
  expect_everywhere("Zg=", {"f", false, false});
}

TEST(Base64Decoder, StopsAtWhatBase64HasNot) {
  expect_everywhere("Zm9v*mFy", {"foo", true, false});
  expect_everywhere("Zm9v-_Fy", {"foo", true, false});
  expect_everywhere("Zg==Zg==", {"f", true, false});
  expect_everywhere("Zm9v=", {"foo", true, false});
  expect_everywhere("Zm8==", {"fo", true, false});
}

TEST(Base64Decoder, DecodesEveryByte) {
  std::string text;
  for (const char a : std::string("AZaz09+/")) {
    for (const char b : std::string("AQgw")) text += std::string{a, b} + "==";
  }
  for (std::size_t i = 0; i + 4 <= text.size(); i += 4) {
    bool given = false;
    const Decoded decoded = decode([&] {
      const std::string_view piece = given ? std::string_view() : std::string_view(text).substr(i, 4);
      given = true;
      return piece;
    });
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t expected = alphabet.find(text[i]) << 2 | alphabet.find(text[i + 1]) >> 4;
    ASSERT_EQ(decoded.bytes.size(), 1U);
    EXPECT_EQ(static_cast<unsigned char>(decoded.bytes[0]), expected);
  }
}

}  // namespace
}  // namespace prefill::server
