// Files by what is in them: the SHA-256 of a content is its name, so that the same file is kept once and a file that
// was changed on the disk can be told.

#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "extractor/result.h"
#include "server/durable_file.h"

namespace prefill::server {

/// A directory of contents, which several processes may share. Any thread may call.
class FileTree {
 public:
  /// Makes the directory when there is none, for its owner alone.
  [[nodiscard]] static Result<FileTree> open(const std::string& directory);

  /// Keeps `bytes`, whose SHA-256 in hexadecimal digits is `hash`. On the disk when this returns.
  [[nodiscard]] Result<Done> put(const std::string& hash, std::string_view bytes) const;
  [[nodiscard]] bool has(const std::string& hash) const;
  /// The content. Code `damaged` when it is not what its name says.
  [[nodiscard]] Result<std::string> read(const std::string& hash) const;

  /// Removes the content unless `used(hash)` says that somebody counts on it, which is asked again once it is out of
  /// sight: whoever began to count on it in between has it back.
  void remove(const std::string& hash, const std::function<bool(const std::string&)>& used) const;
  /// Removes the contents of `part` (0 to 255) that are older than an hour and not in use, and leavings of processes
  /// that died; puts back what such a process had taken out of sight and is in use.
  void sweep(int part, const std::function<bool(const std::string&)>& used) const;

 private:
  explicit FileTree(std::string directory) : directory_(std::move(directory)) {}
  [[nodiscard]] std::string part_of(const std::string& hash) const;
  [[nodiscard]] std::string path_of(const std::string& hash) const;

  std::string directory_;
};

}  // namespace prefill::server
