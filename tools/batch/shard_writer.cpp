// The tar file grows under another name and is synced before it has its own; the index is small enough to be kept.

#include "tools/batch/shard_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "extractor/json_writer.h"
#include "server/durable_file.h"
#include "tools/batch/sha256.h"
#include "tools/batch/source.h"

namespace prefill::tools::batch {

ShardWriter::ShardWriter(const std::string& directory, std::uint64_t number) {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "shard-%05llu.tar", static_cast<unsigned long long>(number));
  path_ = (std::filesystem::path(directory) / name.data()).string();
  file_ = ::open(beside().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) error_ = errno;
}

ShardWriter::~ShardWriter() {
  if (file_ < 0) return;
  ::close(file_);
  if (!complete_) std::remove(beside().c_str());
}

Result<void> ShardWriter::add(const std::string& name, std::span<const unsigned char> bytes) {
  const std::optional<std::uint64_t> offset = file_ < 0 ? std::nullopt : tar_.add(name, bytes);
  if (!offset) return failed();
  JsonWriter json(index_);
  json.begin_object();
  json.member("file");
  json.value(std::string_view(name));
  json.member("offset");
  json.value(*offset);
  json.member("length");
  json.value(std::uint64_t{bytes.size()});
  json.member("sha256");
  json.value(std::string_view(sha256(bytes)));
  json.end_object();
  index_ += '\n';
  return {};
}

Result<void> ShardWriter::finish() {
  if (file_ < 0 || !tar_.finish()) return failed();
  if (::fsync(file_) != 0) return server::io_failure(path_, "cannot sync");
  auto done = server::rename_durably(beside(), path_);
  complete_ = done.has_value();
  if (done) done = server::replace_durably(index_of_shard(path_), index_, 0666);
  if (!done) return tl::unexpected(done.error());
  return {};
}

tl::unexpected<Error> ShardWriter::failed() const {
  errno = error_;
  return server::io_failure(path_, "cannot write");
}

bool ShardWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      error_ = errno;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace prefill::tools::batch
