// A multipart/form-data body (RFC 7578) taken apart as it arrives, in pieces cut anywhere.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prefill::server {

/// The boundary that a `Content-Type` of multipart/form-data names; nothing when it is another type or names none that
/// RFC 2046 allows (1 to 70 characters).
[[nodiscard]] std::optional<std::string> multipart_boundary(std::string_view content_type);

/// What comes next in a body.
struct MultipartEvent {
  enum class Kind : std::uint8_t {
    need_more,  // nothing, until the next piece
    part,       // a part begins; `MultipartDecoder::file_name` tells which
    data,       // some bytes of it: `data`
    part_end,
    end,     // the body is whole; what follows is to be passed over
    broken,  // this is no multipart body of the boundary named, or its headers go past the limit
  };
  Kind kind = Kind::need_more;
  std::string_view data;  // until the next call
};

/// To be pulled, so that whoever reads may stop between two documents: `feed`, then `next` until it needs more.
class MultipartDecoder {
 public:
  /// Bytes that the headers of a part may take together.
  static constexpr std::size_t kHeaderLimit = 8192;

  explicit MultipartDecoder(std::string_view boundary);

  /// Adds a piece. Only when `next` needed more, for what is kept would grow.
  void feed(std::string_view piece);
  [[nodiscard]] MultipartEvent next();
  /// Of the part that began last: the file's name without folders; nothing for a part that is no file.
  [[nodiscard]] const std::optional<std::string>& file_name() const { return file_name_; }

 private:
  enum class State : std::uint8_t { preamble, after_boundary, headers, data, end, broken };

  [[nodiscard]] std::string_view pending() const { return std::string_view(buffer_).substr(begin_); }
  MultipartEvent search();
  MultipartEvent after_boundary();
  MultipartEvent headers();
  MultipartEvent fail();

  std::string delimiter_;  // "\r\n--boundary"
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is not yet consumed
  std::optional<std::string> file_name_;
  State state_ = State::preamble;
};

}  // namespace prefill::server
