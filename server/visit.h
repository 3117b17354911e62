// What is remembered of a request for log and metrics: how it went, and no part of what was in it.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "extractor/sandbox/task.h"
#include "server/http/route.h"

namespace prefill::server {

/// One request from its first byte to the last of its answer.
struct Visit {
  std::string id;
  std::string remote;
  std::string client;       // name; empty without one
  std::string_view method;  // "GET", "HEAD", "POST" or "other"
  std::string route;        // the pattern, never the path; empty when there is none
  std::string traceparent;  // W3C Trace Context, when the client sent a good one
  int status = 0;           // 0: the client went away before there was an answer
  std::string outcome;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::chrono::nanoseconds receive{};  // header and body, from the first byte on
  std::chrono::nanoseconds wait{};     // for a slot and for a worker
  std::chrono::nanoseconds work{};     // in the worker
  std::chrono::nanoseconds handle{};   // in the route
  std::chrono::nanoseconds send{};
  int worker = 0;  // process that read the document, the last one of several
  int documents = 0;
};

/// One document that a worker was asked to read.
struct Reading {
  Work work = Work::none;
  std::string_view outcome;  // "ok" or an error's code
  std::chrono::nanoseconds wait{};
  std::chrono::nanoseconds work_time{};
  const sandbox::Answer* answer = nullptr;  // null after an error
};

/// One call to the real portal behind this server.
struct UpstreamVisit {
  std::string id;           // of the request that it was for
  std::string traceparent;  // of the same
  int status = 0;           // what the portal answered; 0: nothing
  std::string outcome;      // "ok", "upstream_refused" for an answer from 400 on, or why there was none
  std::string detail;       // why, in words for an operator; nothing of what was sent or answered
  std::chrono::nanoseconds took{};
};

/// Is told of all. On the loop's thread; must not wait.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;
  virtual void visited(const Visit& visit) = 0;
  virtual void read(const Reading& reading) = 0;
  virtual void called(const UpstreamVisit& visit) = 0;
  /// Something that an operator should know: lower case, no full stop.
  virtual void notice(std::string_view what) = 0;
};

}  // namespace prefill::server
