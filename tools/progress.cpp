// Results on the same terminal would tear the line apart: then they are progress enough.

#include "tools/progress.h"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace prefill::tools {
namespace {

constexpr std::size_t worth_showing = 20;
constexpr std::size_t bar_columns = 30;

}  // namespace

Progress::Progress(std::size_t total)
    : total_(total), shown_(total > worth_showing && ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) != 1) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::advance() {
  ++done_;
  const Clock::time_point now = Clock::now();
  if (!shown_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const std::size_t filled = bar_columns * done_ / total_;
  const std::string bar = std::string(filled, '#') + std::string(bar_columns - filled, '.');
  std::fprintf(stderr, "\r[%s] %zu/%zu, %.0f a second\x1b[K", bar.c_str(), done_, total_,
               seconds > 0 ? static_cast<double>(done_) / seconds : 0.0);
}

}  // namespace prefill::tools
