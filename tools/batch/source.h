// Where the documents of a batch come from: folders, lists of files, archives read in a stream, shards read by range.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractor/result.h"
#include "tools/batch/entry.h"
#include "tools/batch/open_document.h"

namespace prefill::tools::batch {

/// Opens documents of one source. One thread at a time; different readers of one source by different threads.
class SourceReader {
 public:
  virtual ~SourceReader() = default;
  /// A document that `Source::list` gave. An archive is read forwards: documents asked for in their order
  /// cost one pass, any other order as many as it turns back. Errors: `io`, `damaged`, `limit`.
  [[nodiscard]] virtual Result<OpenDocument> open(const Entry& entry) = 0;
};

/// What a listing tells of each document.
struct Listed {
  Entry entry;
  std::uint64_t fingerprint = 0;  // of its end: documents with the same bytes have the same size and fingerprint
};

/// A source of documents, in an order of its own that is the same each time. Immutable but for `list`.
class Source {
 public:
  virtual ~Source() = default;

  /// What the user named.
  [[nodiscard]] virtual const std::string& name() const = 0;
  /// Tells of each document, in order. Members and folders that cannot be read are entries with an error. Errors: the
  /// source as a whole cannot be listed.
  [[nodiscard]] virtual Result<void> list(const std::function<void(Listed)>& take) = 0;
  /// A text that changes when the source does: sizes and times of what it consists of. Cheaper than `list`, free behind
  /// it.
  [[nodiscard]] virtual Result<std::string> identity() = 0;
  [[nodiscard]] virtual std::unique_ptr<SourceReader> reader() const = 0;
  /// Files that were left aside because they are not called `*.pdf`; known behind `list`.
  [[nodiscard]] virtual std::uint64_t left_aside() const { return 0; }
};

/// What sources need to know.
struct SourceOptions {
  std::string scratch;      // an existing directory for files to sort in
  std::size_t largest = 0;  // bytes of the largest document
};

/// The sources that the user calls `name`: a folder (of PDF files, or of shards as `prefill batch pack` makes them,
/// each a source of its own), a PDF file, a tar file with its index, another archive, `@FILE` or `-` for a list of
/// files, one a line, `-` being standard input. Appends to `sources`. Errors: `io`.
[[nodiscard]] Result<void> add_sources(const std::string& name, const SourceOptions& options,
                                       std::vector<std::unique_ptr<Source>>& sources);

/// The fingerprint of a document with these bytes at its end.
inline constexpr std::size_t fingerprint_bytes = 4096;
[[nodiscard]] std::uint64_t fingerprint_of(std::span<const unsigned char> end);

/// A hash of a text, for telling changes: 16 hexadecimal digits.
[[nodiscard]] std::string short_hash(std::string_view text);

/// The kinds that `add_sources` chooses between.
[[nodiscard]] std::unique_ptr<Source> folder_source(const std::string& folder, const SourceOptions& options);
/// `list` is the file that names the documents, which the user calls `name`.
[[nodiscard]] std::unique_ptr<Source> list_source(const std::string& name, const std::string& list);
[[nodiscard]] std::unique_ptr<Source> file_source(const std::string& path);
[[nodiscard]] std::unique_ptr<Source> archive_source(const std::string& path, const SourceOptions& options);
/// `tar` has its index beside it.
[[nodiscard]] std::unique_ptr<Source> shard_source(const std::string& tar);

/// The name of the index of the shard at `tar`: "x.tar" -> "x.index.jsonl".
[[nodiscard]] std::string index_of_shard(const std::string& tar);

}  // namespace prefill::tools::batch
