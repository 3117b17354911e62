// The small parts of the sandbox, each for itself.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "extractor/sandbox/messages.h"
#include "extractor/sandbox/pack_texts.h"
#include "extractor/sandbox/quarantine.h"
#include "extractor/sandbox/restart_budget.h"
#include "extractor/sandbox/shared_memory.h"
#include "extractor/sandbox/system_calls.h"

namespace prefill::sandbox {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

DocumentHash hash_of_text(std::string_view text) {
  return hash_of({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

TEST(Quarantine, RemembersHowADocumentEndedForAWhile) {
  Quarantine quarantine(10, minutes(5));
  const Quarantine::Clock::time_point start{};
  quarantine.add(hash_of_text("a"), {ErrorCode::timeout, "too long"}, start);
  EXPECT_EQ(quarantine.find(hash_of_text("a"), start + minutes(4))->code, ErrorCode::timeout);
  EXPECT_FALSE(quarantine.find(hash_of_text("b"), start));
  EXPECT_FALSE(quarantine.find(hash_of_text("a"), start + minutes(5)));
  EXPECT_EQ(quarantine.size(), 0U);
}

TEST(Quarantine, IsBoundedAndForgetsTheOldestFirst) {
  Quarantine quarantine(2, minutes(5));
  const Quarantine::Clock::time_point start{};
  for (const char* text : {"a", "b", "a", "c"}) quarantine.add(hash_of_text(text), {}, start);
  EXPECT_EQ(quarantine.size(), 2U);
  EXPECT_TRUE(quarantine.find(hash_of_text("a"), start));  // it was added anew
  EXPECT_FALSE(quarantine.find(hash_of_text("b"), start));
  EXPECT_TRUE(quarantine.find(hash_of_text("c"), start));
}

TEST(RestartBudget, TriesAtOnceAtFirstAndThenWaitsLongerAndLonger) {
  RestartBudget budget(3);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(budget.failed(), milliseconds(0));
  EXPECT_EQ(budget.failed(), milliseconds(20));
  EXPECT_EQ(budget.failed(), milliseconds(40));
  for (int i = 0; i < 100; ++i) EXPECT_LE(budget.failed(), RestartBudget::longest);
  EXPECT_EQ(budget.failed(), RestartBudget::longest);
  budget.succeeded();
  EXPECT_EQ(budget.failed(), milliseconds(0));
}

TEST(PackTexts, ComeBackAsTheyWere) {
  const std::vector<rules::SourceText> packs = {{"fr", "{}"}, {"", ""}, {"a\nb", std::string_view("\0x", 2)}};
  const std::string bytes = pack_texts(packs);
  const auto back = unpack_texts(bytes);
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), packs.size());
  for (std::size_t i = 0; i < packs.size(); ++i) {
    EXPECT_EQ((*back)[i].file, packs[i].file);
    EXPECT_EQ((*back)[i].text, packs[i].text);
  }
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    const auto cut = unpack_texts(std::string_view(bytes).substr(0, size));
    EXPECT_TRUE(!cut || cut->size() < packs.size());
  }
}

TEST(SharedMemory, CannotBeCutOrWrittenByWhoeverSharesIt) {
  const Descriptor file = make_memory_file("test", 8192);
  ASSERT_TRUE(file);
  EXPECT_NE(::ftruncate(file.number(), 4096), 0);
  EXPECT_NE(::ftruncate(file.number(), 16384), 0);
  const Descriptor reader = reopen_read_only(file);
  ASSERT_TRUE(reader);
  EXPECT_FALSE(Mapping(reader.number(), 8192, true));
  const Mapping mapping(reader.number(), 8192, false);
  ASSERT_TRUE(mapping);
  EXPECT_NE(::mprotect(mapping.data(), 4096, PROT_READ | PROT_WRITE), 0);
}

TEST(Messages, CarryDescriptorsAndTellTheEnd) {
  SocketPair ends = make_socket_pair();
  ASSERT_TRUE(ends.ours);
  std::vector<std::byte> bytes;
  std::vector<Descriptor> descriptors;
  EXPECT_EQ(receive_bytes(ends.theirs.number(), false, bytes, descriptors), Arrival::nothing);
  const std::array<int, 2> along = {ends.ours.number(), ends.theirs.number()};
  EXPECT_TRUE(send(ends.ours.number(), RenewWorker{3, 4}, along));
  ASSERT_EQ(receive_bytes(ends.theirs.number(), true, bytes, descriptors), Arrival::message);
  EXPECT_EQ(bytes.size(), sizeof(RenewWorker));
  EXPECT_EQ(descriptors.size(), 2U);
  descriptors.clear();
  ends.ours.reset();
  EXPECT_EQ(receive_bytes(ends.theirs.number(), true, bytes, descriptors), Arrival::closed);
  EXPECT_FALSE(send(ends.theirs.number(), RenewWorker{}));
}

TEST(SystemCalls, HaveTheirNames) {
  EXPECT_EQ(system_call_name(SYS_openat), "openat");
  EXPECT_EQ(system_call_name(987'654), "number 987654");
}

}  // namespace
}  // namespace prefill::sandbox
