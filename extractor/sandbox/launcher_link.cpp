// One question at a time: the launcher has one socket for all pools.

#include "extractor/sandbox/launcher_link.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "extractor/sandbox/launcher_process.h"
#include "extractor/sandbox/messages.h"
#include "extractor/version.h"

namespace prefill::sandbox {
namespace {

// A fork copies one thread; a lock that another one holds is never released in the copy.
bool has_threads() {
  std::error_code unknown;
  std::size_t tasks = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", unknown)) tasks += task.exists();
  return tasks > 1;
}

/// Goes on as `program`. Its environment is empty: secrets of a service often lie there.
void become(const std::filesystem::path& program, Descriptor socket) {
  char* const arguments[] = {const_cast<char*>(program.c_str()), nullptr};
  char* const environment[] = {nullptr};
  if (socket.number() == launcher_socket) {
    ::fcntl(launcher_socket, F_SETFD, 0);
  } else {
    ::dup2(socket.number(), launcher_socket);
  }
  ::execve(program.c_str(), arguments, environment);
}

}  // namespace

bool LauncherLink::greets() const {
  std::vector<std::byte> bytes;
  std::vector<Descriptor> descriptors;
  Arrival arrival = Arrival::nothing;
  while (arrival == Arrival::nothing) arrival = receive_bytes(socket_.number(), true, bytes, descriptors);
  LauncherReady ready;
  if (arrival == Arrival::closed || bytes.size() != sizeof ready) return false;
  std::memcpy(&ready, bytes.data(), sizeof ready);
  ready.version.back() = 0;
  return ready.version.data() == version;
}

Result<std::shared_ptr<LauncherLink>> LauncherLink::start(const std::filesystem::path& program) {
  if (has_threads()) {
    return failure(ErrorCode::internal, "the launcher of workers must be started before the program has threads");
  }
  SocketPair ends = make_socket_pair();
  const int process = ends.ours ? ::fork() : -1;
  if (process == 0) {
    if (program.empty()) {
      run_launcher(ends.theirs.release());
    } else {
      become(program, std::move(ends.theirs));
    }
    ::_exit(0);
  }
  if (process < 0) {
    return failure(ErrorCode::internal, std::string("no process for workers can be started: ") + std::strerror(errno));
  }
  ends.theirs.reset();
  std::shared_ptr<LauncherLink> link(new LauncherLink(std::move(ends.ours), process, !program.empty()));
  if (!link->greets()) {
    return failure(ErrorCode::internal, "`" + program.string() + "` does not run or is not of version " +
                                            std::string(version) + "; install it together with this program");
  }
  return link;
}

Result<ZygoteProcess> LauncherLink::begin_zygote(const Descriptor& packs, std::size_t pack_bytes) {
  SocketPair ends = make_socket_pair();
  if (!ends.ours) return failure(ErrorCode::internal, "no socket for workers; allow more open files");
  const std::scoped_lock one_at_a_time(lock_);
  const std::array<int, 2> along = {ends.theirs.number(), packs.number()};
  std::vector<std::byte> bytes;
  std::vector<Descriptor> descriptors;
  Arrival arrival = Arrival::closed;
  if (send(socket_.number(), BeginZygote{pack_bytes}, along)) {
    do {
      arrival = receive_bytes(socket_.number(), true, bytes, descriptors);
    } while (arrival == Arrival::nothing);
  }
  if (arrival == Arrival::closed) {
    return failure(ErrorCode::internal, "the launcher of workers has ended; start the program again");
  }
  if (descriptors.size() != 1) return failure(ErrorCode::internal, "no process for workers can be started");
  return ZygoteProcess{std::move(ends.ours), std::move(descriptors.front())};
}

LauncherLink::~LauncherLink() {
  socket_.reset();
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace prefill::sandbox
