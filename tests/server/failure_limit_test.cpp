// How often somebody may be wrong.

#include "server/failure_limit.h"

#include <gtest/gtest.h>

namespace prefill::server {
namespace {

using std::chrono::seconds;

TEST(FailureLimit, lets_in_until_the_tries_are_used_up) {
  FailureLimit limit(3, seconds(60));
  const Moment begin{seconds(1'000)};
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(limit.wait("a", begin));
    limit.failed("a", begin);
  }
  EXPECT_EQ(limit.wait("a", begin + seconds(10)), seconds(50));
  EXPECT_FALSE(limit.wait("b", begin)) << "others are not concerned";
}

TEST(FailureLimit, lets_in_again_when_the_window_ends) {
  FailureLimit limit(1, seconds(60));
  const Moment begin{seconds(1'000)};
  limit.failed("a", begin);
  EXPECT_EQ(limit.wait("a", begin + seconds(59)), seconds(1));
  EXPECT_FALSE(limit.wait("a", begin + seconds(60)));
  limit.failed("a", begin + seconds(60));
  EXPECT_EQ(limit.wait("a", begin + seconds(61)), seconds(59));
}

TEST(FailureLimit, many_keys_do_not_fill_the_memory) {
  FailureLimit limit(1, seconds(60));
  const Moment begin{seconds(1'000)};
  for (int i = 0; i < 100'000; ++i) limit.failed(std::to_string(i), begin);
  EXPECT_FALSE(limit.wait("0", begin)) << "the first keys were forgotten";
  EXPECT_TRUE(limit.wait("99999", begin));
}

TEST(FailureLimit, groups_addresses_that_one_person_has) {
  EXPECT_EQ(address_group("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(address_group("192.0.2.7:4711"), "192.0.2.7");
  EXPECT_EQ(address_group("2001:db8:1:2:3:4:5:6"), address_group("2001:db8:1:2::1"));
  EXPECT_EQ(address_group("[2001:db8:1:2::1]:443"), address_group("2001:db8:1:2::1"));
  EXPECT_NE(address_group("2001:db8:1:3::1"), address_group("2001:db8:1:2::1"));
  EXPECT_EQ(address_group("unix"), "unix");
}

}  // namespace
}  // namespace prefill::server
