// A call may have done its work though no answer came: no POST is sent twice but one that was answered 401.

#include "server/choruspro/portal_client.h"

#include <array>
#include <utility>

#include "server/choruspro/envelope.h"
#include "server/choruspro/portal_credentials.h"
#include "server/durable_file.h"
#include "server/http/head_checks.h"

namespace prefill::server {
namespace {

using Steady = std::chrono::steady_clock;

/// Flows of the portal have up to 30 MB.
constexpr std::size_t kLargestAnswer = std::size_t{32} << 20;

/// Why a call was not answered; the first ones as those of CallFault.
enum class Kind : std::uint8_t {
  unreachable,
  untrusted,
  late,
  broken,
  too_large,
  abandoned,
  not_let_in,
  redirected,
  busy
};

/// How a kind of fault is told.
struct Words {
  Kind kind;
  std::string_view outcome;
  int status;
  std::string_view message;
  std::string_view hint;
};

constexpr std::string_view kLookFirst = "look before you send it again: the portal may have done what it was asked";
constexpr std::string_view kAskOperator = "ask whoever runs this service; its log says more";

// In the order of the enumeration.
constexpr std::array<Words, 9> kWords = {{
    {Kind::unreachable, "upstream_unreachable", 502, "the portal cannot be reached",
     "try again later: nothing was sent"},
    {Kind::untrusted, "upstream_untrusted", 502, "what answers in the portal's place cannot be trusted", kAskOperator},
    {Kind::late, "upstream_late", 504, "the portal did not answer in time", kLookFirst},
    {Kind::broken, "upstream_broken", 502, "the portal broke its answer off", kLookFirst},
    {Kind::too_large, "upstream_too_large", 502, "the portal's answer has more than 32 MiB", "ask for less at once"},
    {Kind::abandoned, "upstream_abandoned", 503, "this server ended before the portal had answered", kLookFirst},
    {Kind::not_let_in, "upstream_not_let_in", 502, "the portal does not let this server in", kAskOperator},
    {Kind::redirected, "upstream_redirected", 502, "what answers in the portal's place names another address",
     kAskOperator},
    {Kind::busy, "upstream_busy", 503, "as many calls as may be are waiting for the portal", "try again in a moment"},
}};

const Words& words_of(Kind kind) {
  return kWords[static_cast<std::size_t>(kind)];
}

constexpr bool in_order() {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i].kind != static_cast<Kind>(i)) return false;
  }
  return static_cast<int>(Kind::abandoned) == static_cast<int>(CallFault::Kind::abandoned);
}
static_assert(in_order());

/// "?a=b&c=d" as it came, or nothing.
std::string query_of(const Request& request) {
  std::string query;
  for (const auto& [name, value] : request.query) {
    query += (query.empty() ? '?' : '&') + percent_encoded(name) + '=' + percent_encoded(value);
  }
  return query;
}

OutgoingCall call_of(const Request& request, const std::string& base, const PortalPass& pass) {
  OutgoingCall call;
  call.method = request.method;
  call.url = base + request.path + query_of(request);
  call.headers = {
      {"Authorization", pass.authorization}, {"cpro-account", pass.account}, {"Accept", "application/json"}};
  if (const std::string trace = traceparent(request); !trace.empty()) call.headers.push_back({"traceparent", trace});
  if (request.method == Method::post) {
    const auto type = request.header("Content-Type").value_or("application/json;charset=utf-8");
    call.headers.push_back({"Content-Type", std::string(type)});
    call.body = request.body;
  }
  return call;
}

Response response_of(IncomingAnswer answer) {
  Response response;
  response.status = answer.status;
  if (!answer.content_type.empty()) response.content_type = std::move(answer.content_type);
  if (answer.retry_after > 0) response.headers.push_back({"Retry-After", std::to_string(answer.retry_after)});
  response.body = std::move(answer.body);
  response.outcome = answer.status < 400 ? "ok" : "upstream_refused";
  return response;
}

Response response_of(const Words& words) {
  const bool later = words.status == 503;
  const ReturnCode code = later ? ReturnCode::unavailable : ReturnCode::upstream;
  Response response = refuse(Mistake{code, "", std::string(words.message), std::string(words.hint)}, words.status);
  if (later) response.headers.push_back({"Retry-After", "1"});
  response.outcome = words.outcome;
  return response;
}

/// Counts itself while it lives.
class Seat {
 public:
  explicit Seat(std::atomic<std::size_t>& taken) : taken_(taken), number_(++taken) {}
  ~Seat() { --taken_; }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::atomic<std::size_t>& taken_;
  const std::size_t number_;
};

}  // namespace

struct PortalClient::Fault {
  Kind kind = Kind::broken;
  std::string detail;

  // NOLINTNEXTLINE(google-explicit-constructor): it is the same fault
  Fault(CallFault fault) : kind(static_cast<Kind>(fault.kind)), detail(std::move(fault.detail)) {}
  Fault(Kind kind_, std::string detail_) : kind(kind_), detail(std::move(detail_)) {}
};

Result<std::unique_ptr<PortalClient>> PortalClient::open(UpstreamOptions options, Observer observer) {
  if (const auto credentials = read_portal_credentials(options.credentials); !credentials) {
    return tl::unexpected(credentials.error());
  }
  if (!options.ca.empty()) {
    if (const auto read = read_whole(options.ca); !read) return tl::unexpected(read.error());
  }
  while (options.url.ends_with('/')) options.url.pop_back();
  return std::unique_ptr<PortalClient>(new PortalClient(std::move(options), std::move(observer)));
}

PortalClient::PortalClient(UpstreamOptions options, Observer observer)
    : options_(std::move(options)),
      observer_(std::move(observer)),
      client_(options_.ca, kLargestAnswer),
      token_(client_, options_.credentials) {}

Response PortalClient::pass_on(const Request& request) {
  const Steady::time_point began = Steady::now();
  const Seat seat(under_way_);
  UpstreamVisit visit{request.id, traceparent(request), 0, {}, {}, {}};
  Response response;
  auto answer = seat.number() <= options_.calls ? ask(request) : tl::unexpected(Fault(Kind::busy, {}));
  if (answer) {
    visit.status = answer->status;
    response = response_of(*std::move(answer));
  } else {
    visit.detail = answer.error().detail;
    response = response_of(words_of(answer.error().kind));
  }
  visit.outcome = response.outcome;
  visit.took = Steady::now() - began;
  observer_(visit);
  return response;
}

tl::expected<IncomingAnswer, PortalClient::Fault> PortalClient::ask(const Request& request) {
  const Steady::time_point deadline = Steady::now() + options_.time;
  for (bool again : {true, false}) {
    const auto pass = token_.pass(deadline);
    if (!pass && pass.error().call) return tl::unexpected(Fault(*pass.error().call));
    if (!pass) return tl::unexpected(Fault(Kind::not_let_in, pass.error().detail));
    OutgoingCall call = call_of(request, options_.url, *pass);
    call.deadline = deadline;
    auto answer = client_.call(call);
    if (!answer) return tl::unexpected(Fault(answer.error()));
    if (answer->status >= 300 && answer->status < 400) {
      return tl::unexpected(Fault(Kind::redirected, "answered " + std::to_string(answer->status)));
    }
    if (answer->status != 401) return *std::move(answer);
    token_.refused(*pass);
    if (!again) break;
  }
  return tl::unexpected(Fault(Kind::not_let_in, "a new token was answered 401"));
}

}  // namespace prefill::server
