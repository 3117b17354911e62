// Where the invoices of a chunk go: files in a folder, or one tar file with an index.

#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace prefill::bulk {

/// Takes the invoices of one chunk in order. Functions throw std::runtime_error, which says what could not be written.
class Sink {
 public:
  Sink() = default;
  virtual ~Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  /// Writes a file; `name` begins with that of the chunk's folder.
  virtual void add(const std::string& name, std::string_view bytes) = 0;
  /// Ends the chunk. Without it a shard is not there.
  virtual void finish() = 0;
};

/// Writes into the folder `directory`/`chunk`, in five digits, which it makes.
[[nodiscard]] std::unique_ptr<Sink> folder_sink(const std::string& directory, std::uint64_t chunk);

/// Writes shard number `chunk` in `directory`, as `tools::batch::ShardWriter` does.
[[nodiscard]] std::unique_ptr<Sink> shard_sink(const std::string& directory, std::uint64_t chunk);

/// The name of a chunk: its number in five digits.
[[nodiscard]] std::string chunk_name(std::uint64_t chunk);

/// Writes `bytes` to the end of `file`. Throws std::runtime_error, which names `path`.
void write_all(std::FILE* file, std::string_view bytes, const std::string& path);

}  // namespace prefill::bulk
