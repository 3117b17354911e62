// The one file of the server that knows libcurl. An easy handle keeps its connection between calls: the handle that was
// used last is used first, so that the others may go cold.

#include "server/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "extractor/version.h"

namespace prefill::server {
namespace {

using Kind = CallFault::Kind;
using Milliseconds = std::chrono::milliseconds;

/// A server that has not taken the call by then is not going to.
constexpr Milliseconds kConnectTime{5'000};
/// Gateways drop connections that were idle for a minute; one of those would cost a call.
constexpr long kIdleSeconds = 30;

void begin_curl() {
  // Once, and for good: other threads may use it until the very end.
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (begun != CURLE_OK) throw std::runtime_error("libcurl cannot be used");
}

using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

List list_of(const std::vector<Header>& headers) {
  List list(nullptr, curl_slist_free_all);
  const auto add = [&](const std::string& line) {
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
  };
  for (const Header& header : headers) add(header.name + ": " + header.value);
  // Asking first whether the body may be sent costs a second where the server does not know the question.
  add("Expect:");
  return list;
}

bool is_about_tls(CURLcode code) {
  switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED:
      return true;
    default:
      return false;
  }
}

}  // namespace

/// A handle of libcurl, and the answer that it is receiving.
class HttpClient::Line {
 public:
  explicit Line(const HttpClient& client) : client_(client), curl_(curl_easy_init(), curl_easy_cleanup) {
    if (!curl_) throw std::bad_alloc();
  }

  tl::expected<IncomingAnswer, CallFault> call(const OutgoingCall& call) {
    answer_ = {};
    too_large_ = false;
    times_sent_ = 0;
    const auto left = std::chrono::ceil<Milliseconds>(call.deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return tl::unexpected(CallFault{Kind::unreachable, "no time is left"});
    const List headers = list_of(call.headers);
    curl_easy_reset(curl_.get());
    limit(left);
    say(call, headers.get());
    listen();
    const CURLcode code = curl_easy_perform(curl_.get());
    if (code != CURLE_OK) return tl::unexpected(CallFault{kind_of(code), curl_easy_strerror(code)});
    answer_.status = static_cast<int>(told<long>(CURLINFO_RESPONSE_CODE));
    answer_.retry_after = static_cast<int>(std::min<curl_off_t>(told<curl_off_t>(CURLINFO_RETRY_AFTER), 86'400));
    const char* const type = told<const char*>(CURLINFO_CONTENT_TYPE);
    if (type != nullptr) answer_.content_type = type;
    return std::move(answer_);
  }

 private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(curl_.get(), option, value);
    if (code != CURLE_OK) throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(code));
  }

  template <typename Value>
  [[nodiscard]] Value told(CURLINFO what) const {
    Value value{};
    curl_easy_getinfo(curl_.get(), what, &value);
    return value;
  }

  void limit(Milliseconds left) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!client_.ca_file_.empty()) set(CURLOPT_CAINFO, client_.ca_file_.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(left, kConnectTime).count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    set(CURLOPT_MAXAGE_CONN, kIdleSeconds);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Line::may_go_on);
    set(CURLOPT_XFERINFODATA, this);
  }

  void say(const OutgoingCall& call, const curl_slist* headers) {
    static const std::string agent = "prefill/" + std::string(version);
    set(CURLOPT_URL, call.url.c_str());
    set(CURLOPT_USERAGENT, agent.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    if (call.method != Method::post) return;
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    set(CURLOPT_POSTFIELDS, call.body.data());
    // libcurl repeats a call by itself when a connection that was used before ends without a byte; the server may have
    // done what it was asked.
    set(CURLOPT_PREREQFUNCTION, &Line::may_be_sent);
    set(CURLOPT_PREREQDATA, this);
  }

  void listen() {
    set(CURLOPT_WRITEFUNCTION, &Line::take);
    set(CURLOPT_WRITEDATA, this);
  }

  [[nodiscard]] Kind kind_of(CURLcode code) const {
    if (times_sent_ > 1) return Kind::broken;
    if (code == CURLE_ABORTED_BY_CALLBACK) return Kind::abandoned;
    if (too_large_) return Kind::too_large;
    const bool sent = told<long>(CURLINFO_REQUEST_SIZE) > 0;
    if (!sent && is_about_tls(code)) return Kind::untrusted;
    if (!sent) return Kind::unreachable;
    return code == CURLE_OPERATION_TIMEDOUT ? Kind::late : Kind::broken;
  }

  static std::size_t take(const char* bytes, std::size_t, std::size_t count, void* line) {
    Line& self = *static_cast<Line*>(line);
    self.too_large_ = count > self.client_.answer_limit_ - self.answer_.body.size();
    if (self.too_large_) return 0;
    self.answer_.body.append(bytes, count);
    return count;
  }

  static int may_be_sent(void* line, char*, char*, int, int) {
    return ++static_cast<Line*>(line)->times_sent_ > 1 ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
  }

  static int may_go_on(void* line, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Line*>(line)->client_.abandoned_ ? 1 : 0;
  }

  const HttpClient& client_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  IncomingAnswer answer_;
  bool too_large_ = false;
  int times_sent_ = 0;
};

HttpClient::HttpClient(std::string ca_file, std::size_t answer_limit)
    : ca_file_(std::move(ca_file)), answer_limit_(answer_limit) {
  begin_curl();
}

HttpClient::~HttpClient() = default;

tl::expected<IncomingAnswer, CallFault> HttpClient::call(const OutgoingCall& call) {
  if (abandoned_) return tl::unexpected(CallFault{Kind::abandoned, "the server is ending"});
  std::unique_ptr<Line> line = take_line();
  auto answer = line->call(call);
  give_back(std::move(line));
  return answer;
}

std::unique_ptr<HttpClient::Line> HttpClient::take_line() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Line> line = std::move(idle_.back());
      idle_.pop_back();
      return line;
    }
  }
  return std::make_unique<Line>(*this);
}

void HttpClient::give_back(std::unique_ptr<Line> line) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(line));
}

}  // namespace prefill::server
