// The lock is a record lock of POSIX: unlike flock it is not inherited by the confined processes, which may outlive a
// killed run for a moment, and it tells who holds it.

#include "tools/batch/run_directory.h"

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "extractor/json_writer.h"
#include "server/durable_file.h"
#include "tools/mapped_file.h"

namespace prefill::tools::batch {
namespace {

namespace fs = std::filesystem;

std::string part_suffix(const Part& part) {
  if (part.count == 1) return "";
  return "-" + std::to_string(part.index + 1) + "-of-" + std::to_string(part.count);
}

struct flock whole_file() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

// The files of `directory` whose names begin and end so, in order.
std::vector<std::string> files_named(const std::string& directory, std::string_view begin, std::string_view end) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begin) && name.ends_with(end)) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<void> make_directory(const std::string& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return failure(ErrorCode::io, "cannot be made: " + error.message());
  return {};
}

std::string ResultSet::chunk_path(std::uint64_t chunk) const {
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "%06llu.jsonl.zst", static_cast<unsigned long long>(chunk));
  return (fs::path(directory) / name.data()).string();
}

std::string ResultSet::state_path(const Part& part) const {
  return (fs::path(directory) / ("state" + part_suffix(part) + ".db")).string();
}

std::vector<std::string> ResultSet::state_paths() const {
  return files_named(directory, "state", ".db");
}

ResultSet results_of(const std::string& directory, const std::string& rules_hash) {
  return {(fs::path(directory) / "results" / rules_hash).string()};
}

Result<ResultSet> find_results(const std::string& name) {
  ResultSet named{name};
  if (!named.state_paths().empty()) return named;
  const auto mark = read_mark(name);
  if (!mark) return tl::unexpected(mark.error());
  if (*mark) return results_of(name, (*mark)->rules_hash);
  return failure(ErrorCode::io, "holds no run; name the directory given as `--out`");
}

Result<std::optional<RunMark>> read_mark(const std::string& directory) {
  const std::string path = (fs::path(directory) / "run.json").string();
  if (!fs::exists(path)) return std::optional<RunMark>();
  const Result<std::string> text = read_text(path);
  if (!text) return tl::unexpected(text.error());
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  std::string_view hash;
  std::string_view version;
  std::string_view engine;
  if (parser.parse(*text).get(object) != simdjson::SUCCESS || object["rulesHash"].get(hash) != simdjson::SUCCESS ||
      object["rules"].get(version) != simdjson::SUCCESS || object["engine"].get(engine) != simdjson::SUCCESS) {
    return failure(ErrorCode::io, "has a broken `run.json`; remove it, then the run begins anew");
  }
  return std::optional(RunMark{std::string(hash), std::string(version), std::string(engine)});
}

Result<void> write_mark(const std::string& directory, const RunMark& mark) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.member("rulesHash");
  json.value(std::string_view(mark.rules_hash));
  json.member("rules");
  json.value(std::string_view(mark.rules_version));
  json.member("engine");
  json.value(std::string_view(mark.engine));
  json.end_object();
  const auto written = server::replace_durably((fs::path(directory) / "run.json").string(), text + '\n', 0666);
  if (!written) return tl::unexpected(written.error());
  return {};
}

Result<RunLock> RunLock::take(const std::string& directory, const Part& part) {
  const std::string path = (fs::path(directory) / ("lock" + part_suffix(part))).string();
  RunLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (lock.file_ < 0) {
    return failure(ErrorCode::io, "cannot be written: " + std::generic_category().message(errno));
  }
  struct flock wanted = whole_file();
  if (::fcntl(lock.file_, F_SETLK, &wanted) == 0) return lock;
  struct flock other = whole_file();
  const bool known = ::fcntl(lock.file_, F_GETLK, &other) == 0 && other.l_type != F_UNLCK;
  return failure(ErrorCode::io, "is being written by another run" +
                                    (known ? " (process " + std::to_string(other.l_pid) + ")" : "") +
                                    "; wait for it, or name another directory");
}

std::optional<int> RunLock::holder(const std::string& directory) {
  for (const std::string& path : files_named(directory, "lock", "")) {
    const RunLock lock(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    struct flock other = whole_file();
    if (lock.file_ >= 0 && ::fcntl(lock.file_, F_GETLK, &other) == 0 && other.l_type != F_UNLCK) return other.l_pid;
  }
  return std::nullopt;
}

RunLock::RunLock(RunLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

RunLock::~RunLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace prefill::tools::batch
