// A process that stores from sixteen threads is killed at twenty moments. What it had acknowledged is there, whole and
// once.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "server/crypto.h"
#include "server/store/store.h"
#include "tests/server/store_fixture.h"

namespace prefill::server {
namespace {

class Crashes : public test::OnBothDatabases {
 protected:
  /// What a victim said until it was killed, some time after it had said so many lines.
  [[nodiscard]] std::string run_victim(int round, std::ptrdiff_t lines) const {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::execl(PREFILL_STORE_VICTIM, "store_victim", options_.index.c_str(), options_.files.c_str(),
              std::to_string(round).c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    std::string said;
    char buffer[65536];
    for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
      said.append(buffer, static_cast<std::size_t>(got));
      if (std::count(said.begin(), said.end(), '\n') >= lines) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
    return said;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, Crashes, testing::Values("SQLite", "PostgreSQL"), test::name_of);

TEST_P(Crashes, lose_nothing_that_was_acknowledged) {
  constexpr int kMoments = 20;
  std::map<Id, std::string> files;     // id -> hash
  std::map<Id, std::string> invoices;  // id -> number
  std::map<Id, Id> file_of;
  std::size_t lines = 0;
  for (int round = 0; round < kMoments; ++round) {
    std::istringstream said(run_victim(round, 1 + (round * 37) % 45));
    std::string kind, last;
    for (Id id = 0; said >> kind >> id >> last; ++lines) {
      (kind == "file" ? files : invoices)[id] = last;
      if (kind == "invoice") said >> file_of[id];
    }
  }
  EXPECT_EQ(files.size() + invoices.size(), lines) << "no id was given twice";
  EXPECT_GT(invoices.size(), 20U) << "the victims got somewhere";
  const auto store = open();
  for (const auto& [id, hash] : files) {
    const auto file = store->file("me", id);
    ASSERT_TRUE(file && *file) << id;
    EXPECT_EQ((*file)->hash, hash);
    EXPECT_TRUE(store->content(**file)) << id;
  }
  std::set<std::string> numbers;
  for (const auto& [id, number] : invoices) {
    const auto invoice = store->invoice("me", id);
    ASSERT_TRUE(invoice && *invoice) << id;
    EXPECT_EQ((*invoice)->number, number);
    EXPECT_EQ((*invoice)->files, std::vector<Id>{file_of[id]});
    EXPECT_TRUE(numbers.insert(number).second) << number << " was given to two";
  }
  RecordProperty("acknowledged", static_cast<int>(lines));
  EXPECT_TRUE(store->submit(NewInvoice{"me", "1", 2026, "after", "", "", "", "", "", "{}", {}}, now()));
}

}  // namespace
}  // namespace prefill::server
