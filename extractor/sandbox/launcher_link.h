// The program's end of the launcher.

#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>

#include "extractor/result.h"
#include "extractor/sandbox/descriptor.h"

namespace prefill::sandbox {

/// A zygote that has just begun.
struct ZygoteProcess {
  Descriptor socket;   // on which it speaks
  Descriptor process;  // a pidfd
};

/// Safe for concurrent use.
class LauncherLink {
 public:
  /// As `Launcher::start`.
  [[nodiscard]] static Result<std::shared_ptr<LauncherLink>> start(const std::filesystem::path& program);

  /// A new zygote, which will load the packs of this memory file. Waits for a fork and no longer. Errors: `internal`
  /// (the launcher is gone, no process, no descriptors).
  [[nodiscard]] Result<ZygoteProcess> begin_zygote(const Descriptor& packs, std::size_t pack_bytes);

  [[nodiscard]] int process() const { return process_; }
  /// It runs a program of its own, so that addresses of this one mean nothing to it.
  [[nodiscard]] bool is_program() const { return is_program_; }

  /// Ends the launcher and waits for it.
  ~LauncherLink();
  LauncherLink(const LauncherLink&) = delete;
  LauncherLink& operator=(const LauncherLink&) = delete;

 private:
  LauncherLink(Descriptor socket, int process, bool is_program)
      : socket_(std::move(socket)), process_(process), is_program_(is_program) {}
  [[nodiscard]] bool greets() const;

  std::mutex lock_;
  Descriptor socket_;
  int process_;
  bool is_program_;
};

}  // namespace prefill::sandbox
