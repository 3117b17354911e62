// The buffer holds one piece and the tail of the one before: a delimiter may be cut anywhere. It begins with a line end
// that no client sent, so that the first delimiter looks like all others.

#include "server/http/multipart_decoder.h"

#include <algorithm>

#include "server/http/message.h"

namespace prefill::server {
namespace {

constexpr std::size_t kLongestBoundary = 70;

// The value of parameter `name` in a header such as `form-data; name="a"; filename="b \"c\".pdf"`.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at < header.size()) {
    at = header.find_first_not_of("; \t", at);
    const std::size_t equals = std::min(header.find('=', at), header.size());
    if (equals == header.size()) return std::nullopt;
    const std::string_view key = header.substr(at, equals - at);
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        // Browsers escape the quote alone, as %22; others put a backslash before it. One before a folder's name stays.
        if (header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\')) ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else {
      const std::size_t end = std::min(header.find(';', at), header.size());
      value = header.substr(at, end - at);
      at = end;
    }
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

std::string without_folders(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  constexpr std::string_view type = "multipart/form-data";
  if (!same_name(content_type.substr(0, type.size()), type)) return std::nullopt;
  std::optional<std::string> boundary = parameter(content_type, "boundary");
  if (boundary && (boundary->empty() || boundary->size() > kLongestBoundary)) return std::nullopt;
  return boundary;
}

MultipartDecoder::MultipartDecoder(std::string_view boundary)
    : delimiter_("\r\n--" + std::string(boundary)), buffer_("\r\n") {}

void MultipartDecoder::feed(std::string_view piece) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  if (state_ != State::end) buffer_ += piece;
}

MultipartEvent MultipartDecoder::next() {
  switch (state_) {
    case State::preamble:
    case State::data:
      return search();
    case State::after_boundary:
      return after_boundary();
    case State::headers:
      return headers();
    case State::end:
      return {MultipartEvent::Kind::end, {}};
    case State::broken:
      break;
  }
  return {MultipartEvent::Kind::broken, {}};
}

MultipartEvent MultipartDecoder::search() {
  const std::string_view rest = pending();
  const std::size_t found = rest.find(delimiter_);
  // Without a delimiter, all is data but what may be the beginning of one.
  const std::size_t certain =
      found != std::string_view::npos ? found : rest.size() - std::min(rest.size(), delimiter_.size() - 1);
  begin_ += certain;
  if (state_ == State::data && certain > 0) return {MultipartEvent::Kind::data, rest.substr(0, certain)};
  if (found == std::string_view::npos) return {};
  begin_ += delimiter_.size();
  const bool in_part = state_ == State::data;
  state_ = State::after_boundary;
  return in_part ? MultipartEvent{MultipartEvent::Kind::part_end, {}} : after_boundary();
}

MultipartEvent MultipartDecoder::after_boundary() {
  const std::string_view rest = pending();
  if (rest.starts_with("--")) {
    state_ = State::end;
    return {MultipartEvent::Kind::end, {}};
  }
  const std::size_t line_end = rest.find("\r\n");
  if (line_end == std::string_view::npos) return rest.size() > kHeaderLimit ? fail() : MultipartEvent{};
  if (rest.substr(0, line_end).find_first_not_of(" \t") != std::string_view::npos) return fail();
  begin_ += line_end;  // the line end stays, so that an empty head ends like any other
  state_ = State::headers;
  return headers();
}

MultipartEvent MultipartDecoder::headers() {
  const std::string_view rest = pending();
  const std::size_t end = rest.find("\r\n\r\n");
  if (std::min(end, rest.size()) > kHeaderLimit) return fail();
  if (end == std::string_view::npos) return {};
  file_name_.reset();
  for (std::size_t at = 2; at < end + 2;) {
    const std::size_t line_end = rest.find("\r\n", at);
    const std::string_view line = rest.substr(at, line_end - at);
    const std::size_t colon = std::min(line.find(':'), line.size());
    if (same_name(line.substr(0, colon), "Content-Disposition")) file_name_ = parameter(line, "filename");
    at = line_end + 2;
  }
  if (file_name_) file_name_ = without_folders(*std::move(file_name_));
  begin_ += end + 4;
  state_ = State::data;
  return {MultipartEvent::Kind::part, {}};
}

MultipartEvent MultipartDecoder::fail() {
  state_ = State::broken;
  return {MultipartEvent::Kind::broken, {}};
}

}  // namespace prefill::server
