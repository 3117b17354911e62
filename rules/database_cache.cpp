// The cache file: a header (magic, key, count), the lengths, Hyperscan's serialised databases, and a hash of all that.
//
// Hyperscan's own check of a serialised database is meant for accidents of version and platform, not for damaged bytes,
// so nothing is handed to it before our hash over the whole file fits. The file is written under another name in the
// same directory and renamed: readers see the old one or the new one.

#include "rules/database_cache.h"

#include <fcntl.h>
#include <hs/hs.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

namespace prefill::rules {
namespace {

constexpr std::array<char, 8> magic{'p', 'r', 'e', 'f', 'h', 's', 'd', '1'};
constexpr std::uint64_t format_version = 2;

struct Header {
  std::array<char, 8> magic;
  CacheKey key;
  std::uint64_t count;
};

struct FreeBytes {
  void operator()(char* bytes) const { std::free(bytes); }
};

std::filesystem::path file_of(const std::filesystem::path& directory, const CacheKey& key) {
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "%016llx%016llx.hsdb", static_cast<unsigned long long>(key[0]),
                static_cast<unsigned long long>(key[1]));
  return directory / name.data();
}

/// All bytes of a regular file, or nothing.
std::optional<std::string> read_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return std::nullopt;
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  std::string bytes(error ? 0 : static_cast<std::size_t>(size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::read(file, bytes.data() + done, bytes.size() - done);
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  ::close(file);
  if (error || done != bytes.size()) return std::nullopt;
  return bytes;
}

/// Takes a T from the front of `bytes`; false when too few are left.
template <typename T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

template <typename T>
void append(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// The serialised databases in a file's bytes, or nothing when header, lengths or hash do not fit.
std::optional<std::vector<std::string_view>> unpack(std::string_view bytes, const CacheKey& key, std::size_t count) {
  std::uint64_t hash = 0;
  if (bytes.size() < sizeof hash) return std::nullopt;
  std::memcpy(&hash, bytes.data() + bytes.size() - sizeof hash, sizeof hash);
  bytes.remove_suffix(sizeof hash);
  Header header{};
  if (hash != XXH3_64bits(bytes.data(), bytes.size()) || !take(bytes, header) || header.magic != magic ||
      header.key != key || header.count != count) {
    return std::nullopt;
  }
  std::vector<std::uint64_t> lengths(count);
  for (std::uint64_t& length : lengths) {
    if (!take(bytes, length)) return std::nullopt;
  }
  std::vector<std::string_view> parts;
  for (const std::uint64_t length : lengths) {
    if (length > bytes.size()) return std::nullopt;
    parts.push_back(bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  return parts;
}

std::optional<std::string> pack(const CacheKey& key, const std::vector<DatabaseHandle*>& slots) {
  std::string bytes;
  append(bytes, Header{magic, key, slots.size()});
  std::string parts;
  for (const DatabaseHandle* slot : slots) {
    char* serialised = nullptr;
    std::size_t length = 0;
    if (hs_serialize_database(slot->get(), &serialised, &length) != HS_SUCCESS) return std::nullopt;
    const std::unique_ptr<char, FreeBytes> owner(serialised);
    parts.append(serialised, length);
    append(bytes, static_cast<std::uint64_t>(length));
  }
  bytes += parts;
  append(bytes, static_cast<std::uint64_t>(XXH3_64bits(bytes.data(), bytes.size())));
  return bytes;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

struct CacheKeyMaker::State {
  XXH3_state_t* hash = XXH3_createState();
};

CacheKeyMaker::CacheKeyMaker() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(state_->hash);
  hs_platform_info_t platform{};
  hs_populate_platform(&platform);
  add({std::to_string(format_version), hs_version(), std::to_string(platform.tune),
       std::to_string(platform.cpu_features)});
}

CacheKeyMaker::~CacheKeyMaker() {
  XXH3_freeState(state_->hash);
}

void CacheKeyMaker::add(const std::vector<std::string>& texts) {
  // Lengths keep {"ab", "c"} and {"a", "bc"} apart.
  const auto add_number = [this](std::uint64_t number) { XXH3_128bits_update(state_->hash, &number, sizeof number); };
  add_number(texts.size());
  for (const std::string& text : texts) {
    add_number(text.size());
    XXH3_128bits_update(state_->hash, text.data(), text.size());
  }
}

CacheKey CacheKeyMaker::key() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->hash);
  return {hash.high64, hash.low64};
}

bool load_cached(const std::filesystem::path& directory, const CacheKey& key,
                 const std::vector<DatabaseHandle*>& slots) {
  const std::optional<std::string> bytes = read_file(file_of(directory, key));
  if (!bytes) return false;
  const auto parts = unpack(*bytes, key, slots.size());
  if (!parts) return false;
  std::vector<DatabaseHandle> databases;
  for (const std::string_view part : *parts) {
    hs_database_t* database = nullptr;
    if (hs_deserialize_database(part.data(), part.size(), &database) != HS_SUCCESS) return false;
    databases.emplace_back(database);
  }
  for (std::size_t i = 0; i < slots.size(); ++i) *slots[i] = std::move(databases[i]);
  return true;
}

void store_cached(const std::filesystem::path& directory, const CacheKey& key,
                  const std::vector<DatabaseHandle*>& slots) {
  const std::optional<std::string> bytes = pack(key, slots);
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  std::string name = (directory / "new-XXXXXX").string();
  const int file = bytes ? ::mkstemp(name.data()) : -1;
  if (file < 0) return;
  const bool written = write_all(file, *bytes);
  if (::close(file) != 0 || !written || std::rename(name.c_str(), file_of(directory, key).c_str()) != 0) {
    std::filesystem::remove(name, error);
  }
}

}  // namespace prefill::rules
