// The same documents as a folder, a list, archives and shards; and what is said of sources that are not whole.

#include "tools/batch/source.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/tools/file_content.h"
#include "tests/tools/scratch.h"
#include "tools/batch/archive.h"
#include "tools/batch/pack.h"

namespace prefill::tools::batch {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string bytes_of(int number) {
  return "%PDF-1.4 document " + std::to_string(number) + std::string(static_cast<std::size_t>(number) * 3000, 'x');
}

// The bytes of the tar file with these members.
std::string tar_of(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string bytes;
  TarWriter tar([&](std::string_view piece) {
    bytes += piece;
    return true;
  });
  for (const auto& [name, content] : members) {
    const std::vector<unsigned char> copy(content.begin(), content.end());
    const auto offset = tar.add(name, copy);
    EXPECT_EQ(bytes.substr(offset.value(), content.size()), content);
  }
  EXPECT_TRUE(tar.finish());
  return bytes;
}

class BatchSource : public testing::Test {
 protected:
  BatchSource() {
    std::filesystem::create_directories(scratch_.path("in/b"));
    for (const auto& [name, number] : std::map<std::string, int>{{"in/a.pdf", 1}, {"in/b/c.PDF", 2}, {"in/d.pdf", 3}}) {
      scratch_.write(name, bytes_of(number));
    }
    scratch_.write("in/readme.txt", "no document");
  }

  [[nodiscard]] std::vector<std::unique_ptr<Source>> sources(const std::string& name) const {
    std::vector<std::unique_ptr<Source>> made;
    const auto added = add_sources(name, {scratch_.path(""), 1 << 20}, made);
    EXPECT_TRUE(added) << added.error().message;
    return made;
  }

  // Name and content of each document; of one that cannot be read, the error.
  [[nodiscard]] std::vector<std::string> documents(const std::string& name) {
    std::vector<std::string> seen;
    for (const auto& source : sources(name)) {
      const auto reader = source->reader();
      const auto listed = source->list([&](const Listed& document) {
        const Entry& entry = document.entry;
        const std::string short_name = std::filesystem::path(entry.name).filename().string();
        if (entry.error) {
          seen.push_back(short_name + ": " + std::string(error_name(entry.error->code)));
          return;
        }
        auto opened = reader->open(entry);
        const auto bytes = opened ? opened->bytes(buffer_) : tl::unexpected(opened.error());
        if (!bytes) {
          seen.push_back(short_name + ": " + std::string(error_name(bytes.error().code)));
          return;
        }
        const std::string content(bytes->begin(), bytes->end());
        seen.push_back(short_name + (content == bytes_of(content[18] - '0') ? " " + content.substr(9, 10) : " broken"));
      });
      EXPECT_TRUE(listed) << listed.error().message;
    }
    return seen;
  }

