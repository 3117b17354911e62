// ab/abcd... are contents, .new/ holds those being written, .old/ those being removed.

#include "server/store/file_tree.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "server/crypto.h"

namespace prefill::server {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOwnerOnlyDirectory = 0700;
constexpr std::chrono::hours kYoung{1};

Result<Done> make_directory(const std::string& path) {
  if (::mkdir(path.c_str(), kOwnerOnlyDirectory) == 0) {
    const std::string parent = fs::path(path).parent_path().string();
    return sync_directory(parent.empty() ? "." : parent);
  }
  if (errno != EEXIST || !fs::is_directory(path)) return io_failure(path, "cannot make the directory");
  return Done{};
}

bool old_enough(const fs::directory_entry& entry) {
  std::error_code gone;
  const auto written = entry.last_write_time(gone);
  return !gone && fs::file_time_type::clock::now() - written > kYoung;
}

template <typename Visit>
void for_each_old_file(const std::string& directory, Visit visit) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    if (old_enough(entry)) visit(entry.path().filename().string());
  }
}

}  // namespace

Result<FileTree> FileTree::open(const std::string& directory) {
  for (const char* below : {"", "/.new", "/.old"}) {
    if (auto made = make_directory(directory + below); !made) return tl::unexpected(made.error());
  }
  return FileTree(directory);
}

std::string FileTree::part_of(const std::string& hash) const {
  return directory_ + "/" + hash.substr(0, 2);
}

std::string FileTree::path_of(const std::string& hash) const {
  return part_of(hash) + "/" + hash;
}

bool FileTree::has(const std::string& hash) const {
  return ::access(path_of(hash).c_str(), F_OK) == 0;
}

Result<Done> FileTree::put(const std::string& hash, std::string_view bytes) const {
  // The directory is synced even when the file is there: whoever renamed it may not have come so far.
  if (has(hash)) return sync_directory(part_of(hash));
  if (auto made = make_directory(part_of(hash)); !made) return made;
  const std::string fresh = directory_ + "/.new/" + hash.substr(0, 16) + "-" + to_hex(random_bytes(8));
  if (auto written = write_synced(fresh, bytes, kOwnerOnly); !written) {
    ::unlink(fresh.c_str());
    return written;
  }
  return rename_durably(fresh, path_of(hash));
}

Result<std::string> FileTree::read(const std::string& hash) const {
  auto bytes = read_whole(path_of(hash));
  if (bytes && to_hex(sha256(*bytes)) != hash) {
    return failure(ErrorCode::damaged, "`" + path_of(hash) + "`: was changed on the disk; restore it from a copy");
  }
  return bytes;
}

void FileTree::remove(const std::string& hash, const std::function<bool(const std::string&)>& used) const {
  if (used(hash)) return;
  const std::string hidden = directory_ + "/.old/" + hash;
  if (::rename(path_of(hash).c_str(), hidden.c_str()) != 0) return;
  if (used(hash)) {
    static_cast<void>(::rename(hidden.c_str(), path_of(hash).c_str()));
  } else {
    ::unlink(hidden.c_str());
  }
}

void FileTree::sweep(int part, const std::function<bool(const std::string&)>& used) const {
  for_each_old_file(directory_ + "/" + to_hex(std::string(1, static_cast<char>(part))),
                    [&](const std::string& name) { remove(name, used); });
  for_each_old_file(directory_ + "/.new",
                    [&](const std::string& name) { ::unlink((directory_ + "/.new/" + name).c_str()); });
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_ + "/.old", error)) {
    const std::string name = entry.path().filename().string();
    if (used(name) && !has(name)) static_cast<void>(::rename(entry.path().c_str(), path_of(name).c_str()));
    if (old_enough(entry)) ::unlink(entry.path().c_str());
  }
}

}  // namespace prefill::server
