// `prefill-workers`: the launcher of confined processes as a program of its own, begun by `prefill` and of no use to
// anybody else. It has nothing of the service: no server, no databases, no cryptography.

#include <sys/socket.h>

#include <cstdio>

#include "extractor/sandbox/launcher_process.h"

int main() {
  using prefill::sandbox::launcher_socket;
  int kind = 0;
  socklen_t size = sizeof kind;
  if (::getsockopt(launcher_socket, SOL_SOCKET, SO_TYPE, &kind, &size) != 0 || kind != SOCK_SEQPACKET) {
    std::fputs("prefill-workers: begun by `prefill serve` and `prefill batch`, never by hand\n", stderr);
    return 2;
  }
  prefill::sandbox::run_launcher(launcher_socket);
}
