// A shard: one tar file of documents, with an index beside it by which each is read without looking at the others.
//
// The index comes last: a tar file without one is not taken for a shard, so what was interrupted is none.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "extractor/result.h"
#include "tools/batch/archive.h"

namespace prefill::tools::batch {

/// Writes `shard-00000.tar`, or of another number, and `shard-00000.index.jsonl`, a line a document:
/// `{"file", "offset", "length", "sha256"}`. The same documents give the same bytes. One thread at a time. Errors:
/// `io`, with the name of the file.
class ShardWriter {
 public:
  /// Begins a file in `directory`, which is there. What could not be begun is told by `add` and `finish`.
  ShardWriter(const std::string& directory, std::uint64_t number);
  /// Without `finish`, nothing is left.
  ~ShardWriter();
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;

  [[nodiscard]] Result<void> add(const std::string& name, std::span<const unsigned char> bytes);
  /// Of the tar file up to now, in bytes.
  [[nodiscard]] std::uint64_t size() const { return tar_.size(); }
  /// Both files are on the disk behind it. Once, and nothing is added behind it.
  [[nodiscard]] Result<void> finish();

 private:
  [[nodiscard]] std::string beside() const { return path_ + ".part"; }
  bool write(std::string_view bytes);
  [[nodiscard]] tl::unexpected<Error> failed() const;

  std::string path_;
  int file_ = -1;
  int error_ = 0;  // the errno of what failed first
  bool complete_ = false;
  std::string index_;
  TarWriter tar_{[this](std::string_view bytes) { return write(bytes); }};
};

}  // namespace prefill::tools::batch
