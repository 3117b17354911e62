// The time left follows the rate of the last seconds: an archive begins with small documents and ends with large ones.

#include "tools/batch/display.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "tools/batch/process_memory.h"
#include "tools/batch/summary.h"
#include "tools/output.h"

namespace prefill::tools::batch {
namespace {

constexpr std::chrono::seconds rate_over{10};

std::size_t columns() {
  winsize window{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0) return 80;
  return window.ws_col;
}

std::string bar_text(double share) {
  constexpr std::size_t width = 24;
  const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * width);
  return "[" + std::string(filled, '#') + std::string(width - filled, '.') + "] ";
}

}  // namespace

Display::Display(std::uint64_t done, std::uint64_t total, bool quiet)
    : before_(done), total_(total), quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1), thread_([this] {
        run();
      }) {}

Display::~Display() {
  finish();
}

void Display::count(const DocumentNote& note) {
  done_.fetch_add(1, std::memory_order_relaxed);
  if (note.error) errors_[static_cast<std::size_t>(*note.error)].fetch_add(1, std::memory_order_relaxed);
}

void Display::finish() {
  {
    const std::lock_guard lock(mutex_);
    if (ended_) return;
    ended_ = true;
  }
  ending_.notify_all();
  thread_.join();
  if (terminal_ && !quiet_) std::fputs("\r\x1b[K", stderr);
}

double Display::recent_rate(Clock::time_point now, std::uint64_t done) {
  samples_.emplace_back(now, done);
  while (samples_.size() > 2 && now - samples_.front().first > rate_over) samples_.pop_front();
  const double seconds = std::chrono::duration<double>(now - samples_.front().first).count();
  return seconds > 0 ? static_cast<double>(done - samples_.front().second) / seconds : 0;
}

std::string Display::failures() const {
  std::uint64_t all = 0;
  std::string codes;
  for (std::size_t i = 0; i < error_count; ++i) {
    const std::uint64_t count = errors_[i];
    if (count == 0) continue;
    all += count;
    codes +=
        (codes.empty() ? "" : ", ") + std::string(error_name(static_cast<ErrorCode>(i))) + " " + std::to_string(count);
  }
  return std::to_string(all) + " failed" + (codes.empty() ? "" : " (" + codes + ")");
}

void Display::draw() {
  const std::uint64_t now_done = done_;
  const double rate = recent_rate(Clock::now(), now_done);
  const std::uint64_t done = before_ + now_done;
  std::string text = std::to_string(done) + (terminal_ ? "/" : " of ") + std::to_string(total_) +
                     (terminal_ ? ", " : " documents, ") + std::to_string(static_cast<std::uint64_t>(rate + 0.5)) +
                     (terminal_ ? "/s, " : " a second, ");
  if (rate > 0) text += duration_text(static_cast<double>(total_ - std::min(done, total_)) / rate) + " left, ";
  text += failures() + ", " + size_text(memory_);
  if (!terminal_) return complain(text);
  if (total_ > 0) text = bar_text(static_cast<double>(done) / static_cast<double>(total_)) + text;
  if (text.size() >= columns()) text.resize(columns() - 1);
  std::fprintf(stderr, "\r%s\x1b[K", text.c_str());
}

void Display::run() {
  constexpr std::chrono::milliseconds tick{250};
  constexpr std::chrono::seconds line_every{10};
  constexpr std::chrono::seconds memory_every{1};
  Clock::time_point next_line = Clock::now() + line_every;
  samples_.emplace_back(Clock::now(), 0);
  std::unique_lock lock(mutex_);
  while (!ended_) {
    const Clock::time_point now = Clock::now();
    if (now - sampled_ >= memory_every) {
      sampled_ = now;
      memory_ = memory_of_run();
      peak_ = std::max(peak_.load(), memory_.load());
    }
    if (!quiet_ && (terminal_ || now >= next_line)) {
      draw();
      next_line = now + line_every;
    }
    ending_.wait_for(lock, tick, [this] { return ended_; });
  }
}

}  // namespace prefill::tools::batch
