// A request and its answer, as routes see them: plain data without a socket, so that a route is a function that tests
// can call. What HTTP itself asks for (framing, keep-alive, HEAD, 100-continue, limits) has been settled before.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/result.h"

namespace prefill::server {

/// HEAD reaches a route as `get`; its answer goes out without the body.
enum class Method : std::uint8_t { get, post, other };

struct Header {
  std::string name;
  std::string value;
};

/// Who a request comes from, once its token was found good.
struct Client {
  std::string id;       // `client_id`
  std::string name;     // as given to `prefill clients add`; may go to logs and metrics
  std::string account;  // login of the technical account in `cpro-account`; empty when the route asks for none
};

/// Why a JSON body has no usable file where the route expects one. The route words the answer.
enum class FileFault : std::uint8_t {
  none,
  not_json,    // the body is no JSON object
  missing,     // no such member, or null
  no_text,     // the member is a number, an object, ...: an id in place of the file
  data_uri,    // "data:application/pdf;base64,..."
  not_base64,  // a character that base64 has not, or an end in the middle; line breaks are accepted
  empty,       // ""
};

/// A document that came with a request.
struct Document {
  std::string name;                      // the file's name as the client gave it (multipart); else empty
  std::span<const unsigned char> bytes;  // decoded. Valid during the route's call; empty for parts of a multipart body
  /// What a worker made of it: JSON or PNG, by the route's `Work`. Empty text when there was no work or a fault.
  Result<std::string> answer;
  FileFault fault = FileFault::none;  // `json_file` only
};

/// A request whose body has been taken in as its route asked (`BodyPlan`).
struct Request {
  std::string id;  // names this request in answers and logs: 1 to 64 of [A-Za-z0-9._-]
  Method method = Method::other;
  std::string path;                                        // percent-decoded, without the query; begins with "/"
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::vector<Header> headers;                             // in order; names as sent
  std::string remote;            // address without port, or "unix"; the proxy's word for it with `--behind-proxy`
  std::optional<Client> client;  // nothing on routes open to all and when no clients are configured
  /// `memory`: the body. `json_file`: the JSON, with "" in the place of the file. Else empty.
  std::string body;
  std::vector<Document> documents;  // one; several for a multipart body; none for `none` and `memory`

  /// The first value under `name`, whose case does not count; nothing when there is none. Lives as long as this.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  /// The first value of `name` in the query.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

/// An answer. `Content-Length`, `Date`, `Server`, `X-Request-Id`, `X-Content-Type-Options` and `Connection` are added.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<Header> headers;
  std::string body;
  /// How it ended, for log and metrics: a short code out of a small fixed set, never part of a document. "ok" or
  /// `Problem`'s code unless the route says otherwise.
  std::string outcome = "ok";
};

/// The members of a form (`application/x-www-form-urlencoded`) or a query, decoded, in order. A broken escape stands
/// for itself.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);

/// `text` with its `%xx` resolved; a broken escape stands for itself.
[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_space = false);

/// `text` with everything but letters, digits and `-._~` as `%XX`.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// Whether two texts are the same but for the case of ASCII letters, as names of headers are compared.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

}  // namespace prefill::server
