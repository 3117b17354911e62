// Base64 (RFC 4648, section 4) decoded as it arrives, in pieces cut anywhere.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prefill::server {

/// Decodes one text. Spaces and line breaks are passed over, as encoders that wrap lines write them; padding may be
/// left out at the end.
class Base64Decoder {
 public:
  /// At most how many bytes `characters` more characters give.
  [[nodiscard]] static constexpr std::size_t room_for(std::size_t characters) { return (characters + 3) / 4 * 3; }

  /// Decodes `text` to `out`, which has `room_for(text.size())` bytes. Returns the bytes written; what stands before a
  /// character that base64 has not is decoded, and `broken` tells.
  [[nodiscard]] std::size_t decode(std::string_view text, unsigned char* out);
  /// Whether a character came that base64 has not, or anything but padding behind padding.
  [[nodiscard]] bool broken() const { return broken_; }
  /// Whether the text may end here: not in the middle of a byte.
  [[nodiscard]] bool complete() const;

 private:
  std::uint32_t bits_ = 0;
  int held_ = 0;     // characters in `bits_`
  int padding_ = 0;  // "=" seen
  bool broken_ = false;
};

}  // namespace prefill::server
