// Plain write(2): the stream classes of the library say too late, or not at all, that the disk is full.

#include "tools/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace prefill::tools {
namespace {

// Zero, or the errno of the write that failed.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

bool write_output(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error != 0 && error != EPIPE) complain(std::string("the output cannot be written: ") + std::strerror(error));
  return error == 0;
}

void complain(std::string_view message) {
  static_cast<void>(write_all(STDERR_FILENO, "prefill: " + std::string(message) + "\n"));
}

bool colours_wanted() {
  const char* refused = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

int output_columns(int otherwise) {
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0) return otherwise;
  return window.ws_col;
}

}  // namespace prefill::tools
