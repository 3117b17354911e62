// Three passes, none of which holds the plan in memory. Listing writes the entries to a file and their size and
// fingerprint to a sorter. Out of the sorter documents that may be the same come together; SHA-256 says which are.
// Sorted once more by their place, these are met again while the file is read back and cut into chunks.
//
// Only documents of the same size and the same last four kilobytes are hashed: an archive of invoices that are all
// different is not read twice.

#include "tools/batch/plan.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "tools/batch/external_sort.h"
#include "tools/batch/sha256.h"
#include "tools/batch/wire.h"

namespace prefill::tools::batch {
namespace {

// Why planning ends; unwinds through the callbacks of sources.
struct Stop {
  Error error;
};

template <typename T>
T kept(Result<T> result) {
  if (!result) throw Stop{result.error()};
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// Records one behind the other in a file without a name.
class Journal {
 public:
  explicit Journal(const std::string& directory) {
    std::string name = directory + "/plan-XXXXXX";
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) {
      ::unlink(name.c_str());
      file_ = ::fdopen(file, "w+b");
    }
    if (file_ == nullptr) throw Stop{{ErrorCode::io, "a file for the plan cannot be made in `" + directory + "`", 0}};
  }
  ~Journal() { std::fclose(file_); }
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  void add(std::string_view record) {
    const std::uint64_t size = record.size();
    const bool written = std::fwrite(&size, sizeof size, 1, file_) == 1 &&
                         std::fwrite(record.data(), 1, record.size(), file_) == record.size();
    if (!written) throw Stop{{ErrorCode::io, "the plan cannot be written; make room and run again", 0}};
  }
  void rewind() {
    if (std::fflush(file_) != 0) throw Stop{{ErrorCode::io, "the plan cannot be written; make room and run again", 0}};
    std::rewind(file_);
  }
  bool next(std::string& record) {
    std::uint64_t size = 0;
    if (std::fread(&size, sizeof size, 1, file_) != 1) return false;
    record.resize(size);
    return std::fread(record.data(), 1, size, file_) == size;
  }

 private:
  std::FILE* file_ = nullptr;
};

// A document among those that may be the same, as the sorter holds it.
struct Candidate {
  std::uint64_t index = 0;  // over all sources
  std::size_t source = 0;
  Entry entry;
};

class Planner {
 public:
  Planner(const std::vector<std::unique_ptr<Source>>& sources, const PlanOptions& options, State& state)
      : sources_(sources),
        options_(options),
        state_(state),
        journal_(options.scratch),
        by_content_(options.scratch),
        by_place_(options.scratch) {}

  void list(const std::function<void(std::uint64_t)>& progress) {
    constexpr std::uint64_t now_and_then = 512;
    for (std::size_t source = 0; source < sources_.size(); ++source) {
      auto listed = sources_[source]->list([&](const Listed& document) {
        add(source, document);
        if (++count_ % now_and_then == 0) progress(count_);
      });
      if (!listed) {
        throw Stop{{listed.error().code, "`" + sources_[source]->name() + "` " + listed.error().message, 0}};
      }
    }
    progress(count_);
  }

  void find_same() {
    std::vector<Candidate> group;
    std::string key;
    while (const auto record = by_content_.next()) {
      Taker taker(*record);
      std::string size_and_end;
      put_sortable(size_and_end, taker.sortable());
      put_sortable(size_and_end, taker.sortable());
      if (size_and_end != key) {
        settle(group);
        key = std::move(size_and_end);
        group.clear();
      }
      group.push_back(candidate(taker));
      // A flood of documents that look the same must not fill the memory: it is settled in parts, each with the first.
      constexpr std::size_t flood = 4096;
      if (group.size() >= flood) {
        settle(group);
        group.resize(1);
      }
    }
    settle(group);
  }

