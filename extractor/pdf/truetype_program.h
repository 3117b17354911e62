// What is asked of a TrueType font program: which codes it has glyphs for, when it has no names for its glyphs. Where
// neither the Encoding nor the program names the glyph of a code, MuPDF takes the code for WinAnsi, and symbolic
// subsets hold nothing better. So a look at the versions of two tables and at a list of codes replaces loading the
// font.

#pragma once

#include <bitset>
#include <cstring>
#include <string_view>

#include "extractor/pdf/lexical.h"

namespace prefill::pdf {

/// An inflated FontFile2. What lies outside of it reads as 0.
class TrueTypeProgram {
 public:
  using Codes = std::bitset<256>;

  explicit TrueTypeProgram(Bytes bytes) : bytes_(bytes) {}

  /// The codes that have a glyph by its Macintosh `cmap` (ISO 32000-1, 9.6.6.4); none when its glyphs have names, or
  /// when there is no such table in one of its simple formats.
  [[nodiscard]] Codes codes_of_unnamed_glyphs() const {
    constexpr std::uint32_t without_names = 0x0003'0000;
    if (number(0, 4) != 0x0001'0000 || number(table("post"), 4) != without_names) return {};
    const std::size_t cmap = table("cmap");
    const std::size_t subtables = cmap > 0 ? number(cmap + 2, 2) : 0;
    for (std::size_t i = 0; i < subtables; ++i) {
      constexpr std::uint32_t macintosh_roman = 1 << 16;
      const std::size_t entry = cmap + 4 + 8 * i;
      if (number(entry, 4) == macintosh_roman) return codes_of(cmap + number(entry + 4, 4));
    }
    return {};
  }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t length) const {
    if (bytes_.size() < length || at > bytes_.size() - length) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value << 8 | bytes_[at + i];
    return value;
  }

  // Where a table begins; 0 when there is none.
  [[nodiscard]] std::size_t table(std::string_view tag) const {
    const std::size_t tables = number(4, 2);
    for (std::size_t entry = 12; entry < 12 + 16 * tables && entry + 16 <= bytes_.size(); entry += 16) {
      if (std::memcmp(bytes_.data() + entry, tag.data(), tag.size()) == 0) return number(entry + 8, 4);
    }
    return 0;
  }

  // Formats 0, a glyph of one byte for each code, and 6, of two bytes from some code on.
  [[nodiscard]] Codes codes_of(std::size_t subtable) const {
    const std::uint32_t format = number(subtable, 2);
    if (format != 0 && format != 6) return {};
    const std::size_t size = format == 0 ? 1 : 2;
    const std::size_t first = format == 0 ? 0 : number(subtable + 6, 2);
    const std::size_t count = format == 0 ? 256 : number(subtable + 8, 2);
    const std::size_t glyphs = subtable + (format == 0 ? 6 : 10);
    Codes codes;
    for (std::size_t i = 0; i < count && first + i < codes.size(); ++i) {
      codes[first + i] = number(glyphs + i * size, size) != 0;
    }
    return codes;
  }

  Bytes bytes_;
};

}  // namespace prefill::pdf
