// The launcher does as little as can be: receive two descriptors, fork, answer. What it forks never returns here.

#include "extractor/sandbox/launcher_process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <csignal>
#include <cstdlib>
#include <cstring>

#include "extractor/sandbox/messages.h"
#include "extractor/sandbox/zygote.h"
#include "extractor/version.h"

namespace prefill::sandbox {
namespace {

Descriptor process_descriptor(int process) {
  return Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
}

[[noreturn]] void become_zygote(Descriptor socket, Descriptor packs, std::size_t pack_bytes, TaskHook hook) {
  std::signal(SIGCHLD, SIG_DFL);
  run_zygote(std::move(socket), std::move(packs), pack_bytes, hook);
  ::_exit(EXIT_SUCCESS);
}

void begin_zygote(int socket, const BeginZygote& order, std::vector<Descriptor>& descriptors, TaskHook hook) {
  constexpr std::size_t kSocketAndPacks = 2;
  ZygoteBegun answer;
  Descriptor process;
  if (descriptors.size() == kSocketAndPacks) {
    answer.process = ::fork();
    if (answer.process == 0) {
      ::close(socket);
      become_zygote(std::move(descriptors[0]), std::move(descriptors[1]), order.pack_bytes, hook);
    }
    if (answer.process > 0) process = process_descriptor(answer.process);
  }
  if (!process) answer.process = 0;
  const int number = process.number();
  send(socket, answer, process ? std::span<const int>(&number, 1) : std::span<const int>());
}

}  // namespace

void shed_inheritance(int kept) {
  // Whatever had this number goes.
  if (kept != launcher_socket) ::dup3(kept, launcher_socket, O_CLOEXEC);
  ::close_range(launcher_socket + 1, ~0U, 0);
  if (const Descriptor nowhere(::open("/dev/null", O_RDWR | O_CLOEXEC)); nowhere) {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere.number(), stream);
  } else {
    ::close_range(STDIN_FILENO, STDERR_FILENO, 0);
  }
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGTSTP, SIGUSR1, SIGUSR2}) {
    std::signal(signal, SIG_IGN);
  }
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void run_launcher(int socket, TaskHook hook) {
  shed_inheritance(socket);
  ::prctl(PR_SET_NAME, "prefill-launch");
  std::signal(SIGCHLD, SIG_IGN);  // nobody waits for zygotes: their pools watch them
  LauncherReady ready;
  put_text(ready.version, version);
  if (!send(launcher_socket, ready)) return;
  std::vector<std::byte> bytes;
  std::vector<Descriptor> descriptors;
  for (;;) {
    const Arrival arrival = receive_bytes(launcher_socket, true, bytes, descriptors);
    if (arrival == Arrival::closed) return;
    BeginZygote order;
    if (arrival == Arrival::nothing || bytes.size() != sizeof order) continue;
    std::memcpy(&order, bytes.data(), sizeof order);
    begin_zygote(launcher_socket, order, descriptors, hook);
    descriptors.clear();
  }
}

}  // namespace prefill::sandbox
