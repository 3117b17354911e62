// Shards have the names and the index that a batch reads by range; a tar file gets its name when it is complete.

#include "corpus/bulk/sink.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <span>
#include <stdexcept>

#include "extractor/json_writer.h"
#include "tools/batch/sha256.h"

namespace prefill::bulk {
namespace {

constexpr std::size_t block = 512;  // of a tar file

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void cannot_write(const std::string& path) {
  throw std::runtime_error("`" + path + "` cannot be written: " + std::strerror(errno));
}

File open_to_write(const std::string& path) {
  File file(std::fopen(path.c_str(), "wbe"));
  if (!file) cannot_write(path);
  return file;
}

// A full disk may show only when the last bytes leave the buffer.
void close_written(File file, const std::string& path) {
  if (std::fclose(file.release()) != 0) cannot_write(path);
}

class FolderSink : public Sink {
 public:
  FolderSink(const std::string& directory, std::uint64_t chunk) : directory_(directory) {
    std::filesystem::create_directory(directory + "/" + chunk_name(chunk));
  }
  void add(const std::string& name, std::string_view bytes) override {
    const std::string path = directory_ + "/" + name;
    File file = open_to_write(path);
    write_all(file.get(), bytes, path);
    close_written(std::move(file), path);
  }
  void finish() override {}

 private:
  std::string directory_;
};

// The header of a regular file in the ustar format (POSIX.1-1988): text fields, numbers in octal.
std::string tar_header(const std::string& name, std::size_t size) {
  std::array<char, block> header{};
  const auto put = [&](std::size_t at, const char* format, auto... values) {
    std::snprintf(header.data() + at, header.size() - at, format, values...);
  };
  put(0, "%s", name.c_str());
  put(100, "%07o", 0644U);
  put(108, "%07o", 0U);
  put(116, "%07o", 0U);
  put(124, "%011zo", size);
  put(136, "%011o", 0U);
  header[156] = '0';
  put(257, "%s", "ustar");
  put(263, "%s", "00");
  // The sum is made with spaces in its own place.
  std::memset(header.data() + 148, ' ', 8);
  unsigned sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, "%06o", sum);
  header[155] = ' ';
  return {header.data(), header.size()};
}

class ShardSink : public Sink {
 public:
  ShardSink(const std::string& directory, std::uint64_t chunk)
      : base_(directory + "/shard-" + chunk_name(chunk)), part_(base_ + ".tar.part"), file_(open_to_write(part_)) {}

  void add(const std::string& name, std::string_view bytes) override {
    put(tar_header(name, bytes.size()));
    JsonWriter json(index_);
    json.begin_object();
    json.member("file");
    json.value(std::string_view(name));
    json.member("offset");
    json.value(written_);
    json.member("length");
    json.value(std::uint64_t{bytes.size()});
    json.member("sha256");
    const std::span all(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    json.value(std::string_view(tools::batch::sha256(all)));
    json.end_object();
    index_ += '\n';
    put(bytes);
    put(std::string((block - bytes.size() % block) % block, '\0'));
  }

  void finish() override {
    put(std::string(2 * block, '\0'));
    close_written(std::move(file_), part_);
    const std::string index = base_ + ".index.jsonl";
    File lines = open_to_write(index);
    write_all(lines.get(), index_, index);
    close_written(std::move(lines), index);
    std::filesystem::rename(part_, base_ + ".tar");
  }

 private:
  void put(std::string_view bytes) {
    write_all(file_.get(), bytes, part_);
    written_ += bytes.size();
  }

  std::string base_;
  std::string part_;
  File file_;
  std::uint64_t written_ = 0;
  std::string index_;
};

}  // namespace

std::unique_ptr<Sink> folder_sink(const std::string& directory, std::uint64_t chunk) {
  return std::make_unique<FolderSink>(directory, chunk);
}

std::unique_ptr<Sink> shard_sink(const std::string& directory, std::uint64_t chunk) {
  return std::make_unique<ShardSink>(directory, chunk);
}

std::string chunk_name(std::uint64_t chunk) {
  std::array<char, 24> name{};
  std::snprintf(name.data(), name.size(), "%05llu", static_cast<unsigned long long>(chunk));
  return name.data();
}

void write_all(std::FILE* file, std::string_view bytes, const std::string& path) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) cannot_write(path);
}

}  // namespace prefill::bulk
