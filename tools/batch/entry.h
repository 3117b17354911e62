// A document of a batch before it is read, and the chunk that it is worked on with.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"

namespace prefill::tools::batch {

/// What is known of a document from listing its source.
struct Entry {
  std::string name;            // as results call it; bytes, unique only where the source's names are
  std::uint64_t size = 0;      // bytes
  std::int64_t changed = 0;    // time of the last change in nanoseconds; 0 inside archives
  std::uint64_t place = 0;     // in a shard the offset of its bytes, in another archive its number there
  std::string sha256;          // hexadecimal; empty where nobody needed it
  std::string same_as;         // name of an earlier document with the same bytes; empty when there is none
  std::optional<Error> error;  // why it cannot be read, when listing found that out
  friend bool operator==(const Entry& a, const Entry& b) {
    return a.name == b.name && a.size == b.size && a.changed == b.changed && a.place == b.place &&
           a.sha256 == b.sha256 && a.same_as == b.same_as && a.error.has_value() == b.error.has_value();
  }
};

/// The unit of work and of resuming: documents that stand behind each other in one source.
struct Chunk {
  std::uint64_t number = 0;  // from 0, over all sources
  std::size_t source = 0;    // which of the sources of the run
  std::vector<Entry> entries;
};

/// Entries as bytes, and back; a broken text gives none.
[[nodiscard]] std::string packed(const std::vector<Entry>& entries);
void pack(std::string& out, const Entry& entry);
[[nodiscard]] std::optional<std::vector<Entry>> unpacked(std::string_view bytes);

/// Whether the file called `name` is taken for a PDF in a folder or an archive: by its ending alone.
[[nodiscard]] bool named_pdf(std::string_view name);

}  // namespace prefill::tools::batch
