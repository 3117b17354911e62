// Documents inside an archive that can only be read forwards. Listing reads all of it once: that gives the hash of each
// member, and finds those that are broken before any work is planned on them.

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <optional>

#include "tools/batch/archive.h"
#include "tools/batch/sha256.h"
#include "tools/batch/source.h"

namespace prefill::tools::batch {
namespace {

// Stands for what follows in an archive that cannot be read on.
constexpr std::uint64_t the_rest = std::numeric_limits<std::uint64_t>::max();

class ArchiveMembers : public SourceReader {
 public:
  ArchiveMembers(std::string path, std::size_t largest) : path_(std::move(path)), largest_(largest) {}

  Result<OpenDocument> open(const Entry& entry) override {
    if (!archive_ || entry.place < next_) {
      auto opened = ArchiveReader::open(path_);
      if (!opened) return tl::unexpected(opened.error());
      archive_ = *std::move(opened);
      next_ = 0;
    }
    while (true) {
      const auto member = archive_->next();
      if (!member) return tl::unexpected(member.error());
      if (!*member) return failure(ErrorCode::io, "is no longer in its archive; run again when that is complete");
      next_ = (*member)->number + 1;
      if ((*member)->number == entry.place) break;
    }
    auto bytes = archive_->read(largest_);
    if (!bytes) return tl::unexpected(bytes.error());
    if (bytes->size() != entry.size) {
      return failure(ErrorCode::io, "changed since the run was planned; run again when it is complete");
    }
    return OpenDocument(*std::move(bytes));
  }

 private:
  std::string path_;
  std::size_t largest_;
  std::optional<ArchiveReader> archive_;
  std::uint64_t next_ = 0;
};

class ArchiveSource : public Source {
 public:
  ArchiveSource(std::string path, std::size_t largest) : path_(std::move(path)), largest_(largest) {}

  const std::string& name() const override { return path_; }

  Result<void> list(const std::function<void(Listed)>& take) override {
    left_aside_ = 0;
    auto archive = ArchiveReader::open(path_);
    if (!archive) return tl::unexpected(archive.error());
    while (true) {
      auto member = archive->next();
      if (!member) {
        take(the_rest_of_it(member.error()));
        return {};
      }
      if (!*member) return {};
      if (!named_pdf((*member)->name)) {
        ++left_aside_;
        continue;
      }
      take(listed(**member, archive->read(largest_)));
    }
  }

  Result<std::string> identity() override {
    struct stat status {};
    if (::stat(path_.c_str(), &status) != 0) {
      return failure(ErrorCode::io, std::string("cannot be read: ") + std::strerror(errno));
    }
    return short_hash(path_ + ' ' + std::to_string(status.st_size) + ' ' + std::to_string(status.st_mtim.tv_sec) + '.' +
                      std::to_string(status.st_mtim.tv_nsec));
  }

  std::unique_ptr<SourceReader> reader() const override { return std::make_unique<ArchiveMembers>(path_, largest_); }
  std::uint64_t left_aside() const override { return left_aside_; }

 private:
  [[nodiscard]] Listed listed(const ArchiveReader::Member& member,
                              const Result<std::vector<unsigned char>>& bytes) const {
    Listed listed;
    listed.entry.name = path_ + "/" + member.name;
    listed.entry.place = member.number;
    if (!bytes) {
      listed.entry.error = bytes.error();
      return listed;
    }
    listed.entry.size = bytes->size();
    listed.entry.sha256 = sha256(*bytes);
    listed.fingerprint = fingerprint_of(std::span(*bytes).last(std::min(bytes->size(), fingerprint_bytes)));
    return listed;
  }

  [[nodiscard]] Listed the_rest_of_it(const Error& error) const {
    Listed listed;
    listed.entry.name = path_;
    listed.entry.place = the_rest;
    listed.entry.error = error;
    return listed;
  }

  std::string path_;
  std::size_t largest_;
  std::uint64_t left_aside_ = 0;
};

}  // namespace

std::unique_ptr<Source> archive_source(const std::string& path, const SourceOptions& options) {
  return std::make_unique<ArchiveSource>(path, options.largest);
}

}  // namespace prefill::tools::batch
