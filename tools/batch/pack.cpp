// Names in shards are those below the source, so that a shard does not know where it was made.

#include "tools/batch/pack.h"

#include <filesystem>
#include <optional>

#include "tools/batch/run_directory.h"
#include "tools/batch/shard_writer.h"

namespace prefill::tools::batch {
namespace {

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
  std::optional<ShardWriter> shard_;
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
