// HTTP/1.1 requests out of bytes. Boost.Beast knows the grammar, and this is the one place that knows Beast.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "server/http/message.h"
#include "server/problem.h"

namespace prefill::server {

/// What a request says of itself before its body.
struct RequestHead {
  bool head = false;  // HEAD: the answer goes out without its body
  bool keep_alive = false;
  bool expects_continue = false;
  bool chunked = false;
  std::optional<std::uint64_t> content_length;
  /// Whether a body follows.
  [[nodiscard]] bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// Takes one request apart, piece by piece. What cannot be understood, or could be understood in two ways (two lengths,
/// a length and chunks, two Hosts), is a problem: proxies must not read a request otherwise than we do.
class RequestParser {
 public:
  explicit RequestParser(std::size_t header_limit);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Goes on with the head; `pending` is all that is there of it. Returns the bytes used, and leaves `request` filled
  /// when `head_done`.
  std::size_t take_head(std::string_view pending, Request& request);
  [[nodiscard]] bool head_done() const;
  [[nodiscard]] const RequestHead& head() const { return head_; }

  /// Goes on with the body: decoded bytes go to `into`, which is not empty, `written` of them. Returns the bytes used.
  std::size_t take_body(std::string_view pending, std::span<unsigned char> into, std::size_t& written);
  /// Nothing more belongs to this request.
  [[nodiscard]] bool done() const;
  /// It can do nothing without more bytes.
  [[nodiscard]] bool hungry() const { return hungry_; }

  /// Why this is no request; final.
  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

 private:
  struct Parser;
  void finish_head(Request& request);

  std::unique_ptr<Parser> parser_;
  RequestHead head_;
  std::optional<Problem> problem_;
  bool hungry_ = false;
};

}  // namespace prefill::server
