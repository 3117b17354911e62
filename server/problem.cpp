// One table: name, status, title and what to do about it. The names are told to clients, logs and metrics alike.

#include "server/problem.h"

#include <array>

#include "extractor/json_writer.h"

namespace prefill::server {
namespace {

struct Kind {
  ProblemCode code;
  std::string_view name;
  int status;
  std::string_view title;
};

// In the order of the enumeration.
constexpr std::array kKinds{
    Kind{ProblemCode::bad_request, "bad_request", 400, "the request is not understood"},
    Kind{ProblemCode::missing_token, "missing_token", 401, "a token is needed"},
    Kind{ProblemCode::unknown_token, "unknown_token", 401, "the token is not known"},
    Kind{ProblemCode::expired_token, "expired_token", 401, "the token has expired"},
    Kind{ProblemCode::missing_account, "missing_account", 403, "a technical account is needed"},
    Kind{ProblemCode::wrong_account, "wrong_account", 403, "the technical account is not accepted"},
    Kind{ProblemCode::forbidden, "forbidden", 403, "this is not allowed"},
    Kind{ProblemCode::not_found, "not_found", 404, "there is nothing under this path"},
    Kind{ProblemCode::method_not_allowed, "method_not_allowed", 405, "the path does not know this method"},
    Kind{ProblemCode::request_timeout, "request_timeout", 408, "the request came too slowly"},
    Kind{ProblemCode::too_large, "too_large", 413, "the request is too large"},
    Kind{ProblemCode::unsupported_type, "unsupported_type", 415, "the type of the body is not accepted"},
    Kind{ProblemCode::misdirected, "misdirected", 421, "the request was meant for another server"},
    Kind{ProblemCode::too_many_tries, "too_many_tries", 429, "too many failed tries"},
    Kind{ProblemCode::headers_too_large, "headers_too_large", 431, "the header is too large"},
    Kind{ProblemCode::not_pdf, "not_pdf", 422, "the document is no PDF"},
    Kind{ProblemCode::damaged, "damaged", 422, "the document is damaged"},
    Kind{ProblemCode::encrypted, "encrypted", 422, "the document needs a password"},
    Kind{ProblemCode::limit, "limit", 422, "the document went past a limit"},
    Kind{ProblemCode::crashed, "crashed", 422, "the document ended the process that read it"},
    Kind{ProblemCode::timeout, "timeout", 422, "the document took too long to read"},
    Kind{ProblemCode::internal, "internal", 500, "a mistake of the server"},
    Kind{ProblemCode::not_implemented, "not_implemented", 501, "this is not offered"},
    Kind{ProblemCode::busy, "busy", 503, "the server is busy"},
};

const Kind& kind_of(ProblemCode code) {
  return kKinds[static_cast<std::size_t>(code)];
}

constexpr bool in_order() {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i].code != static_cast<ProblemCode>(i)) return false;
  }
  return kKinds.size() == static_cast<std::size_t>(ProblemCode::busy) + 1;
}
static_assert(in_order());

ProblemCode code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_pdf:
      return ProblemCode::not_pdf;
    case ErrorCode::damaged:
      return ProblemCode::damaged;
    case ErrorCode::encrypted:
      return ProblemCode::encrypted;
    case ErrorCode::limit:
      return ProblemCode::limit;
    case ErrorCode::crashed:
      return ProblemCode::crashed;
    case ErrorCode::timeout:
      return ProblemCode::timeout;
    case ErrorCode::io:
    case ErrorCode::internal:
      break;
  }
  return ProblemCode::internal;
}

}  // namespace

std::string_view problem_name(ProblemCode code) {
  return kind_of(code).name;
}

int problem_status(ProblemCode code) {
  return kind_of(code).status;
}

std::string_view problem_title(ProblemCode code) {
  return kind_of(code).title;
}

Problem document_problem(const Error& error) {
  Problem problem{code_of(error.code), error.message, 0, {}};
  if (error.page > 0) problem.detail = "page " + std::to_string(error.page) + ": " + problem.detail;
  return problem;
}

Response to_response(const Problem& problem, const Request& request) {
  const Kind& kind = kind_of(problem.code);
  Response response{kind.status, "application/problem+json", problem.headers, {}, std::string(kind.name)};
  JsonWriter json(response.body);
  json.begin_object();
  json.member("type", "urn:prefill:problem:" + std::string(kind.name));
  json.member("title", kind.title);
  json.member("status", kind.status);
  json.member("code", kind.name);
  json.member("detail", problem.detail);
  json.member("request", request.id);
  json.end_object();
  response.body += '\n';
  if (problem.retry_after > 0) response.headers.push_back({"Retry-After", std::to_string(problem.retry_after)});
  if (kind.status == 401) {
    // RFC 6750, 3: a request without a token is told no error.
    const bool none = problem.code == ProblemCode::missing_token;
    response.headers.push_back(
        {"WWW-Authenticate", none ? R"(Bearer realm="prefill")" : R"(Bearer realm="prefill", error="invalid_token")"});
  }
  return response;
}

}  // namespace prefill::server
