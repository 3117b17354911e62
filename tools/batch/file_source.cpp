// Documents that are files: below a folder, in a list, or one alone. Each is looked at when it is listed - its size,
// its last change, its end - and opened again when its turn comes.

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "tools/batch/external_sort.h"
#include "tools/batch/source.h"
#include "tools/batch/wire.h"

namespace prefill::tools::batch {
namespace {

// A path, and why nothing below it can be had; empty when it is a document.
using TakePath = std::function<void(std::string path, std::string trouble)>;
using EachPath = std::function<Result<void>(const TakePath&)>;

Error missing(int error) {
  return {ErrorCode::io,
          error == ENOENT ? "does not exist; check the name" : std::string("cannot be read: ") + std::strerror(error),
          0};
}

Listed looked_at(std::string path) {
  Listed listed;
  Entry& entry = listed.entry;
  entry.name = std::move(path);
  struct stat status {};
  const int file = ::open(entry.name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe must not wait
  if (file < 0) {
    entry.error = missing(errno);
    return listed;
  }
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    entry.error = Error{ErrorCode::io, "is no regular file; name a PDF file", 0};
  } else {
    entry.size = static_cast<std::uint64_t>(status.st_size);
    entry.changed = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    std::array<unsigned char, fingerprint_bytes> end{};
    const std::uint64_t from = entry.size > end.size() ? entry.size - end.size() : 0;
    const ssize_t got = ::pread(file, end.data(), end.size(), static_cast<off_t>(from));
    if (got >= 0) listed.fingerprint = fingerprint_of({end.data(), static_cast<std::size_t>(got)});
  }
  ::close(file);
  return listed;
}

// Adds what the source's identity is made of.
void note(std::string& identity, const Entry& entry) {
  put_text(identity, entry.name);
  put_number(identity, entry.size);
  put_number(identity, static_cast<std::uint64_t>(entry.changed));
  constexpr std::size_t much = std::size_t{1} << 20;
  if (identity.size() > much) identity = short_hash(identity);
}

class FileReader : public SourceReader {
 public:
  Result<OpenDocument> open(const Entry& entry) override {
    Result<OpenFile> file = OpenFile::open(entry.name);
    if (!file) return tl::unexpected(file.error());
    if (!file->regular() || file->size() != entry.size) {
      return failure(ErrorCode::io, "changed since the run was planned; run again when it is complete");
    }
    fetch_document_ahead(*file, 0, entry.size);
    return OpenDocument(std::make_shared<const OpenFile>(*std::move(file)), 0, entry.size);
  }
};

class FileSource : public Source {
 public:
  FileSource(std::string name, EachPath each, std::shared_ptr<std::uint64_t> left_aside)
      : name_(std::move(name)), each_(std::move(each)), left_aside_(std::move(left_aside)) {}

  const std::string& name() const override { return name_; }

  Result<void> list(const std::function<void(Listed)>& take) override {
    std::string identity;
    auto done = each_([&](std::string path, std::string trouble) {
      Listed listed;
      if (trouble.empty()) {
        listed = looked_at(std::move(path));
      } else {
        listed.entry.name = std::move(path);
        listed.entry.error = Error{ErrorCode::io, std::move(trouble), 0};
      }
      note(identity, listed.entry);
      take(std::move(listed));
    });
    if (done) identity_ = short_hash(identity);
    return done;
  }

  Result<std::string> identity() override {
    if (!identity_.empty()) return identity_;
    std::string identity;
    const auto done = each_([&](std::string path, const std::string&) {
      Entry entry;
      entry.name = std::move(path);
      struct stat status {};
      if (::stat(entry.name.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
        entry.size = static_cast<std::uint64_t>(status.st_size);
        entry.changed = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
      }
      note(identity, entry);
    });
    if (!done) return tl::unexpected(done.error());
    identity_ = short_hash(identity);
    return identity_;
  }

  std::unique_ptr<SourceReader> reader() const override { return std::make_unique<FileReader>(); }
  std::uint64_t left_aside() const override { return *left_aside_; }

 private:
  std::string name_;
  EachPath each_;
  std::shared_ptr<std::uint64_t> left_aside_;
  std::string identity_;
};

// Walks a folder without following links to folders, which may lead in circles.
class Walk {
 public:
  Walk(ExternalSort& sorted, std::uint64_t& left_aside) : sorted_(sorted), left_aside_(left_aside) {}

  void folder(const std::string& path) {
    DIR* directory = ::opendir(path.c_str());
    if (directory == nullptr) {
      add(path, std::string("the folder cannot be read: ") + std::strerror(errno));
      return;
    }
    std::vector<std::string> below;
    while (const dirent* entry = ::readdir(directory)) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      const std::string child = path + (path.ends_with('/') ? "" : "/") + std::string(name);
      if (is_folder(child, entry->d_type)) {
        below.push_back(child);
      } else if (named_pdf(name)) {
        add(child, "");
      } else {
        ++left_aside_;
      }
    }
    ::closedir(directory);
    for (const std::string& child : below) folder(child);
  }

 private:
  void add(const std::string& path, const std::string& trouble) { sorted_.add(path + '\0' + trouble); }

  static bool is_folder(const std::string& path, unsigned char type) {
    if (type != DT_UNKNOWN) return type == DT_DIR;
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
  }

  ExternalSort& sorted_;
  std::uint64_t& left_aside_;
};

Result<void> each_in_list(const std::string& list, const TakePath& take) {
  std::ifstream lines(list);
  if (!lines) return failure(ErrorCode::io, "cannot be opened; check the name");
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) take(line, "");
  }
  if (lines.bad()) return failure(ErrorCode::io, "cannot be read to its end");
  return {};
}

}  // namespace

std::unique_ptr<Source> folder_source(const std::string& folder, const SourceOptions& options) {
  const auto left_aside = std::make_shared<std::uint64_t>(0);
  const auto each = [folder, options, left_aside](const TakePath& take) -> Result<void> {
    *left_aside = 0;
    ExternalSort sorted(options.scratch);
    Walk(sorted, *left_aside).folder(folder);
    while (const auto record = sorted.next()) {
      const std::size_t end = record->find('\0');
      take(std::string(record->substr(0, end)), std::string(record->substr(end + 1)));
    }
    return {};
  };
  return std::make_unique<FileSource>(folder, each, left_aside);
}

std::unique_ptr<Source> list_source(const std::string& name, const std::string& list) {
  const auto each = [list](const TakePath& take) { return each_in_list(list, take); };
  return std::make_unique<FileSource>(name, each, std::make_shared<std::uint64_t>(0));
}

std::unique_ptr<Source> file_source(const std::string& path) {
  const auto each = [path](const TakePath& take) -> Result<void> {
    take(path, "");
    return {};
  };
  return std::make_unique<FileSource>(path, each, std::make_shared<std::uint64_t>(0));
}

}  // namespace prefill::tools::batch
