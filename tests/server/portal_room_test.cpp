// The portal's room as a server holds it.

#include "server/choruspro/portal_room.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/tools/scratch.h"

namespace prefill::server {
namespace {

using testing::HasSubstr;

class PortalRoomTest : public testing::Test {
 protected:
  [[nodiscard]] Result<std::unique_ptr<PortalRoom>> open() const {
    return PortalRoom::open(options_, [](std::string_view) {});
  }
  const test::Scratch scratch_;
  PortalOptions options_{{scratch_.path("store"), "", 0, Days(0), 0}, ""};
};

TEST_F(PortalRoomTest, opens_ends_and_opens_again) {
  for (int i = 0; i < 3; ++i) {
    const auto room = open();
    ASSERT_TRUE(room) << room.error().message;
    EXPECT_GT((*room)->mount().routes.size(), 10U);
    (*room)->shelf().keep("hash", Token{"me", "stamp", now() + Tokens::kLife});
    EXPECT_TRUE((*room)->shelf().find("hash"));
  }
}

TEST_F(PortalRoomTest, lets_go_of_what_is_old_without_being_asked) {
  options_.store.keep = Days(1);
  Id id = 0;
  {
    const auto store = Store::open(options_.store);
    id = (*store)->add_file("me", "a.pdf", "application/pdf", "a", now() - Days(2)).value();
  }
  const auto room = open();
  ASSERT_TRUE(room);
  const auto look = Store::open(options_.store);
  // It comes when it comes: waits for as long as a slow machine needs.
  for (int i = 0; i < 600 && (*look)->file("me", id).value(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_FALSE((*look)->file("me", id).value());
}

TEST_F(PortalRoomTest, says_what_keeps_it_closed) {
  options_.structures = scratch_.write("structures.json", "{\"structures\":[{}]}");
  const auto room = open();
  ASSERT_FALSE(room);
  EXPECT_THAT(room.error().message, HasSubstr("`structures[0].idStructureCPP` is missing"));
  options_.structures.clear();
  options_.store.index = scratch_.write("a file", "");
  EXPECT_FALSE(open());
}

}  // namespace
}  // namespace prefill::server
