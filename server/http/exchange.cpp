// Local variables are named before each wait: what lives across a wait lives in the coroutine, and should be seen to.

#include "server/http/exchange.h"

#include <exception>
#include <utility>

#include "server/http/head_checks.h"
#include "server/http/multipart_decoder.h"
#include "server/http/response_head.h"

namespace prefill::server {
namespace {

// A refused body of this size is read to its end so that the connection may go on; a larger one ends it.
constexpr std::size_t kPassedOver = 65536;

std::string_view method_name(Method method, bool head) {
  if (method == Method::get) return head ? "HEAD" : "GET";
  return method == Method::post ? "POST" : "other";
}

}  // namespace

Exchange::Exchange(Connection& connection)
    : connection_(connection),
      house_(connection.house_),
      parser_(connection.house_.limits.header_bytes),
      began_(Clock::now()),
      memory_(connection.house_.memory) {}

Exchange::Awaitable<bool> Exchange::run() {
  const bool understood = co_await take_head();
  note_head();
  Response response;
  if (understood) {
    response = co_await answer();
  } else if (parser_.problem()) {
    response = refused(*parser_.problem());
  } else if (connection_.expired_) {
    response = refused({ProblemCode::request_timeout, "send the whole header sooner", 0, {}});
  } else {
    co_return false;
  }
  const bool sent = co_await send(response);
  visit_.status = response.status;
  visit_.outcome = sent ? response.outcome : "gone";
  house_.observer.visited(visit_);
  if (!sent || !keep_) co_return false;
  // What the answer still holds is not needed while the rest of the body comes.
  outcome_.reset();
  co_await pass_over_body();
  co_return parser_.done();
}

Exchange::Awaitable<bool> Exchange::take_head() {
  while (!parser_.head_done()) {
    const std::size_t used = parser_.take_head(connection_.buffer_.pending(), request_);
    connection_.buffer_.consume(used);
    visit_.bytes_in += used;
    if (parser_.problem()) co_return false;
    if (parser_.head_done()) break;
    if (!parser_.hungry() && used > 0) continue;
    if (connection_.buffer_.full()) co_return false;
    const bool came = co_await connection_.receive();
    if (!came) co_return false;
  }
  co_return true;
}

void Exchange::note_head() {
  request_.remote = house_.behind_proxy ? forwarded_for(request_, connection_.remote_) : connection_.remote_;
  request_.id = request_id(request_, house_.random());
  const bool known = parser_.head_done();
  match_ = known ? house_.router->find(request_.method, request_.path) : house_.router->find(Method::other, "");
  visit_.id = request_.id;
  visit_.remote = request_.remote;
  visit_.method = method_name(request_.method, parser_.head().head);
  visit_.traceparent = traceparent(request_);
  if (match_.route != nullptr) visit_.route = match_.route->path;
}

Exchange::Awaitable<Response> Exchange::answer() {
  Refusal refusal = check_head();
  if (!refusal) refusal = co_await ask_gate();
  if (!refusal) {
    if (parser_.head().expects_continue && parser_.head().has_body() && connection_.buffer_.empty()) {
      co_await connection_.wire_.write("HTTP/1.1 100 Continue\r\n\r\n", {});
    }
    connection_.within(house_.limits.body_time);
    refusal = co_await take_body();
  }
  if (refusal) co_return refused(*refusal);
  Response response = co_await call_route();
  co_return response;
}

Exchange::Refusal Exchange::check_head() const {
  if (house_.local_names_only) {
    if (Refusal refusal = from_another_site(request_)) return refusal;
  }
  if (match_.route == nullptr) {
    if (match_.allow.empty()) return Problem{ProblemCode::not_found, "see /openapi.yaml for what there is", 0, {}};
    return Problem{ProblemCode::method_not_allowed, "use " + match_.allow, 0, {{"Allow", match_.allow}}};
  }
  const RequestHead& head = parser_.head();
  const BodyPlan& plan = match_.route->body;
  if (head.has_body() && !same_name(request_.header("Content-Encoding").value_or("identity"), "identity")) {
    return Problem{ProblemCode::unsupported_type, "send the body without `Content-Encoding`", 0, {}};
  }
  const std::uint64_t length = head.content_length.value_or(0);
  const std::uint64_t document = house_.limits.document_bytes;
  if (plan.form == BodyForm::memory && length > plan.limit) {
    return Problem{ProblemCode::too_large, "at most " + std::to_string(plan.limit) + " bytes are taken", 0, {}};
  }
  const std::string_view type = request_.header("Content-Type").value_or("");
  const bool parts = plan.form == BodyForm::document && multipart_boundary(type).has_value();
  // Twice: base64 and its line breaks.
  const bool too_large = (plan.form == BodyForm::document && !parts && length > document) ||
                         (plan.form == BodyForm::json_file && length > 2 * document + plan.limit);
  if (too_large) {
    return Problem{ProblemCode::too_large, "a document may have " + std::to_string(document) + " bytes", 0, {}};
  }
  const std::string_view bare = type.substr(0, type.find(';'));
  if (plan.form == BodyForm::document && !parts && !bare.empty() && !same_name(bare, "application/pdf") &&
      !same_name(bare, "application/octet-stream")) {
    return Problem{ProblemCode::unsupported_type,
                   "send `Content-Type: application/pdf`, or `multipart/form-data` with its boundary",
                   0,
                   {}};
  }
  return std::nullopt;
}

Exchange::Awaitable<Exchange::Refusal> Exchange::ask_gate() {
  const Access access = match_.route->access;
  if (house_.gate == nullptr || access == Access::open) co_return std::nullopt;
  if (access == Access::local_or_token && is_local(request_.remote)) co_return std::nullopt;
  const Access asked = access == Access::local_or_token ? Access::token : access;
  std::optional<Admission> admission = house_.gate->admit_at_once(request_, asked);
  if (!admission) {
    bool done = false;
    house_.loop.in_office([&] {
      admission = house_.gate->admit(request_, asked);
      house_.loop.post([&] {
        done = true;
        connection_.bell_.ring();
      });
    });
    while (!done) co_await connection_.bell_.wait();
  }
  request_.client = std::move(admission->client);
  gate_headers_ = std::move(admission->headers);
  if (request_.client) visit_.client = request_.client->name;
  co_return std::move(admission->problem);
}

Exchange::Awaitable<Response> Exchange::call_route() {
  const Clock::time_point start = Clock::now();
  Response response;
  const auto call = [&] {
    try {
      response = match_.route->handle(request_);
    } catch (const std::exception& error) {
      response = refused({ProblemCode::internal, "try again, and tell the operator this request's id", 0, {}});
      house_.loop.post([&observer = house_.observer, route = match_.route->path, what = std::string(error.what())] {
        observer.notice("`" + route + "` failed: " + what);
      });
    }
  };
  if (match_.route->blocking) {
    bool done = false;
    house_.loop.in_office([&] {
      call();
      house_.loop.post([&] {
        done = true;
        connection_.bell_.ring();
      });
    });
    while (!done) co_await connection_.bell_.wait();
  } else {
    call();
  }
  visit_.handle += Clock::now() - start;
  response.headers.insert(response.headers.end(), gate_headers_.begin(), gate_headers_.end());
  co_return response;
}

Exchange::Awaitable<bool> Exchange::send(const Response& response) {
  const Clock::time_point start = Clock::now();
  connection_.within(house_.limits.answer_time);
  const RequestHead& request = parser_.head();
  const bool little_left = !request.chunked && !request.expects_continue &&
                           request.content_length.value_or(0) <= kPassedOver && !parser_.problem();
  keep_ = request.keep_alive && !house_.draining && parser_.head_done() && (parser_.done() || little_left);
  const Afterwards after = keep_ ? Afterwards::keep : Afterwards::close;
  const std::string head = response_head(response, request_.id, after);
  const std::string_view body = request.head ? std::string_view() : std::string_view(response.body);
  const bool sent = co_await connection_.wire_.write(head, body);
  visit_.bytes_out = head.size() + body.size();
  visit_.send = Clock::now() - start;
  co_return sent;
}

Exchange::Awaitable<void> Exchange::pass_over_body() {
  connection_.within(house_.limits.body_time);
  while (!parser_.done() && !parser_.problem()) {
    (void)parse_body(house_.scratch);
    if (!parser_.hungry()) continue;
    const bool came = co_await connection_.receive();
    if (!came) co_return;
  }
}

Response Exchange::refused(const Problem& problem) const {
  return match_.mount->refuse(problem, request_);
}

}  // namespace prefill::server
