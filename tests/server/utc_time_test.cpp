// Moments, and the days of Paris.

#include "server/utc_time.h"

#include <gtest/gtest.h>

namespace prefill::server {
namespace {

TEST(UtcTime, is_written_and_read_alike) {
  for (const char* text : {"2026-11-22T09:30:00Z", "2024-02-29T23:59:59Z", "2000-01-01T00:00:00Z"}) {
    const auto moment = from_iso(text);
    ASSERT_TRUE(moment) << text;
    EXPECT_EQ(to_iso(*moment), text);
  }
}

TEST(UtcTime, no_other_text_is_a_moment) {
  for (const char* text : {"", "2026-11-22", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22 09:30:00Z",
                           "2026-11-22T09:30:00+", "-026-11-22T09:30:00Z", "2026-11-22T09:30:00ZZ"}) {
    EXPECT_FALSE(from_iso(text)) << text;
  }
}

TEST(UtcTime, days_begin_in_paris) {
  EXPECT_EQ(day_in_paris(*from_iso("2026-01-01T22:59:59Z")), "2026-01-01");
  EXPECT_EQ(day_in_paris(*from_iso("2026-01-01T23:00:00Z")), "2026-01-02");
  EXPECT_EQ(day_in_paris(*from_iso("2026-07-13T22:00:00Z")), "2026-07-14");
  EXPECT_EQ(minute_in_paris(*from_iso("2026-12-31T23:05:59Z")), "2027-01-01 00:05");
}

TEST(UtcTime, summer_time_begins_and_ends_on_last_sundays) {
  EXPECT_EQ(minute_in_paris(*from_iso("2026-03-29T00:59:00Z")), "2026-03-29 01:59");
  EXPECT_EQ(minute_in_paris(*from_iso("2026-03-29T01:00:00Z")), "2026-03-29 03:00");
  EXPECT_EQ(minute_in_paris(*from_iso("2026-10-25T00:59:00Z")), "2026-10-25 02:59");
  EXPECT_EQ(minute_in_paris(*from_iso("2026-10-25T01:00:00Z")), "2026-10-25 02:00");
}

}  // namespace
}  // namespace prefill::server
