// Tokens end where a loop over their bytes would end them.

#include "extractor/pdf/skip_token.h"

#include <gtest/gtest.h>

#include <vector>

namespace prefill::pdf {

namespace {

TEST(SkipToken, StopsAtEveryByteThatIsNotRegular) {
  for (unsigned c = 0; c < 256; ++c) {
    for (std::size_t place = 0; place < 40; ++place) {
      std::vector<Byte> bytes(40, 'a');
      bytes[place] = static_cast<Byte>(c);
      const Byte* const end = bytes.data() + bytes.size();
      const Byte* const behind = lexical::is_regular(static_cast<Byte>(c)) ? end : bytes.data() + place;
      ASSERT_EQ(skip_token(bytes.data(), end), behind) << c << " at " << place;
    }
  }
}

TEST(SkipToken, NeverGoesBeyondTheEnd) {
  const std::vector<Byte> bytes(64, 'a');
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    ASSERT_EQ(skip_token(bytes.data(), bytes.data() + length), bytes.data() + length);
  }
}

}  // namespace

}  // namespace prefill::pdf
