// One state at a time consumes as much of a piece as is its own. Long runs (the file, strings elsewhere) are searched
// for their end with one call and not looked at character by character.

#include "server/http/json_file_decoder.h"

#include <algorithm>
#include <utility>

namespace prefill::server {
namespace {

constexpr std::string_view kDataUri = "data:";
constexpr unsigned kNotAscii = 0x80;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

unsigned hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return 16;
}

}  // namespace

JsonFileDecoder::JsonFileDecoder(std::string_view member, std::size_t limit, Sink sink)
    : member_(member), limit_(limit), sink_(std::move(sink)) {}

JsonFileDecoder::Outcome JsonFileDecoder::push(std::string_view piece) {
  while (!piece.empty()) {
    if (state_ == State::file) {
      bool fits = true;
      piece.remove_prefix(take_file(piece, fits));
      if (!fits) return Outcome::file_too_large;
      continue;
    }
    const bool in_text = state_ == State::key || state_ == State::text;
    const std::size_t taken = state_ == State::key ? take_key(piece) : in_text ? skip_text(piece) : 1;
    if (rest_.size() + taken > limit_) return Outcome::rest_too_large;
    rest_ += piece.substr(0, taken);
    if (!in_text) structure(piece[0]);
    piece.remove_prefix(taken);
  }
  return Outcome::ok;
}

// A character outside of strings.
void JsonFileDecoder::structure(char c) {
  if (is_space(c)) return;
  if (state_ == State::start) {
    state_ = c == '{' ? State::between : State::done;
    if (state_ == State::done) fault_ = FileFault::not_json;
    expects_key_ = true;
    depth_ = 1;
    return;
  }
  if (state_ == State::done) {
    fault_ = FileFault::not_json;
    return;
  }
  const bool ends_scalar = c == ',' || c == '}' || c == ']';
  if (ends_scalar) state_ = State::between;
  if (c == ',' && depth_ == 1) expects_key_ = true;
  if (c == '}' || c == ']') {
    if (--depth_ == 0) state_ = State::done;
    return;
  }
  if (ends_scalar || c == ':' || state_ == State::scalar) return;
  begin_value(c);
}

void JsonFileDecoder::begin_value(char c) {
  const bool is_key = depth_ == 1 && expects_key_ && c == '"';
  const bool is_file = std::exchange(awaits_file_, false);
  if (is_key) {
    key_.clear();
    state_ = State::key;
    expects_key_ = false;
    return;
  }
  if (is_file) fault_ = c == '"' ? FileFault::empty : c == 'n' ? FileFault::missing : FileFault::no_text;
  if (c == '"') {
    state_ = is_file ? State::file : State::text;
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else {
    state_ = State::scalar;
  }
}

std::size_t JsonFileDecoder::skip_text(std::string_view piece) {
  if (escaped_) {
    escaped_ = false;
    return 1;
  }
  const std::size_t stop = piece.find_first_of("\"\\");
  if (stop == std::string_view::npos) return piece.size();
  escaped_ = piece[stop] == '\\';
  if (!escaped_) state_ = State::between;
  return stop + 1;
}

// A key with escapes is none of ours: the names that routes ask for have none.
std::size_t JsonFileDecoder::take_key(std::string_view piece) {
  const std::size_t taken = skip_text(piece);
  const bool ended = state_ == State::between;
  const std::string_view text = piece.substr(0, taken - (ended ? 1 : 0));
  key_ += text.substr(0, std::min(text.size(), member_.size() + 1 - std::min(key_.size(), member_.size() + 1)));
  if (ended && !found_ && key_ == member_) found_ = awaits_file_ = true;
  return taken;
}

std::size_t JsonFileDecoder::take_file(std::string_view piece, bool& fits) {
  if (escaped_ || unicode_left_ > 0) {
    escape(piece[0], fits);
    return 1;
  }
  const std::size_t stop = piece.find_first_of("\"\\");
  const std::string_view run = piece.substr(0, stop);
  if (!run.empty()) decode(run, fits);
  if (stop == std::string_view::npos) return piece.size();
  if (piece[stop] == '\\') {
    escaped_ = true;
  } else {
    state_ = State::between;
    rest_ += '"';  // the quote that opened it is there already
  }
  return stop + 1;
}

void JsonFileDecoder::escape(char c, bool& fits) {
  if (unicode_left_ > 0) {
    const unsigned digit = hex_digit(c);
    // What is not ASCII is not base64 either: one character stands for all of them, and for what is no escape.
    unicode_ = digit > 15 ? kNotAscii : std::min(unicode_ * 16 + digit, kNotAscii);
    if (--unicode_left_ > 0) return;
    const char character = unicode_ < kNotAscii ? static_cast<char>(unicode_) : '?';
    return decode({&character, 1}, fits);
  }
  escaped_ = false;
  if (c == 'u') {
    unicode_ = 0;
    unicode_left_ = 4;
    return;
  }
  const char character = c == 'n' || c == 'r' || c == 't' ? '\n' : c == '/' ? '/' : '?';
  decode({&character, 1}, fits);
}

void JsonFileDecoder::decode(std::string_view text, bool& fits) {
  if (file_head_.size() < kDataUri.size()) file_head_ += text.substr(0, kDataUri.size() - file_head_.size());
  if (base64_.broken()) return;
  decoded_.resize(Base64Decoder::room_for(text.size()));
  auto* const bytes = reinterpret_cast<unsigned char*>(decoded_.data());
  const std::size_t size = base64_.decode(text, bytes);
  if (size > 0) fault_ = FileFault::none;
  if (base64_.broken()) return;
  fits = size == 0 || sink_({bytes, size});
}

FileFault JsonFileDecoder::finish() {
  if (state_ != State::done) return FileFault::not_json;
  if (fault_ != FileFault::none && fault_ != FileFault::empty) return fault_;
  if (file_head_ == kDataUri) return FileFault::data_uri;
  if (!base64_.complete()) return FileFault::not_base64;
  return fault_;
}

}  // namespace prefill::server
