// Archives read member by member, and plain tar files written.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extractor/result.h"

namespace prefill::tools::batch {

/// Goes through a tar file (plain, gzip, zstd, whatever libarchive takes off) or a zip file once, forwards, in memory
/// that does not grow with it. One thread at a time.
class ArchiveReader {
 public:
  /// Errors: `io` (cannot be opened; neither tar nor zip).
  [[nodiscard]] static Result<ArchiveReader> open(const std::string& path);

  struct Member {
    std::string name;
    std::uint64_t number = 0;  // from 0, of those that `next` gave
    std::uint64_t size = 0;    // as the archive says; 0 when it does not
  };

  /// The next regular file; nothing at the end. Errors: `damaged`, after which nothing more can be had.
  [[nodiscard]] Result<std::optional<Member>> next();

  /// The bytes of the member that `next` gave last, once. Errors: `damaged` (this member; the next may be sound) and
  /// `limit` (more than `most` bytes).
  [[nodiscard]] Result<std::vector<unsigned char>> read(std::size_t most);

  ArchiveReader(ArchiveReader&&) noexcept;
  ArchiveReader& operator=(ArchiveReader&&) noexcept;
  ~ArchiveReader();

 private:
  struct State;
  explicit ArchiveReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Writes a plain tar file (pax where names need it) with members of the same owner and time, so that the same members
/// give the same bytes.
class TarWriter {
 public:
  /// Takes the bytes of the file in order; false when it cannot, which ends the writing.
  using Sink = std::function<bool(std::string_view bytes)>;

  explicit TarWriter(Sink sink);
  ~TarWriter();
  TarWriter(const TarWriter&) = delete;
  TarWriter& operator=(const TarWriter&) = delete;

  /// Adds a member; the offset of its bytes in the file. Nothing when the sink did not take it.
  [[nodiscard]] std::optional<std::uint64_t> add(const std::string& name, std::span<const unsigned char> bytes);
  /// Bytes written up to now.
  [[nodiscard]] std::uint64_t size() const;
  /// Ends the file. False when the sink did not take it.
  [[nodiscard]] bool finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::tools::batch