  test::Scratch scratch_;
  ReadBuffer buffer_;
};

TEST_F(BatchSource, AFolderGivesItsDocumentsInOrderOfTheirPaths) {
  EXPECT_THAT(documents(scratch_.path("in")), ElementsAre("a.pdf document 1", "c.PDF document 2", "d.pdf document 3"));
  const auto made = sources(scratch_.path("in"));
  ASSERT_TRUE(made.front()->list([](const Listed&) {}));
  EXPECT_EQ(made.front()->left_aside(), 1U);
}

TEST_F(BatchSource, AListKeepsItsOrderAndNamesWhatIsMissing) {
  const std::string list = scratch_.write("list", scratch_.path("in/d.pdf") + "\r\n\n" + scratch_.path("in/no.pdf") +
                                                      "\n" + scratch_.path("in") + "\n" + scratch_.path("in/a.pdf"));
  EXPECT_THAT(documents("@" + list), ElementsAre("d.pdf document 3", "no.pdf: io", "in: io", "a.pdf document 1"));
}

TEST_F(BatchSource, ArchivesGiveTheirMembers) {
  const std::string tar = tar_of({{"x/a.pdf", bytes_of(1)}, {"x/note.txt", "text"}, {"x/c.pdf", bytes_of(2)}});
  EXPECT_THAT(documents(scratch_.write("x.tar", tar)), ElementsAre("a.pdf document 1", "c.pdf document 2"));
  const std::string command = "gzip -k " + scratch_.path("x.tar");
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(documents(scratch_.path("x.tar.gz")), ElementsAre("a.pdf document 1", "c.pdf document 2"));
}

TEST_F(BatchSource, ATornArchiveGivesWhatItHasAndSaysSo) {
  std::string tar = tar_of({{"a.pdf", bytes_of(1)}, {"b.pdf", bytes_of(2)}, {"c.pdf", bytes_of(3)}});
  EXPECT_THAT(documents(scratch_.write("x.tar", tar.substr(0, 8000))),
              ElementsAre("a.pdf document 1", "b.pdf: damaged", "x.tar: damaged"));
}

TEST_F(BatchSource, AMemberThatIsTooLargeFailsAlone) {
  const std::string tar = tar_of({{"a.pdf", std::string(2 << 20, 'x')}, {"b.pdf", bytes_of(2)}});
  EXPECT_THAT(documents(scratch_.write("x.tar", tar)), ElementsAre("a.pdf: limit", "b.pdf document 2"));
}

TEST_F(BatchSource, WhatIsNoArchiveIsSaid) {
  const auto made = sources(scratch_.write("x.bin", "neither tar nor zip"));
  const auto listed = made.front()->list([](const Listed&) {});
  ASSERT_FALSE(listed);
  EXPECT_THAT(listed.error().message, HasSubstr("name a folder"));
  std::vector<std::unique_ptr<Source>> none;
  EXPECT_EQ(add_sources(scratch_.path("missing"), {scratch_.path(""), 1}, none).error().code, ErrorCode::io);
}

TEST_F(BatchSource, ShardsHoldTheSameDocuments) {
  const auto made = sources(scratch_.path("in"));
  const auto packed = pack_documents(made, {scratch_.path("shards"), 5000},
                                     [](const Entry& entry, const Error&) { ADD_FAILURE() << entry.name; });
  ASSERT_TRUE(packed) << packed.error().message;
  EXPECT_EQ(packed->documents, 3U);
  EXPECT_EQ(packed->shards, 2U);
  EXPECT_THAT(documents(scratch_.path("shards")),
              ElementsAre("a.pdf document 1", "c.PDF document 2", "d.pdf document 3"));
  EXPECT_THAT(documents(scratch_.path("shards/shard-00001.tar")), ElementsAre("d.pdf document 3"));
  EXPECT_THAT(test::content_of(scratch_.path("shards/shard-00000.index.jsonl")),
              testing::StartsWith(R"({"file":"a.pdf","offset":512,"length":)"));
}

TEST_F(BatchSource, AShardCutShortLosesItsEndAlone) {
  const auto made = sources(scratch_.path("in"));
  ASSERT_TRUE(pack_documents(made, {scratch_.path("shards"), 1 << 20}, [](const Entry&, const Error&) {}));
  std::filesystem::resize_file(scratch_.path("shards/shard-00000.tar"), 10'000);
  EXPECT_THAT(documents(scratch_.path("shards")), ElementsAre("a.pdf document 1", "c.PDF: io", "d.pdf: io"));
}

TEST_F(BatchSource, IdentityChangesWithTheDocuments) {
  const auto identity = [&](const std::string& name) { return sources(name).front()->identity().value(); };
  const std::string before = identity(scratch_.path("in"));
  EXPECT_EQ(identity(scratch_.path("in")), before);
  const auto listed = sources(scratch_.path("in"));
  ASSERT_TRUE(listed.front()->list([](const Listed&) {}));
  EXPECT_EQ(listed.front()->identity().value(), before);  // from the listing, and on its own
  scratch_.write("in/a.pdf", bytes_of(4));
  EXPECT_NE(identity(scratch_.path("in")), before);
}

TEST_F(BatchSource, AFileThatGrewSinceItWasListedIsIo) {
  const auto made = sources(scratch_.path("in"));
  std::vector<Entry> entries;
  ASSERT_TRUE(made.front()->list([&](const Listed& document) { entries.push_back(document.entry); }));
  scratch_.write("in/a.pdf", bytes_of(4));
  std::filesystem::remove(scratch_.path("in/d.pdf"));
  const auto reader = made.front()->reader();
  EXPECT_THAT(reader->open(entries[0]).error().message, HasSubstr("changed since the run was planned"));
  EXPECT_TRUE(reader->open(entries[1]));
  EXPECT_EQ(reader->open(entries[2]).error().code, ErrorCode::io);
}

}  // namespace
}  // namespace prefill::tools::batch
