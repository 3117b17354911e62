// The same tests on both databases.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/store/store.h"
#include "tests/server/postgres_server.h"
#include "tests/tools/scratch.h"

namespace prefill::test {

class OnBothDatabases : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    options_.files = scratch_.path("files");
    options_.index = scratch_.path("store");
    if (GetParam() == std::string("PostgreSQL")) {
      const auto url = PostgresServer::fresh_database();
      if (!url) GTEST_SKIP() << "not tested on PostgreSQL: " << PostgresServer::why_not();
      options_.index = *url;
    }
  }

  [[nodiscard]] std::unique_ptr<server::Store> open() const {
    auto store = server::Store::open(options_);
    EXPECT_TRUE(store) << store.error().message;
    return store ? std::move(*store) : nullptr;
  }

  const Scratch scratch_;
  server::StoreOptions options_;
};

inline std::string name_of(const testing::TestParamInfo<const char*>& info) {
  return info.param;
}

}  // namespace prefill::test
