// Files by content.

#include "server/store/file_tree.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "server/crypto.h"
#include "tests/tools/scratch.h"

namespace prefill::server {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = FileTree::open(scratch_.path("files"));
    ASSERT_TRUE(opened) << opened.error().message;
    tree_ = std::make_unique<FileTree>(*opened);
  }
  [[nodiscard]] std::string path(const std::string& hash) const {
    return scratch_.path("files/" + hash.substr(0, 2) + "/" + hash);
  }
  static void make_old(const std::string& path) {
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(2));
  }
  static bool yes(const std::string&) { return true; }
  static bool no(const std::string&) { return false; }

  const test::Scratch scratch_;
  std::unique_ptr<FileTree> tree_;
  const std::string hash_ = to_hex(sha256("content"));
};

TEST_F(Files, are_kept_under_their_hash) {
  ASSERT_TRUE(tree_->put(hash_, "content"));
  EXPECT_TRUE(tree_->has(hash_));
  EXPECT_EQ(tree_->read(hash_), "content");
  EXPECT_EQ(fs::status(path(hash_)).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(tree_->put(hash_, "content")) << "twice is fine";
  EXPECT_TRUE(fs::is_empty(scratch_.path("files/.new")));
}

TEST_F(Files, that_were_changed_on_the_disk_are_told) {
  ASSERT_TRUE(tree_->put(hash_, "content"));
  scratch_.write("files/" + hash_.substr(0, 2) + "/" + hash_, "contend");
  const auto read = tree_->read(hash_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::damaged);
}

TEST_F(Files, go_when_nobody_counts_on_them) {
  ASSERT_TRUE(tree_->put(hash_, "content"));
  tree_->remove(hash_, yes);
  EXPECT_TRUE(tree_->has(hash_));
  tree_->remove(hash_, no);
  EXPECT_FALSE(tree_->has(hash_));
  EXPECT_TRUE(fs::is_empty(scratch_.path("files/.old")));
}

TEST_F(Files, come_back_when_somebody_counts_on_them_meanwhile) {
  ASSERT_TRUE(tree_->put(hash_, "content"));
  int asked = 0;
  tree_->remove(hash_, [&](const std::string&) { return ++asked == 2; });
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(tree_->read(hash_), "content");
}

TEST_F(Files, a_sweep_spares_the_young_and_the_used) {
  ASSERT_TRUE(tree_->put(hash_, "content"));
  const int part = std::stoi(hash_.substr(0, 2), nullptr, 16);
  tree_->sweep(part, no);
  EXPECT_TRUE(tree_->has(hash_)) << "its row may not be written yet";
  make_old(path(hash_));
  tree_->sweep(part, yes);
  EXPECT_TRUE(tree_->has(hash_));
  tree_->sweep((part + 1) % 256, no);
  EXPECT_TRUE(tree_->has(hash_)) << "it is in another part";
  tree_->sweep(part, no);
  EXPECT_FALSE(tree_->has(hash_));
}

TEST_F(Files, a_sweep_mends_what_a_dead_process_left) {
  ASSERT_TRUE(tree_->put(hash_, "content"));
  fs::rename(path(hash_), scratch_.path("files/.old/" + hash_));
  scratch_.write("files/.new/leftover", "half");
  make_old(scratch_.path("files/.new/leftover"));
  scratch_.write("files/.new/young", "half");
  tree_->sweep(0, yes);
  EXPECT_EQ(tree_->read(hash_), "content");
  EXPECT_FALSE(fs::exists(scratch_.path("files/.new/leftover")));
  EXPECT_TRUE(fs::exists(scratch_.path("files/.new/young")));
}

}  // namespace
}  // namespace prefill::server
