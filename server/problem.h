// Why a request was not answered as it wished: one list of codes for HTTP, log and metrics. /v1 says them as Problem
// Details (RFC 9457); the portal's calls put the same problems into the portal's own envelope.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace prefill::server {

enum class ProblemCode : std::uint8_t {
  // about the request
  bad_request,         // 400
  missing_token,       // 401
  unknown_token,       // 401: never given out, or its client was revoked
  expired_token,       // 401
  missing_account,     // 403: no `cpro-account`; the token is good, and another would not help
  wrong_account,       // 403
  forbidden,           // 403
  not_found,           // 404
  method_not_allowed,  // 405; `headers` has Allow
  request_timeout,     // 408
  too_large,           // 413
  unsupported_type,    // 415
  misdirected,         // 421: a Host that is not this server's
  too_many_tries,      // 429
  headers_too_large,   // 431
  // about the document: 422
  not_pdf,
  damaged,
  encrypted,
  limit,
  crashed,
  timeout,
  // about the server
  internal,         // 500
  not_implemented,  // 501
  busy,             // 503; `retry_after` is set
};

/// One refusal.
struct Problem {
  ProblemCode code = ProblemCode::internal;
  std::string detail;           // of this case: lower case, no full stop, says what to do; nothing of the document
  int retry_after = 0;          // seconds, when trying again may help
  std::vector<Header> headers;  // Allow and the like; `Retry-After` and `WWW-Authenticate` are added by `to_response`
};

/// "missing_token" and so on: part of the API.
[[nodiscard]] std::string_view problem_name(ProblemCode code);
/// The status it is answered with.
[[nodiscard]] int problem_status(ProblemCode code);
/// What kind of problem it is, in a few words, the same for every case.
[[nodiscard]] std::string_view problem_title(ProblemCode code);
/// The problem that an unreadable document is: `io` and `internal` become `internal`, the others themselves.
[[nodiscard]] Problem document_problem(const Error& error);

/// `application/problem+json` with type, title, status, detail, code and the request's id, and the headers that belong.
[[nodiscard]] Response to_response(const Problem& problem, const Request& request);

}  // namespace prefill::server
