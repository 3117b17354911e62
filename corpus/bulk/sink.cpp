// Failures of either kind are exceptions, as everywhere in the making of a corpus.

#include "corpus/bulk/sink.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "tools/batch/shard_writer.h"

namespace prefill::bulk {
namespace {

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

class ShardSink : public Sink {
 public:
  ShardSink(const std::string& directory, std::uint64_t chunk) : shard_(directory, chunk) {}

  void add(const std::string& name, std::string_view bytes) override {
    expect(shard_.add(name, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()}));
  }
  void finish() override { expect(shard_.finish()); }

 private:
  static void expect(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().message);
  }

  tools::batch::ShardWriter shard_;
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