  void cut(const std::function<void(std::uint64_t)>& forgotten) {
    kept(state_.begin_plan());
    journal_.rewind();
    std::optional<std::string_view> same = by_place_.next();
    Chunk chunk;
    std::uint64_t index = 0;
    for (std::string record; journal_.next(record); ++index) {
      Taker taker(record);
      const auto source = static_cast<std::size_t>(taker.number());
      Entry entry = kept_entry(taker.text());
      if (same && Taker(*same).sortable() == index) {
        note_same(entry, *same);
        same = by_place_.next();
      }
      if (chunk.entries.size() == options_.chunk_documents || (!chunk.entries.empty() && chunk.source != source)) {
        finish(chunk);
      }
      chunk.source = source;
      chunk.entries.push_back(std::move(entry));
    }
    if (!chunk.entries.empty()) finish(chunk);
    kept(state_.end_plan(forgotten));
  }

 private:
  void add(std::size_t source, const Listed& document) {
    std::string record;
    put_number(record, source);
    std::string bytes;
    pack(bytes, document.entry);
    put_text(record, bytes);
    journal_.add(record);
    if (document.entry.error) return;
    std::string key;
    put_sortable(key, document.entry.size);
    put_sortable(key, document.fingerprint);
    put_sortable(key, count_);
    put_number(key, source);
    put_text(key, bytes);
    by_content_.add(key);
  }

  static Entry kept_entry(std::string_view bytes) {
    auto entries = unpacked(bytes);
    if (!entries || entries->size() != 1)
      throw Stop{{ErrorCode::internal, "the plan was changed while it was made", 0}};
    return std::move(entries->front());
  }

  static Candidate candidate(Taker& taker) {
    Candidate found;
    found.index = taker.sortable();
    found.source = static_cast<std::size_t>(taker.number());
    found.entry = kept_entry(taker.text());
    return found;
  }

  // The hash of the document; empty when it cannot be read now, which its turn will tell.
  std::string hash_of(const Candidate& document) {
    if (!document.entry.sha256.empty()) return document.entry.sha256;
    auto opened = sources_[document.source]->reader()->open(document.entry);
    if (!opened) return "";
    const auto bytes = opened->bytes(buffer_);
    if (!bytes) return "";
    std::string hash = sha256(*bytes);
    return opened->unchanged() ? hash : "";
  }

  // The candidates stand in the order of the plan.
  void settle(const std::vector<Candidate>& group) {
    if (group.size() < 2) return;
    std::map<std::string, const Candidate*> first;
    for (const Candidate& document : group) {
      const std::string hash = hash_of(document);
      if (hash.empty()) continue;
      const auto [place, is_first] = first.try_emplace(hash, &document);
      if (is_first) continue;
      std::string record;
      put_sortable(record, document.index);
      put_text(record, hash);
      put_text(record, place->second->entry.name);
      by_place_.add(record);
    }
  }

  static void note_same(Entry& entry, std::string_view record) {
    Taker taker(record);
    taker.sortable();
    entry.sha256 = taker.text();
    entry.same_as = taker.text();
  }

  void finish(Chunk& chunk) {
    if (chunk.number % options_.part.count == options_.part.index) kept(state_.add_chunk(chunk));
    ++chunk.number;
    chunk.entries.clear();
  }

  const std::vector<std::unique_ptr<Source>>& sources_;
  const PlanOptions& options_;
  State& state_;
  Journal journal_;
  ReadBuffer buffer_;
  ExternalSort by_content_;
  ExternalSort by_place_;
  std::uint64_t count_ = 0;
};

}  // namespace

Result<void> make_plan(const std::vector<std::unique_ptr<Source>>& sources, const PlanOptions& options, State& state,
                       const std::function<void(std::uint64_t)>& progress,
                       const std::function<void(std::uint64_t)>& forgotten) {
  try {
    Planner planner(sources, options, state);
    planner.list(progress);
    planner.find_same();
    planner.cut(forgotten);
    return {};
  } catch (const Stop& stop) {
    return tl::unexpected(stop.error);
  }
}

Result<std::string> identity_of(const std::vector<std::unique_ptr<Source>>& sources) {
  std::string text;
  for (const std::unique_ptr<Source>& source : sources) {
    auto identity = source->identity();
    if (!identity) return failure(identity.error().code, "`" + source->name() + "` " + identity.error().message);
    put_text(text, source->name());
    put_text(text, *identity);
  }
  return short_hash(text);
}

}  // namespace prefill::tools::batch
