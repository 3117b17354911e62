// A name as it is meant: `/A#20B` is "A B".

#pragma once

#include <array>
#include <string_view>

#include "extractor/pdf/lexical.h"

namespace prefill::pdf {

/// Names are cut to 127 bytes (ISO 32000-1, annex C); no name that anything depends on is longer.
class DecodedName {
 public:
  /// `written` is the name as in the file, without its slash.
  explicit DecodedName(std::string_view written) {
    for (std::size_t i = 0; i < written.size() && size_ + 1 < text_.size(); ++i) {
      int byte = static_cast<Byte>(written[i]);
      if (byte == '#' && i + 2 < written.size()) {
        const int high = lexical::hex_digit(static_cast<Byte>(written[i + 1]));
        const int low = lexical::hex_digit(static_cast<Byte>(written[i + 2]));
        if (high >= 0 && low >= 0) {
          byte = high << 4 | low;
          i += 2;
        }
      }
      text_[size_++] = static_cast<char>(byte);
    }
    text_[size_] = 0;
  }

  [[nodiscard]] std::string_view view() const { return {text_.data(), size_}; }
  [[nodiscard]] const char* c_str() const { return text_.data(); }

 private:
  std::array<char, 128> text_;
  std::size_t size_ = 0;
};

}  // namespace prefill::pdf
