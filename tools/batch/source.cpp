// Which kind of source a name means, and what all kinds share.

#include "tools/batch/source.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "server/durable_file.h"

namespace prefill::tools::batch {
namespace {

// Whether it is a PDF by its name, or at its very beginning: further in, an archive has the beginnings of its members.
bool is_pdf(const std::string& path) {
  constexpr std::string_view mark = "%PDF-";
  if (named_pdf(path)) return true;
  const Result<MappedFile> file = MappedFile::open(path);
  return file && file->bytes().size() >= mark.size() && std::equal(mark.begin(), mark.end(), file->bytes().begin());
}

// The tar files in the folder that have an index beside them, in order of name.
std::vector<std::string> shards_in(const std::string& folder) {
  std::vector<std::string> shards;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".tar") continue;
    if (std::filesystem::exists(index_of_shard(entry.path().string()), error)) shards.push_back(entry.path().string());
  }
  std::sort(shards.begin(), shards.end());
  return shards;
}

Result<void> add_named(const std::string& name, const SourceOptions& options,
                       std::vector<std::unique_ptr<Source>>& sources) {
  std::error_code error;
  const auto status = std::filesystem::status(name, error);
  if (!std::filesystem::exists(status)) return failure(ErrorCode::io, "does not exist; check the name");
  if (std::filesystem::is_directory(status)) {
    const std::vector<std::string> shards = shards_in(name);
    for (const std::string& shard : shards) sources.push_back(shard_source(shard));
    if (shards.empty()) sources.push_back(folder_source(name, options));
  } else if (std::filesystem::exists(index_of_shard(name), error) && name.ends_with(".tar")) {
    sources.push_back(shard_source(name));
  } else if (is_pdf(name)) {
    sources.push_back(file_source(name));
  } else {
    sources.push_back(archive_source(name, options));
  }
  return {};
}

// Standard input can be read once and is needed twice.
Result<std::string> kept_input(const SourceOptions& options) {
  Result<std::string> text = read_text("-");
  if (!text) return text;
  std::string path = (std::filesystem::path(options.scratch) / "standard-input.list").string();
  if (auto written = server::replace_durably(path, *text, 0666); !written) return tl::unexpected(written.error());
  return path;
}

}  // namespace

Result<void> add_sources(const std::string& name, const SourceOptions& options,
                         std::vector<std::unique_ptr<Source>>& sources) {
  if (name == "-" || name == "@-") {
    const Result<std::string> list = kept_input(options);
    if (!list) return tl::unexpected(list.error());
    sources.push_back(list_source("-", *list));
    return {};
  }
  if (!name.starts_with('@')) return add_named(name, options, sources);
  const std::string list = name.substr(1);
  if (const auto readable = MappedFile::open(list); !readable) return tl::unexpected(readable.error());
  sources.push_back(list_source(name, list));
  return {};
}

std::uint64_t fingerprint_of(std::span<const unsigned char> end) {
  return XXH3_64bits(end.data(), end.size());
}

std::string short_hash(std::string_view text) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
  return digits.data();
}

std::string index_of_shard(const std::string& tar) {
  return std::filesystem::path(tar).replace_extension(".index.jsonl").string();
}

}  // namespace prefill::tools::batch
