// Documents inside a plain tar file, read by range as its index says: no header is looked at.

#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "tools/batch/source.h"

namespace prefill::tools::batch {
namespace {

class ShardReader : public SourceReader {
 public:
  explicit ShardReader(std::string tar) : tar_(std::move(tar)) {}

  Result<OpenDocument> open(const Entry& entry) override {
    Result<OpenDocument> document = part(entry);
    if (!document) return failure(document.error().code, "its shard `" + tar_ + "` " + document.error().message);
    return document;
  }

 private:
  [[nodiscard]] Result<OpenDocument> part(const Entry& entry) {
    if (file_ == nullptr) {
      Result<OpenFile> file = OpenFile::open(tar_);
      if (!file) return tl::unexpected(file.error());
      file_ = std::make_shared<const OpenFile>(*std::move(file));
    }
    if (!file_->holds(entry.place, entry.size)) {
      return failure(ErrorCode::io, "ends before its last document; copy it again");
    }
    fetch_ahead(entry);
    return OpenDocument(file_, entry.place, entry.size);
  }

  // Documents stand behind each other and are asked for in this order: what the system is told, and asked, of one
  // serves those behind it.
  void fetch_ahead(const Entry& entry) {
    if (entry.size > largest_fetched) return fetch_document_ahead(*file_, entry.place, entry.size);
    const std::uint64_t end = entry.place + entry.size;
    if (entry.place >= fetched_begin_ && end <= fetched_end_) return;
    fetched_begin_ = entry.place;
    fetched_end_ = std::max(end, std::min(entry.place + largest_fetched, file_->size()));
    file_->fetch_ahead(fetched_begin_, fetched_end_ - fetched_begin_);
  }

  std::string tar_;
  std::shared_ptr<const OpenFile> file_;  // from the first document on
  std::uint64_t fetched_begin_ = 0;
  std::uint64_t fetched_end_ = 0;
};

// A line of the index; nothing when it is none.
std::optional<Entry> entry_of(simdjson::dom::parser& parser, const std::string& line) {
  simdjson::dom::object object;
  std::string_view file;
  std::string_view hash;
  Entry entry;
  if (parser.parse(line).get(object) != simdjson::SUCCESS || object["file"].get(file) != simdjson::SUCCESS ||
      object["offset"].get(entry.place) != simdjson::SUCCESS || object["length"].get(entry.size) != simdjson::SUCCESS ||
      object["sha256"].get(hash) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  entry.name = file;
  entry.sha256 = hash;
  return entry;
}

class ShardSource : public Source {
 public:
  explicit ShardSource(std::string tar) : tar_(std::move(tar)) {}

  const std::string& name() const override { return tar_; }

  Result<void> list(const std::function<void(Listed)>& take) override {
    const std::string index = index_of_shard(tar_);
    std::ifstream lines(index);
    const int file = ::open(tar_.c_str(), O_RDONLY | O_CLOEXEC);
    if (!lines || file < 0) {
      if (file >= 0) ::close(file);
      return failure(ErrorCode::io, std::string("cannot be opened: ") + std::strerror(errno));
    }
    simdjson::dom::parser parser;
    std::uint64_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      std::optional<Entry> entry = entry_of(parser, line);
      if (!entry) entry = broken(index, number);
      const std::uint64_t fingerprint = entry->error ? 0 : end_of(file, *entry);
      take({*std::move(entry), fingerprint});
    }
    ::close(file);
    return {};
  }

  Result<std::string> identity() override {
    std::string text;
    for (const std::string& path : {tar_, index_of_shard(tar_)}) {
      struct stat status {};
      if (::stat(path.c_str(), &status) != 0) {
        return failure(ErrorCode::io, std::string("cannot be read: ") + std::strerror(errno));
      }
      text += path + ' ' + std::to_string(status.st_size) + ' ' + std::to_string(status.st_mtim.tv_sec) + '.' +
              std::to_string(status.st_mtim.tv_nsec) + '\n';
    }
    return short_hash(text);
  }

  std::unique_ptr<SourceReader> reader() const override { return std::make_unique<ShardReader>(tar_); }

 private:
  static std::uint64_t end_of(int file, const Entry& entry) {
    std::array<unsigned char, fingerprint_bytes> end{};
    const std::uint64_t size = std::min<std::uint64_t>(entry.size, end.size());
    const ssize_t got = ::pread(file, end.data(), size, static_cast<off_t>(entry.place + entry.size - size));
    return got < 0 ? 0 : fingerprint_of({end.data(), static_cast<std::size_t>(got)});
  }

  static Entry broken(const std::string& index, std::uint64_t line) {
    Entry entry;
    entry.name = index + ":" + std::to_string(line);
    entry.place = line;
    entry.error = Error{ErrorCode::damaged, "the line of the index is broken; pack the documents again", 0};
    return entry;
  }

  std::string tar_;
};

}  // namespace

std::unique_ptr<Source> shard_source(const std::string& tar) {
  return std::make_unique<ShardSource>(tar);
}

}  // namespace prefill::tools::batch
