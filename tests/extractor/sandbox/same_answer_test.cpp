// A confined process gives the same answer as the program itself, to the byte.

#include <gtest/gtest.h>

#include "extractor/json.h"
#include "rules/builtin_pack.h"
#include "tests/extractor/sandbox/sandbox_fixture.h"

namespace prefill::sandbox::test {
namespace {

namespace fs = std::filesystem;

/// The answers of this process.
class Reference {
 public:
  std::string operator()(const Request& request, const std::string& document) {
    const std::span<const unsigned char> bytes{reinterpret_cast<const unsigned char*>(document.data()),
                                               document.size()};
    std::string out;
    if (request.task == Task::picture) {
      const auto picture = extractor_.picture(bytes, request.page, static_cast<float>(request.dpi));
      return picture ? *picture : error(picture.error());
    }
    if (request.task == Task::text) {
      const auto words = extractor_.words(bytes);
      if (!words) return error(words.error());
      append_json(out, request.file, *words);
      return out;
    }
    const auto extraction = extractor_.extract(bytes);
    if (!extraction) return error(extraction.error());
    append_json(out, request.file, *extraction);
    return out;
  }

  static std::string error(const Error& error) {
    return std::string(error_name(error.code)) + " " + std::to_string(error.page) + " " + error.message;
  }

 private:
  Extractor extractor_{rules::Database::compile(*rules::parse_packs(rules::builtin_packs()).pack, std::nullopt)};
};

std::string outcome(const Reading& completion) {
  return completion.result ? completion.result->bytes : Reference::error(completion.result.error());
}

/// Reads every file in each task both ways; how many were compared.
std::size_t compare(const std::vector<fs::path>& files, const PoolOptions& options, std::initializer_list<Task> tasks) {
  const auto pool = make_pool(options);
  Reference reference;
  std::size_t compared = 0;
  for (const fs::path& file : files) {
    const std::string document = content_of(file);
    if (document.size() > pool->options().input_bytes) continue;
    for (const Task task : tasks) {
      Request request;
      request.task = task;
      request.file = file.filename().string();
      request.dpi = 40;
      const Reading completion = read(*pool, document, request);
      const std::string answer = outcome(completion);
      const std::string expected = reference(request, document);
      // Whole answers would fill screens.
      EXPECT_TRUE(answer == expected) << file << " task " << static_cast<int>(task) << "\n"
                                      << answer.substr(0, 300) << "\n"
                                      << expected.substr(0, 300);
      EXPECT_FALSE(completion.killed_worker) << file;
      ++compared;
    }
  }
  return compared;
}

PoolOptions workers_for(std::size_t documents) {
  PoolOptions options;
  options.workers = 1;
  options.slots = 2;
  options.documents_per_worker = documents;
  options.deadline = std::chrono::minutes(1);
  return options;
}

std::vector<fs::path> pdfs_in(const fs::path& directory) {
  std::vector<fs::path> found;
  if (!fs::is_directory(directory)) return found;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.path().extension() == ".pdf") found.push_back(entry.path());
  }
  return found;
}

TEST(SameAnswer, OfAKeptWorkerForEverySample) {
  EXPECT_EQ(compare(samples(), workers_for(1'000'000), {Task::extract, Task::text}), 2 * samples().size());
}

TEST(SameAnswer, OfASingleUseWorkerForEverySample) {
  EXPECT_EQ(compare(samples(), workers_for(1), {Task::extract}), samples().size());
}

TEST(SameAnswer, OfPictures) {
  std::vector<fs::path> some = samples();
  ASSERT_GT(some.size(), 20U);
  some.resize(20);
  EXPECT_EQ(compare(some, workers_for(7), {Task::picture}), some.size());
}

TEST(SameAnswer, ForFilesMadeToBreakReaders) {
  const auto files = pdfs_in(fs::path(PREFILL_SOURCE_DIR) / ".." / "shared" / "corpus" / "hostile");
  if (files.empty()) GTEST_SKIP() << "no hostile files in ../shared/corpus";
  EXPECT_GT(compare(files, workers_for(500), {Task::extract, Task::text}), files.size());
}

TEST(SameAnswer, WhateverTheDocumentIsCalled) {
  const auto pool = make_pool(workers_for(10));
  const std::string document = content_of(samples().front());
  Reference reference;
  for (const std::string name : {"", "a \"quoted\" \\ name\n.pdf", "\xc3\xa9t\xc3\xa9.pdf", "not \xff UTF-8"}) {
    Request request;
    request.file = name;
    EXPECT_EQ(outcome(read(*pool, document, request)), reference(request, document));
  }
  Request long_name;
  long_name.file = std::string(100'000, 'x');
  EXPECT_EQ(outcome(read(*pool, document, long_name)), reference(long_name, document));
}

TEST(SameAnswer, CountsWhatItSays) {
  const auto pool = make_pool(workers_for(10));
  const std::string document = content_of(fs::path(PREFILL_SOURCE_DIR) / "corpus" / "samples" / "header_row.pdf");
  const Reading completion = read(*pool, document);
  ASSERT_TRUE(completion.result);
  EXPECT_EQ(completion.result->summary.kind, DocumentKind::invoice);
  Extractor extractor(rules::Database::compile(*rules::parse_packs(rules::builtin_packs()).pack, std::nullopt));
  const auto extraction = extractor.extract({reinterpret_cast<const unsigned char*>(document.data()), document.size()});
  for (std::size_t field = 0; field < rules::field_count; ++field) {
    EXPECT_EQ(completion.result->summary.given[field], extraction->fields[field].has_value());
    EXPECT_EQ(completion.result->summary.withheld[field], !extraction->withheld[field].empty());
  }
  std::chrono::nanoseconds stages = completion.result->write;
  for (const auto stage : completion.result->stages) stages += stage;
  EXPECT_GT(stages.count(), 0);
  EXPECT_LE(stages, completion.took);
}

}  // namespace
}  // namespace prefill::sandbox::test
