// How an exchange takes a body in, and has documents read.
//
// Where the next bytes go is asked right before they are parsed, never before a wait: during a wait a slot may have
// been taken back (see Workshop).

#include <charconv>
#include <utility>

#include "server/http/exchange.h"
#include "server/http/json_file_decoder.h"
#include "server/http/multipart_decoder.h"

namespace prefill::server {
namespace {

constexpr int kLastPage = 1'000'000;
constexpr int kLeastDpi = 18;
constexpr int kMostDpi = 600;

std::string_view as_text(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const unsigned char> as_bytes(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

Problem document_too_large(const Limits& limits) {
  return {ProblemCode::too_large, "a document may have " + std::to_string(limits.document_bytes) + " bytes", 0, {}};
}

Problem no_memory() {
  return {ProblemCode::busy, "too much is being received at this moment; try again", 1, {}};
}

std::optional<Problem> problem_of(Upload::Put put, const Limits& limits) {
  if (put == Upload::Put::too_large) return document_too_large(limits);
  if (put == Upload::Put::no_memory) return no_memory();
  return std::nullopt;
}

// A number in the query between `least` and `most`; nothing when it is something else.
std::optional<int> number(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = error == std::errc() && end == text.data() + text.size() && value >= least && value <= most;
  return good ? std::optional(value) : std::nullopt;
}

sandbox::Task task_of(Work work) {
  if (work == Work::text) return sandbox::Task::text;
  return work == Work::picture ? sandbox::Task::picture : sandbox::Task::extract;
}

}  // namespace

Exchange::Awaitable<Exchange::Refusal> Exchange::take_body() {
  switch (match_.route->body.form) {
    case BodyForm::none:
      break;
    case BodyForm::memory:
      co_return co_await take_memory();
    case BodyForm::json_file:
      co_return co_await take_json_file();
    case BodyForm::document: {
      std::optional<std::string> boundary = multipart_boundary(request_.header("Content-Type").value_or(""));
      if (boundary) co_return co_await take_parts(*std::move(boundary));
      co_return co_await take_document();
    }
  }
  co_return std::nullopt;
}

// Makes sure that there is something to parse.
Exchange::Awaitable<Exchange::Refusal> Exchange::fill() {
  if (parser_.problem()) co_return parser_.problem();
  if (!parser_.hungry() && !connection_.buffer_.empty()) co_return std::nullopt;
  if (connection_.buffer_.full()) {
    co_return Problem{ProblemCode::bad_request, "the head of a chunk is too long", 0, {}};
  }
  const bool came = co_await connection_.receive();
  if (came) co_return std::nullopt;
  if (connection_.expired_) co_return Problem{ProblemCode::request_timeout, "send the body faster", 0, {}};
  co_return Problem{ProblemCode::bad_request, "the body ended early", 0, {}};
}

std::size_t Exchange::parse_body(std::span<unsigned char> into) {
  std::size_t written = 0;
  const std::size_t used = parser_.take_body(connection_.buffer_.pending(), into, written);
  connection_.buffer_.consume(used);
  visit_.bytes_in += used;
  return written;
}

Exchange::Awaitable<Exchange::Refusal> Exchange::take_memory() {
  const std::size_t limit = match_.route->body.limit;
  while (!parser_.done()) {
    Refusal refusal = co_await fill();
    if (refusal) co_return refusal;
    const std::size_t size = parse_body(house_.scratch);
    if (memory_.text().size() + size > limit) {
      co_return Problem{ProblemCode::too_large, "at most " + std::to_string(limit) + " bytes are taken", 0, {}};
    }
    if (!memory_.append(as_text(std::span(house_.scratch).first(size)))) co_return no_memory();
  }
  if (parser_.problem()) co_return parser_.problem();
  request_.body = std::move(memory_.text());
  visit_.receive = Clock::now() - began_;
  co_return std::nullopt;
}

Exchange::Awaitable<Exchange::Refusal> Exchange::take_document() {
  const bool works = match_.route->body.work != Work::none;
  upload_.emplace(works ? &house_.workshop : nullptr, house_.memory, house_.limits.document_bytes);
  while (!parser_.done()) {
    Refusal refusal = co_await fill();
    if (refusal) co_return refusal;
    const std::span<unsigned char> direct = upload_->room();
    if (!direct.empty()) {
      upload_->commit(parse_body(direct));
      continue;
    }
    const std::size_t size = parse_body(house_.scratch);
    refusal = problem_of(upload_->put(std::span(house_.scratch).first(size)), house_.limits);
    if (refusal) co_return refusal;
  }
  if (parser_.problem()) co_return parser_.problem();
  visit_.receive = Clock::now() - began_;
  if (upload_->size() == 0) co_return Problem{ProblemCode::bad_request, "send a PDF as the body", 0, {}};
  co_return co_await read(*upload_, std::string(request_.parameter("file").value_or("-")));
}

Exchange::Awaitable<Exchange::Refusal> Exchange::take_json_file() {
  const BodyPlan& plan = match_.route->body;
  upload_.emplace(plan.work != Work::none ? &house_.workshop : nullptr, house_.memory, house_.limits.document_bytes);
  Upload::Put put = Upload::Put::ok;
  JsonFileDecoder decoder(plan.file_member, plan.limit, [&](std::span<const unsigned char> bytes) {
    put = upload_->put(bytes);
    return put == Upload::Put::ok;
  });
  while (!parser_.done()) {
    Refusal refusal = co_await fill();
    if (refusal) co_return refusal;
    const std::size_t size = parse_body(house_.scratch);
    const JsonFileDecoder::Outcome outcome = decoder.push(as_text(std::span(house_.scratch).first(size)));
    if (outcome == JsonFileDecoder::Outcome::file_too_large) co_return problem_of(put, house_.limits);
    if (outcome == JsonFileDecoder::Outcome::rest_too_large) {
      const std::string limit = std::to_string(plan.limit);
      co_return Problem{ProblemCode::too_large, "at most " + limit + " bytes are taken beside the file", 0, {}};
    }
  }
  if (parser_.problem()) co_return parser_.problem();
  visit_.receive = Clock::now() - began_;
  const FileFault fault = decoder.finish();
  request_.body = std::move(decoder.rest());
  if (fault != FileFault::none) {
    request_.documents.push_back({{}, {}, std::string(), fault});
    co_return std::nullopt;
  }
  co_return co_await read(*upload_, "-");
}

// One document after the other, so that one request never has more than one slot.
Exchange::Awaitable<Exchange::Refusal> Exchange::take_parts(std::string boundary) {
  MultipartDecoder decoder(boundary);
  bool in_file = false;
  while (!parser_.done()) {
    Refusal refusal = co_await fill();
    if (refusal) co_return refusal;
    const std::size_t size = parse_body(house_.scratch);
    decoder.feed(as_text(std::span(house_.scratch).first(size)));
    for (MultipartEvent event = decoder.next(); event.kind != MultipartEvent::Kind::need_more; event = decoder.next()) {
      if (event.kind == MultipartEvent::Kind::end) break;
      if (event.kind == MultipartEvent::Kind::broken) {
        co_return Problem{ProblemCode::bad_request, "the body is not multipart of the boundary named", 0, {}};
      }
      if (event.kind == MultipartEvent::Kind::part) {
        in_file = decoder.file_name().has_value();
        if (in_file && request_.documents.size() == house_.limits.parts) {
          const std::string most = std::to_string(house_.limits.parts);
          co_return Problem{ProblemCode::too_large, "at most " + most + " files are taken at once", 0, {}};
        }
        upload_.reset();
        if (in_file) upload_.emplace(&house_.workshop, house_.memory, house_.limits.document_bytes);
      } else if (in_file && event.kind == MultipartEvent::Kind::data) {
        refusal = problem_of(upload_->put(as_bytes(event.data)), house_.limits);
        if (refusal) co_return refusal;
      } else if (in_file && event.kind == MultipartEvent::Kind::part_end) {
        refusal = co_await read(*upload_, *decoder.file_name());
        if (refusal) co_return refusal;
        outcome_.reset();
        request_.documents.back().bytes = {};
        connection_.within(house_.limits.body_time);
      }
    }
  }
  if (parser_.problem()) co_return parser_.problem();
  MultipartEvent last = decoder.next();
  if (last.kind != MultipartEvent::Kind::end) {
    co_return Problem{ProblemCode::bad_request, "the body ends before its last boundary", 0, {}};
  }
  if (request_.documents.empty()) {
    co_return Problem{ProblemCode::bad_request, "no part has a `filename`; send each PDF as a file", 0, {}};
  }
  visit_.receive = Clock::now() - began_ - visit_.wait - visit_.work;
  co_return std::nullopt;
}

Exchange::Refusal Exchange::job(const std::string& name, sandbox::Request& job) const {
  job.task = task_of(match_.route->body.work);
  job.file = name;
  if (job.task != sandbox::Task::picture) return std::nullopt;
  const std::optional<int> page = number(request_.parameter("page").value_or("1"), 1, kLastPage);
  const std::optional<int> dpi = number(request_.parameter("dpi").value_or("96"), kLeastDpi, kMostDpi);
  if (!page) return Problem{ProblemCode::bad_request, "`page` is a number from 1", 0, {}};
  if (!dpi) return Problem{ProblemCode::bad_request, "`dpi` is a number from 18 to 600", 0, {}};
  job.page = *page;
  job.dpi = *dpi;
  return std::nullopt;
}

Exchange::Awaitable<Exchange::Refusal> Exchange::read(Upload& upload, std::string name) {
  if (upload.lost()) co_return no_memory();
  if (match_.route->body.work == Work::none) {
    request_.documents.push_back({std::move(name), upload.bytes(), std::string(), FileFault::none});
    co_return std::nullopt;
  }
  sandbox::Request request;
  Refusal refusal = job(name, request);
  if (refusal) co_return refusal;
  const Clock::time_point begin = Clock::now();
  std::optional<Seat> seat = co_await seat_for(upload);
  if (!seat) co_return Problem{ProblemCode::busy, "all workers are busy; try again", 1, {}};
  const std::chrono::nanoseconds waited = Clock::now() - begin;
  co_await have_read(*std::move(seat), upload.size(), std::move(request));
  visit_.wait += waited + outcome_->waited;
  visit_.work += outcome_->took;
  visit_.worker = outcome_->process;
  ++visit_.documents;
  const std::string_view ending = outcome_->result ? "ok" : error_name(outcome_->result.error().code);
  const sandbox::Answer* const answer = outcome_->result ? &*outcome_->result : nullptr;
  house_.observer.read({match_.route->body.work, ending, waited + outcome_->waited, outcome_->took, answer});
  std::span<const unsigned char> bytes;
  if (outcome_->seat) bytes = outcome_->seat->input().first(upload.size());
  if (answer != nullptr && match_.route->body.work == Work::extract && house_.shadow) house_.shadow(bytes, *answer);
  Result<std::string> text = outcome_->result.map([](sandbox::Answer& a) { return std::move(a.bytes); });
  request_.documents.push_back({std::move(name), bytes, std::move(text), FileFault::none});
  co_return std::nullopt;
}

Exchange::Awaitable<std::optional<Seat>> Exchange::seat_for(Upload& upload) {
  std::optional<Seat> seat = upload.take_seat();
  if (seat) co_return seat;
  const Workshop::Ticket ticket = house_.workshop.queue([&](Seat given) {
    seat.emplace(std::move(given));
    connection_.bell_.ring();
  });
  connection_.within(house_.limits.worker_wait);
  while (!seat && !connection_.expired_ && !connection_.cut_) co_await connection_.bell_.wait();
  if (seat) {
    upload.move_into(*seat);
  } else {
    house_.workshop.leave(ticket);
  }
  co_return seat;
}

Exchange::Awaitable<void> Exchange::have_read(Seat seat, std::size_t size, sandbox::Request request) {
  outcome_.reset();
  house_.workshop.submit(std::move(seat), size, std::move(request), [this](Outcome outcome) {
    outcome_.emplace(std::move(outcome));
    connection_.bell_.ring();
  });
  // The pool's deadline ends this, whatever becomes of the connection.
  while (!outcome_) co_await connection_.bell_.wait();
}

}  // namespace prefill::server
