// Names in shards are those below the source, so that a shard does not know where it was made. The index is written
// last: a tar file without one is not taken for a shard.

#include "tools/batch/pack.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "extractor/json_writer.h"
#include "tools/batch/archive.h"
#include "tools/batch/durable_file.h"
#include "tools/batch/sha256.h"

namespace prefill::tools::batch {
namespace {

// One tar file on its way, and the lines of its index.
class Shard {
 public:
  Shard(const std::string& directory, std::uint64_t number) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "shard-%05llu.tar", static_cast<unsigned long long>(number));
    path_ = (std::filesystem::path(directory) / name.data()).string();
    file_ = ::open(beside().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file_ < 0) error_ = errno;
  }
  ~Shard() {
    if (file_ < 0) return;
    ::close(file_);
    if (!complete_) std::remove(beside().c_str());
  }
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;

  Result<void> add(const std::string& name, std::span<const unsigned char> bytes) {
    const std::optional<std::uint64_t> offset = file_ < 0 ? std::nullopt : tar_.add(name, bytes);
    if (!offset) return tl::unexpected(write_error(error_));
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

  [[nodiscard]] std::uint64_t size() const { return tar_.size(); }

  Result<void> finish() {
    if (!tar_.finish()) return tl::unexpected(write_error(error_));
    if (::fsync(file_) != 0 || std::rename(beside().c_str(), path_.c_str()) != 0) {
      return tl::unexpected(write_error(errno));
    }
    complete_ = true;
    return write_durably(index_of_shard(path_), index_);
  }

 private:
  [[nodiscard]] std::string beside() const { return path_ + ".part"; }

  bool write(std::string_view bytes) {
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

  std::string path_;
  int file_ = -1;
  int error_ = 0;
  bool complete_ = false;
  std::string index_;
  TarWriter tar_{[this](std::string_view bytes) { return write(bytes); }};
};

// The name below the source; the file's own when it is not below.
std::string name_below(const std::string& path, const std::string& source) {
  if (!path.starts_with(source)) return std::filesystem::path(path).filename().string();
  const std::size_t begin = path.find_first_not_of('/', source.size());
  return begin == std::string::npos ? std::filesystem::path(path).filename().string() : path.substr(begin);
}

// Takes documents from one source after the other.
class Packer {
 public:
  Packer(const PackOptions& options, const std::function<void(const Entry&, const Error&)>& failed)
      : options_(options), failed_(failed) {}

  Result<void> add(Source& source) {
    const std::unique_ptr<SourceReader> reader = source.reader();
    Result<void> written;  // nothing more is taken once this is an error
    auto listed = source.list([&](const Listed& document) {
      if (written) written = add(document.entry, *reader, source.name());
    });
    return listed ? written : listed;
  }

  Result<void> finish() {
    if (!shard_) return {};
    auto finished = shard_->finish();
    shard_.reset();
    return finished;
  }

  [[nodiscard]] const Packed& packed() const { return packed_; }

 private:
  void leave_out(const Entry& entry, const Error& error) {
    ++packed_.failed;
    failed_(entry, error);
  }

  Result<void> add(const Entry& entry, SourceReader& reader, const std::string& source) {
    if (entry.error) {
      leave_out(entry, *entry.error);
      return {};
    }
    auto document = reader.open(entry);
    const auto bytes = document ? document->bytes(buffer_) : tl::unexpected(document.error());
    if (!bytes) {
      leave_out(entry, bytes.error());
      return {};
    }
    if (!shard_) shard_.emplace(options_.directory, packed_.shards++);
    if (auto added = shard_->add(name_below(entry.name, source), *bytes); !added) return added;
    // What is in the shard cannot be taken back.
    if (auto same = document->unchanged(); !same)
      return failure(ErrorCode::io, "`" + entry.name + "` " + same.error().message);
    ++packed_.documents;
    packed_.bytes += entry.size;
    return shard_->size() >= options_.shard_bytes ? finish() : Result<void>();
  }

  const PackOptions& options_;
  const std::function<void(const Entry&, const Error&)>& failed_;
  ReadBuffer buffer_;
  std::optional<Shard> shard_;
  Packed packed_;
};

}  // namespace

Result<Packed> pack_documents(const std::vector<std::unique_ptr<Source>>& sources, const PackOptions& options,
                              const std::function<void(const Entry&, const Error&)>& failed) {
  if (auto made = make_directory(options.directory); !made) return tl::unexpected(made.error());
  Packer packer(options, failed);
  for (const std::unique_ptr<Source>& source : sources) {
    if (auto added = packer.add(*source); !added) {
      return failure(added.error().code, "`" + source->name() + "` cannot be packed: " + added.error().message);
    }
  }
  if (auto finished = packer.finish(); !finished) return tl::unexpected(finished.error());
  return packer.packed();
}

}  // namespace prefill::tools::batch
