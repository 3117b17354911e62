// A JSON object that carries a file in base64, taken apart as it arrives: the file's bytes go their own way, and what
// is left is a small JSON text. So 10 MB of PDF are never held as 13 MB of text.

#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "server/http/base64_decoder.h"
#include "server/http/message.h"

namespace prefill::server {

/// Follows strings and brackets and no more: whether the rest is JSON is for a parser to say, once it is whole. The
/// file is the first member of its name at the top. Escapes inside it are resolved, for some encoders write "\/".
class JsonFileDecoder {
 public:
  /// Takes decoded bytes; false when there are too many.
  using Sink = std::function<bool(std::span<const unsigned char>)>;

  enum class Outcome : std::uint8_t { ok, file_too_large, rest_too_large };

  /// `member` is the name of the file's member; at most `limit` bytes of the rest are kept.
  JsonFileDecoder(std::string_view member, std::size_t limit, Sink sink);

  /// Takes the next piece of the body. After anything but `ok` nothing more may be given.
  [[nodiscard]] Outcome push(std::string_view piece);
  /// The body has ended: whether there was a file, and what was wrong with it.
  [[nodiscard]] FileFault finish();
  /// The body without the file, which has become "".
  [[nodiscard]] std::string& rest() { return rest_; }

 private:
  enum class State : std::uint8_t { start, between, key, text, scalar, file, done };

  void structure(char c);
  void begin_value(char c);
  std::size_t skip_text(std::string_view piece);
  std::size_t take_key(std::string_view piece);
  std::size_t take_file(std::string_view piece, bool& fits);
  void escape(char c, bool& fits);
  void decode(std::string_view text, bool& fits);

  std::string member_;
  std::size_t limit_;
  Sink sink_;
  std::string rest_;
  std::string key_;        // the last key at the top, as long as it can be ours
  std::string file_head_;  // the first characters of the file's text
  std::string decoded_;
  Base64Decoder base64_;
  State state_ = State::start;
  FileFault fault_ = FileFault::missing;
  std::size_t depth_ = 0;
  unsigned unicode_ = 0;  // the code of a \u escape so far
  int unicode_left_ = 0;  // hexadecimal digits that it still lacks
  bool escaped_ = false;
  bool expects_key_ = false;  // at the top: a string that comes is a key
  bool awaits_file_ = false;  // the key was ours: what comes is the file
  bool found_ = false;
};

}  // namespace prefill::server
