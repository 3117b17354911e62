// From the codes of a simple font to characters, by way of glyph names: a base encoding, and the Differences from it
// (ISO 32000-1, 9.6.6). Names mean what the Adobe glyph list says.

#pragma once

#include <string_view>

#include "extractor/pdf/font_data.h"
#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

/// The encoding called `WinAnsiEncoding`, `MacRomanEncoding`, `MacExpertEncoding` or `StandardEncoding`; null for any
/// other name.
[[nodiscard]] const font_data::Encoding* base_encoding(std::string_view name);

/// The most characters that a glyph name stands for.
inline constexpr std::size_t most_name_characters = 8;

/// Writes the characters of a glyph name as it is written in the file: `eacute`, `uni20AC`, `uni00660069`, `u1F600`,
/// `a.alt`, `f_i`. How many, at least one: U+FFFD when the glyph list does not know the name.
std::size_t characters_of_name(std::string_view written, std::span<char32_t, most_name_characters> out);

/// The Encoding of one font. The Differences are read when a code is looked up for the first time.
class SimpleEncoding {
 public:
  /// `base` may be null: then only the Differences have names. `differences` may be any object; an array is read.
  SimpleEncoding(const font_data::Encoding* base, ObjectView differences) : base_(base), differences_(differences) {}

  /// Writes the characters of `code`; how many, 0 when the encoding has no glyph for it.
  [[nodiscard]] std::size_t characters(std::uint32_t code, ObjectTable& objects, Arena* arena,
                                       std::span<char32_t, most_name_characters> out);

 private:
  using Names = std::array<std::string_view, 256>;
  void read_differences(ObjectTable& objects, Arena* arena);

  const font_data::Encoding* base_;
  ObjectView differences_;  // null once they are read
  Names* names_ = nullptr;  // as written; empty where nothing differs
};

}  // namespace prefill::pdf
