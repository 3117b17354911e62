// How a document that cannot be read is said: one error, with a code that means an action.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace prefill {

enum class ErrorCode : std::uint8_t {
  io,         // the bytes could not be had: missing, unreadable, changed while being read
  not_pdf,    // the bytes are something else
  damaged,    // a PDF, but broken beyond repair, or without pages
  encrypted,  // needs a password
  limit,      // went past a budget; the message names it
  crashed,    // the confined process that read it died
  timeout,    // the confined process took longer than allowed
  internal,   // a mistake of ours
};

/// "not_pdf" and so on: part of the output format.
[[nodiscard]] constexpr std::string_view error_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::io:
      return "io";
    case ErrorCode::not_pdf:
      return "not_pdf";
    case ErrorCode::damaged:
      return "damaged";
    case ErrorCode::encrypted:
      return "encrypted";
    case ErrorCode::limit:
      return "limit";
    case ErrorCode::crashed:
      return "crashed";
    case ErrorCode::timeout:
      return "timeout";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

/// Why a document could not be read. `message` is lower case, without a full stop, and says what to do.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  int page = 0;  // 1-based; 0 when it is not about a page
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, std::string message, int page = 0) {
  return tl::unexpected<Error>(Error{code, std::move(message), page});
}

}  // namespace prefill
