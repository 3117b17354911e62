// A worker that a document has taken over harms nobody else, gets nothing, and its end is told as what it was.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "extractor/sandbox/sanitizer.h"
#include "tests/extractor/sandbox/hostile_tasks.h"
#include "tests/extractor/sandbox/sandbox_fixture.h"

namespace prefill::sandbox::test {
namespace {

using testing::HasSubstr;

PoolOptions one_worker(std::size_t documents_per_worker = 1'000) {
  PoolOptions options;
  options.workers = 1;
  options.slots = 1;
  options.documents_per_worker = documents_per_worker;
  options.hook = do_attack;
  return options;
}

std::string invoice() {
  return content_of(std::filesystem::path(PREFILL_SOURCE_DIR) / "corpus" / "samples" / "header_row.pdf");
}

/// The pool goes on as if nothing had happened.
void expect_well(WorkerPool& pool) {
  const Reading completion = read(pool, invoice());
  ASSERT_TRUE(completion.result) << completion.result.error().message;
  EXPECT_TRUE(completion.result->summary.given[static_cast<std::size_t>(Field::numero_facture)]);
}

struct Ending {
  std::string attack;
  ErrorCode code;
  std::string message;  // a part of it
};

// Names of tests hold what is said here, so it has to be short, readable and the same in every run.
void PrintTo(const Ending& ending, std::ostream* out) {
  constexpr std::size_t kMost = 40;
  for (const char c : ending.attack.substr(0, kMost)) *out << (c >= ' ' && c <= '~' ? c : '?');
}

class Attack : public testing::TestWithParam<Ending> {};

TEST_P(Attack, CostsItsOwnDocumentAlone) {
  const Ending& expected = GetParam();
  if (address_sanitizer && (expected.attack == "memory" || expected.message.find("SIG") != std::string::npos)) {
    GTEST_SKIP() << "AddressSanitizer needs unlimited memory and catches signals";
  }
  PoolOptions options = one_worker();
  options.deadline = std::chrono::milliseconds(500);
  const auto pool = make_pool(options);
  const Reading completion = read(*pool, attack(expected.attack));
  ASSERT_FALSE(completion.result);
  EXPECT_EQ(completion.result.error().code, expected.code);
  EXPECT_THAT(completion.result.error().message, HasSubstr(expected.message));
  const bool killed = expected.code == ErrorCode::crashed || expected.code == ErrorCode::timeout;
  EXPECT_EQ(completion.killed_worker, killed);
  expect_well(*pool);
  EXPECT_FALSE(pool->status().trouble);
}

Ending stopped_at(const std::string& attack, const std::string& call) {
  return {attack, ErrorCode::crashed, "`" + call + "`"};
}

INSTANTIATE_TEST_SUITE_P(SystemCall, Attack,
                         testing::Values(stopped_at("open", "openat"), stopped_at("create", "openat"),
                                         stopped_at("socket", "socket"), stopped_at("execve", "execve"),
                                         stopped_at("fork", "clone"), stopped_at("ptrace", "ptrace"),
                                         stopped_at("kill", "kill"), stopped_at("mmap", "mmap"),
                                         stopped_at("mprotect", "mprotect"), stopped_at("madvise", "madvise"),
                                         stopped_at("prctl", "prctl"), stopped_at("prlimit64", "prlimit64")),
                         [](const auto& test) { return "Stops_" + test.param.attack; });

INSTANTIATE_TEST_SUITE_P(Fault, Attack,
                         testing::Values(Ending{"write the input", ErrorCode::crashed, "died of SIGSEGV"},
                                         Ending{"null", ErrorCode::crashed, "died of SIGSEGV"},
                                         Ending{"recursion", ErrorCode::crashed, "died of SIGSEGV"},
                                         Ending{"abort", ErrorCode::crashed, "the process that read it"},
                                         Ending{"exit", ErrorCode::crashed, "ended before it was done"},
                                         Ending{"ring", ErrorCode::crashed, "was stopped"},
                                         Ending{"loop", ErrorCode::timeout, "longer than 500 ms"},
                                         Ending{"memory", ErrorCode::damaged, "refused"},
                                         Ending{"stray write", ErrorCode::damaged, "refused"},
                                         Ending{"other slots", ErrorCode::damaged, "refused"}),
                         [](const auto& test) {
                           std::string name = test.param.attack;
                           std::replace(name.begin(), name.end(), ' ', '_');
                           return name;
                         });

INSTANTIATE_TEST_SUITE_P(
    Forgery, Attack,
    testing::Values(Ending{"tell: {}", ErrorCode::crashed, "no reader gives"},
                    Ending{"tell: ", ErrorCode::crashed, "no reader gives"},
                    Ending{"tell: {\"file\":\"\"", ErrorCode::crashed, "no reader gives"},
                    Ending{"tell: {\"file\":\"\",\"kind\":\"\xff\"}", ErrorCode::crashed, "no reader gives"},
                    Ending{"deny: \xc3\x28", ErrorCode::crashed, "no reader gives"},
                    Ending{"deny: " + std::string(5000, 'x'), ErrorCode::crashed, "no reader gives"},
                    Ending{"lie about times", ErrorCode::crashed, "no reader gives"},
                    Ending{"lie about code", ErrorCode::crashed, "no reader gives"},
                    Ending{"claim a crash", ErrorCode::crashed, "no reader gives"},
                    Ending{"lie about page", ErrorCode::crashed, "no reader gives"},
                    Ending{"lie about size", ErrorCode::limit, "larger than"}),
    [](const auto& test) { return std::to_string(test.index); });

TEST(Forgery, OfPagesAndFieldsIsSeen) {
  const auto pool = make_pool(one_worker());
  const std::string rules = pool->rules_version();
  const std::string one_page = R"("pages":1,"pagesRead":[1],"textLayer":"text","encrypted":false)";
  const auto field = [](const std::string& name, const std::string& page, const std::string& confidence) {
    return "\"" + name + R"(":{"value":"1","raw":"1","confidence":)" + confidence + R"(,"page":)" + page +
           R"(,"box":[1,2,3,4],"rule":"r","alternatives":[]})";
  };
  const auto told = [&](const std::string& json) { return read(*pool, attack("tell: " + json)).result; };
  const std::string good = field("bic", "1", "0.5");
  ASSERT_TRUE(told(extraction_with("invoice", one_page, good, rules)));
  for (const std::string& json : {
           extraction_with("novel", one_page, good, rules),
           extraction_with("invoice", one_page, good, "fr@000000"),
           extraction_with("invoice", one_page, field("bic", "2", "0.5"), rules),
           extraction_with("invoice", one_page, field("bic", "0", "0.5"), rules),
           extraction_with("invoice", one_page, field("bic", "-1", "0.5"), rules),
           extraction_with("invoice", one_page, field("bic", "1", "1.5"), rules),
           extraction_with("invoice", one_page, field("bicycle", "1", "0.5"), rules),
           extraction_with("invoice", R"("pages":0,"pagesRead":[])", good, rules),
           extraction_with("invoice", R"("pages":1,"pagesRead":[2])", good, rules),
           extraction_with("invoice", R"("pages":99999999999,"pagesRead":[1])", good, rules),
           extraction_with("invoice", one_page, good, rules) + "{}",
       }) {
    const auto result = told(json);
    ASSERT_FALSE(result) << json;
    EXPECT_EQ(result.error().code, ErrorCode::crashed) << json;
  }
  expect_well(*pool);
}

TEST(Forgery, ByRewritingAfterTheSignalChangesNothing) {
  const auto pool = make_pool(one_worker(1));
  const std::string json = extraction_with("invoice", R"("pages":1,"pagesRead":[1])", "", pool->rules_version());
  simdjson::dom::parser parser;
  int taken = 0;
  for (int i = 0; i < 100; ++i) {
    const Reading completion = read(*pool, attack("rewrite: " + json));
    if (!completion.result) {
      EXPECT_THAT(completion.result.error().code, testing::AnyOf(ErrorCode::crashed, ErrorCode::limit));
      continue;
    }
    ++taken;
    const std::string then = completion.result->bytes;
    EXPECT_EQ(parser.parse(then).error(), simdjson::SUCCESS);
    EXPECT_EQ(completion.result->bytes, then);
  }
  EXPECT_GT(taken, 0);
}

TEST(Slot, TellsASingleUseWorkerNothingOfEarlierDocuments) {
  const auto pool = make_pool(one_worker(1));
  const std::string secret = attack("leave a secret") + std::string(3'000'000, 'S');
  EXPECT_EQ(read(*pool, secret).result.error().message, "left");
  EXPECT_EQ(read(*pool, attack("peek")).result.error().message, "nothing");
  {
    // A document whose sender went away half-way.
    const Slot unsent = filled_slot(*pool, std::string(500'000, 'S'));
  }
  EXPECT_EQ(read(*pool, attack("peek")).result.error().message, "nothing");
}

TEST(Slot, LeavesNoTrapForTheNextWorker) {
  const auto pool = make_pool(one_worker(1));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(read(*pool, attack("leave a trap")).result.error().message, "laid");
    expect_well(*pool);
  }
  EXPECT_EQ(pool->status().crashes, 0U);
}

TEST(Confinement, LeavesAWorkerItsSlotAndItsBell) {
  PoolOptions options = one_worker();
  options.slots = 3;
  const auto pool = make_pool(options);
  const int process = read(*pool, invoice()).process;
  const std::string maps = content_of("/proc/" + std::to_string(process) + "/maps");
  if (maps.empty()) GTEST_SKIP() << "this user may not look into other processes";
  std::istringstream lines(maps);
  int inputs = 0;
  int outputs = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("prefill input") != std::string::npos) {
      ++inputs;
      EXPECT_THAT(line, HasSubstr("r--s"));
    } else if (line.find("prefill output") != std::string::npos) {
      ++outputs;
      EXPECT_THAT(line, HasSubstr("rw-s"));
    } else {
      EXPECT_EQ(line.find("rwx"), std::string::npos) << line;
      EXPECT_EQ(line.find("prefill packs"), std::string::npos) << line;
    }
  }
  EXPECT_EQ(inputs, 1);
  EXPECT_EQ(outputs, 1);
  std::vector<std::string> descriptors;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/fd")) {
    descriptors.push_back(std::filesystem::read_symlink(entry.path()).string());
  }
  EXPECT_THAT(descriptors, testing::ElementsAre(HasSubstr("eventfd")));
  const std::string status = content_of("/proc/" + std::to_string(process) + "/status");
  EXPECT_THAT(status, HasSubstr("NoNewPrivs:\t1"));
  EXPECT_THAT(status, HasSubstr("Seccomp:\t2"));
  EXPECT_THAT(status, HasSubstr("Threads:\t1"));
}

TEST(Limits, OfMemoryAreAnErrorAndNoCrash) {
  if (address_sanitizer) GTEST_SKIP() << "AddressSanitizer needs unlimited memory";
  PoolOptions options = one_worker();
  options.memory_bytes = std::size_t{4} << 20;
  const auto pool = make_pool(options);
  Request request;
  request.task = Task::picture;
  request.dpi = 300;  // eight million pixels
  const Reading completion = read(*pool, invoice(), request);
  ASSERT_FALSE(completion.result);
  EXPECT_EQ(completion.result.error().code, ErrorCode::limit);
  EXPECT_FALSE(completion.killed_worker);
  expect_well(*pool);
}

TEST(Limits, OfTheAnswerAreAnError) {
  PoolOptions options = one_worker();
  options.output_bytes = 4096;
  const auto pool = make_pool(options);
  Request request;
  request.task = Task::picture;
  const Reading completion = read(*pool, invoice(), request);
  ASSERT_FALSE(completion.result);
  EXPECT_EQ(completion.result.error().code, ErrorCode::limit);
  EXPECT_THAT(completion.result.error().message, HasSubstr("4096 bytes"));
}

}  // namespace
}  // namespace prefill::sandbox::test
