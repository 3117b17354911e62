// Lines are put together where they arise and handed over as text; the thread writes all that has gathered at once.

#include "server/log.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <utility>

#include "extractor/json_writer.h"

namespace prefill::server {
namespace {

constexpr std::size_t kPendingLimit = std::size_t{8} << 20;

// RFC 3339 with milliseconds, UTC.
std::string timestamp() {
  std::timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  std::tm utc{};
  gmtime_r(&now.tv_sec, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ", utc.tm_year + 1900, utc.tm_mon + 1,
                utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, now.tv_nsec / 1'000'000);
  return text.data();
}

std::uint64_t microseconds(std::chrono::nanoseconds time) {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

void text_member(JsonWriter& json, MemberName name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

// How the lines that belong to a request begin.
void begin_line(JsonWriter& json, std::string_view id, std::string_view trace) {
  json.begin_object();
  text_member(json, "time", timestamp());
  text_member(json, "id", id);
  text_member(json, "trace", trace);
}

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;  // nobody listens any more
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Log::Log(int descriptor) : descriptor_(descriptor), thread_([this] { run(); }) {}

Log::~Log() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  more_.notify_one();
  thread_.join();
}

void Log::visit(const Visit& visit) {
  std::string line;
  JsonWriter json(line);
  begin_line(json, visit.id, visit.traceparent);
  text_member(json, "remote", visit.remote);
  text_member(json, "client", visit.client);
  text_member(json, "method", visit.method);
  text_member(json, "route", visit.route);
  json.member("status", static_cast<std::uint64_t>(visit.status));
  text_member(json, "outcome", visit.outcome);
  json.member("bytesIn", visit.bytes_in);
  json.member("bytesOut", visit.bytes_out);
  json.member("us");
  json.begin_object();
  json.member("receive", microseconds(visit.receive));
  json.member("wait", microseconds(visit.wait));
  json.member("work", microseconds(visit.work));
  json.member("handle", microseconds(visit.handle));
  json.member("send", microseconds(visit.send));
  json.end_object();
  if (visit.documents > 0) {
    json.member("documents", static_cast<std::uint64_t>(visit.documents));
    json.member("worker", static_cast<std::uint64_t>(visit.worker));
  }
  json.end_object();
  add(line);
}

void Log::upstream(const UpstreamVisit& visit) {
  std::string line;
  JsonWriter json(line);
  begin_line(json, visit.id, visit.traceparent);
  json.member("upstream");
  json.begin_object();
  json.member("status", static_cast<std::uint64_t>(visit.status));
  text_member(json, "outcome", visit.outcome);
  text_member(json, "detail", visit.detail);
  json.member("us", microseconds(visit.took));
  json.end_object();
  json.end_object();
  add(line);
}

void Log::event(std::string_view what) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  text_member(json, "time", timestamp());
  text_member(json, "event", what);
  json.end_object();
  add(line);
}

std::uint64_t Log::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

void Log::add(std::string_view line) {
  const std::lock_guard lock(mutex_);
  if (pending_.size() + line.size() > kPendingLimit) {
    ++dropped_;
    ++dropped_now_;
    return;
  }
  const bool was_empty = pending_.empty();
  pending_ += line;
  pending_ += '\n';
  if (was_empty) more_.notify_one();
}

void Log::run() {
  // Signals are for the thread that waits for them.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  std::unique_lock lock(mutex_);
  while (!ending_ || !pending_.empty()) {
    more_.wait(lock, [this] { return ending_ || !pending_.empty(); });
    std::string text = std::exchange(pending_, {});
    if (const std::uint64_t lost = std::exchange(dropped_now_, 0); lost > 0) {
      text += R"({"event":"the log could not keep up; lines lost","lines":)" + std::to_string(lost) + "}\n";
    }
    lock.unlock();
    write_all(descriptor_, text);
    lock.lock();
  }
}

}  // namespace prefill::server
