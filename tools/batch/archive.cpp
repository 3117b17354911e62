// libarchive takes off compression and the forms of tar and zip. A zip file is read by its directory at the end.

#include "tools/batch/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <new>
#include <utility>

namespace prefill::tools::batch {
namespace {

constexpr std::size_t read_block = std::size_t{256} << 10;

std::string said_by(archive* from) {
  const char* text = archive_error_string(from);
  return text == nullptr ? "no reason given" : text;
}

}  // namespace

struct ArchiveReader::State {
  archive* source = archive_read_new();
  std::uint64_t given = 0;

  State() {
    if (source == nullptr) throw std::bad_alloc();
  }
  ~State() { archive_read_free(source); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

ArchiveReader::ArchiveReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Result<ArchiveReader> ArchiveReader::open(const std::string& path) {
  auto state = std::make_unique<State>();
  archive_read_support_filter_all(state->source);
  archive_read_support_format_tar(state->source);
  archive_read_support_format_zip(state->source);
  if (archive_read_open_filename(state->source, path.c_str(), read_block) != ARCHIVE_OK) {
    return failure(ErrorCode::io, "is no archive that can be read (" + said_by(state->source) +
                                      "); name a folder, a PDF, a tar or a zip file");
  }
  return ArchiveReader(std::move(state));
}

Result<std::optional<ArchiveReader::Member>> ArchiveReader::next() {
  archive_entry* entry = nullptr;
  while (true) {
    const int answer = archive_read_next_header(state_->source, &entry);
    if (answer == ARCHIVE_EOF) return std::optional<Member>();
    if (answer == ARCHIVE_RETRY) continue;
    if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN) {
      return failure(ErrorCode::damaged, "the archive cannot be read on from here: " + said_by(state_->source) +
                                             "; ask for it to be sent again");
    }
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr) name = archive_entry_pathname_utf8(entry);
    Member member;
    member.name = name == nullptr ? "" : name;
    member.number = state_->given++;
    member.size = archive_entry_size_is_set(entry) != 0 ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    return std::optional(std::move(member));
  }
}

Result<std::vector<unsigned char>> ArchiveReader::read(std::size_t most) {
  std::vector<unsigned char> bytes;
  while (true) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int answer = archive_read_data_block(state_->source, &block, &size, &offset);
    if (answer == ARCHIVE_EOF) return bytes;
    if (answer == ARCHIVE_RETRY) continue;
    if (answer != ARCHIVE_OK) {
      return failure(ErrorCode::damaged,
                     "is broken in its archive: " + said_by(state_->source) + "; ask for the archive to be sent again");
    }
    const std::size_t end = static_cast<std::size_t>(offset) + size;
    if (end > most) {
      return failure(ErrorCode::limit, "is larger than " + std::to_string(most >> 20) + " MiB; see `--largest`");
    }
    bytes.resize(static_cast<std::size_t>(offset));  // a hole of a sparse file reads as zeros
    const auto* begin = static_cast<const unsigned char*>(block);
    bytes.insert(bytes.end(), begin, begin + size);
  }
}

struct TarWriter::State {
  archive* target = archive_write_new();
  archive_entry* entry = archive_entry_new();
  Sink sink;
  std::uint64_t written = 0;

  explicit State(Sink to) : sink(std::move(to)) {
    if (target == nullptr || entry == nullptr) throw std::bad_alloc();
    archive_write_set_format_pax_restricted(target);
    archive_write_add_filter_none(target);
    archive_write_set_bytes_per_block(target, 0);  // what was counted is what was written
    archive_write_open(target, this, nullptr, take, nullptr);
  }
  ~State() {
    archive_entry_free(entry);
    // What was not finished has nowhere to go any more.
    archive_write_fail(target);
    archive_write_free(target);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  static la_ssize_t take(archive*, void* self, const void* bytes, std::size_t size) {
    auto* state = static_cast<State*>(self);
    if (!state->sink({static_cast<const char*>(bytes), size})) return -1;
    state->written += size;
    return static_cast<la_ssize_t>(size);
  }
};

TarWriter::TarWriter(Sink sink) : state_(std::make_unique<State>(std::move(sink))) {}
TarWriter::~TarWriter() = default;

std::optional<std::uint64_t> TarWriter::add(const std::string& name, std::span<const unsigned char> bytes) {
  constexpr int readable = 0644;
  archive_entry* entry = archive_entry_clear(state_->entry);
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, readable);
  archive_entry_set_mtime(entry, 0, 0);
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
  const int header = archive_write_header(state_->target, entry);
  if (header != ARCHIVE_OK && header != ARCHIVE_WARN) return std::nullopt;
  const std::uint64_t offset = state_->written;
  if (bytes.empty()) return offset;
  const la_ssize_t taken = archive_write_data(state_->target, bytes.data(), bytes.size());
  return taken == static_cast<la_ssize_t>(bytes.size()) ? std::optional(offset) : std::nullopt;
}

std::uint64_t TarWriter::size() const {
  return state_->written;
}

bool TarWriter::finish() {
  return archive_write_close(state_->target) == ARCHIVE_OK;
}

}  // namespace prefill::tools::batch
