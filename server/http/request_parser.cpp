// Beast is given bytes by hand (`put`) and not a stream, so that it is one compilation unit, needs no socket in tests,
// and so that the place where body bytes go can be chosen anew before every piece.

#include "server/http/request_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <limits>
#include <string>

namespace prefill::server {
namespace {

namespace http = boost::beast::http;

constexpr unsigned kHttp11 = 11;

Problem problem_of(const boost::system::error_code& error) {
  if (error == http::error::header_limit) {
    return {ProblemCode::headers_too_large, "send fewer or shorter header fields", 0, {}};
  }
  return {ProblemCode::bad_request, "this is not HTTP/1.1: " + error.message(), 0, {}};
}

Method method_of(http::verb verb) {
  if (verb == http::verb::get || verb == http::verb::head) return Method::get;
  return verb == http::verb::post ? Method::post : Method::other;
}

std::size_t count(const Request& request, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(),
                                                [&](const Header& header) { return same_name(header.name, name); }));
}

// The target's path, without the host that a client of a proxy puts before it.
std::string_view without_host(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

// What HTTP asks of a head beyond its grammar. Null when all is well.
const char* mistake_in(const Request& request, const RequestHead& head, unsigned version) {
  if (version != 10 && version != kHttp11) return "speak HTTP/1.1 or HTTP/1.0";
  if (!request.path.starts_with('/')) return "the path must begin with `/`";
  if (request.path.find('\0') != std::string::npos) return "the path must not hold a zero";
  if (const std::size_t hosts = count(request, "Host"); hosts > 1 || (hosts == 0 && version == kHttp11)) {
    return "name one `Host`";
  }
  const std::optional<std::string_view> coding = request.header("Transfer-Encoding");
  if (!coding) return nullptr;
  if (version != kHttp11) return "HTTP/1.0 has no `Transfer-Encoding`";
  if (head.content_length || count(request, "Content-Length") > 0) {
    return "give `Content-Length` or `Transfer-Encoding`, not both";
  }
  return same_name(*coding, "chunked") && count(request, "Transfer-Encoding") == 1
             ? nullptr
             : "`Transfer-Encoding` must be `chunked`";
}

}  // namespace

struct RequestParser::Parser {
  http::request_parser<http::buffer_body> beast;
};

RequestParser::RequestParser(std::size_t header_limit) : parser_(std::make_unique<Parser>()) {
  parser_->beast.header_limit(static_cast<std::uint32_t>(header_limit));
  // Whoever takes the body knows how much it may be.
  parser_->beast.body_limit(boost::none);
}

RequestParser::~RequestParser() = default;

bool RequestParser::head_done() const {
  return !problem_ && parser_->beast.is_header_done();
}

bool RequestParser::done() const {
  return parser_->beast.is_done();
}

std::size_t RequestParser::take_head(std::string_view pending, Request& request) {
  boost::system::error_code error;
  const std::size_t used = parser_->beast.put(boost::asio::const_buffer(pending.data(), pending.size()), error);
  hungry_ = error == http::error::need_more;
  if (error && !hungry_) {
    problem_ = problem_of(error);
  } else if (parser_->beast.is_header_done()) {
    finish_head(request);
  }
  return used;
}

void RequestParser::finish_head(Request& request) {
  auto& beast = parser_->beast;
  const auto& message = beast.get();
  request.method = method_of(message.method());
  request.headers.reserve(static_cast<std::size_t>(std::distance(message.begin(), message.end())));
  for (const auto& field : message) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  const std::string_view target = without_host({message.target().data(), message.target().size()});
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = percent_decoded(target.substr(0, question));
  request.query = parse_form(target.substr(std::min(question + 1, target.size())));
  head_.head = message.method() == http::verb::head;
  head_.keep_alive = beast.keep_alive();
  head_.chunked = beast.chunked();
  if (const auto length = beast.content_length()) head_.content_length = *length;
  head_.expects_continue = same_name(request.header("Expect").value_or(""), "100-continue");
  if (const char* mistake = mistake_in(request, head_, message.version())) {
    problem_ = Problem{ProblemCode::bad_request, mistake, 0, {}};
  }
  beast.eager(true);
}

std::size_t RequestParser::take_body(std::string_view pending, std::span<unsigned char> into, std::size_t& written) {
  written = 0;
  hungry_ = pending.empty();
  if (hungry_) return 0;
  auto& body = parser_->beast.get().body();
  body.data = into.data();
  body.size = into.size();
  body.more = true;
  boost::system::error_code error;
  const std::size_t used = parser_->beast.put(boost::asio::const_buffer(pending.data(), pending.size()), error);
  written = into.size() - body.size;
  hungry_ = error == http::error::need_more;
  if (error && !hungry_ && error != http::error::need_buffer) problem_ = problem_of(error);
  return used;
}

}  // namespace prefill::server
