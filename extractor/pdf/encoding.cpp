// MuPDF has the glyph list; the forms of names that stand for several characters are taken apart here, as the list's
// own specification says (Adobe, "AGL specification", section 2).

#include "extractor/pdf/encoding.h"

#include <mupdf/fitz.h>

#include <algorithm>
#include <new>

#include "extractor/pdf/decoded_name.h"

namespace prefill::pdf {

namespace {

constexpr char32_t unknown = 0xFFFD;

char32_t character_of(std::string_view name) {
  // The list calls letters by themselves.
  if (name.size() == 1 && ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z')) return static_cast<Byte>(name[0]);
  std::array<char, 64> text{};  // as much as MuPDF looks at
  name.copy(text.data(), text.size() - 1);
  return static_cast<char32_t>(fz_unicode_from_glyph_name(text.data()));
}

// `f_f_i`: 0 when a part is not known.
std::size_t characters_of_parts(std::string_view name, std::span<char32_t, most_name_characters> out) {
  std::size_t length = 0;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('_', begin), name.size());
    if (length == out.size()) return 0;
    out[length] = character_of(name.substr(begin, end - begin));
    if (out[length++] == unknown) return 0;
    begin = end + 1;
  }
  return length;
}

// `uni00660069`: 0 when it is not of that form.
std::size_t characters_of_units(std::string_view name, std::span<char32_t, most_name_characters> out) {
  if (!name.starts_with("uni") || name.size() < 11 || (name.size() - 3) % 4 != 0) return 0;
  const std::size_t length = (name.size() - 3) / 4;
  if (length > out.size()) return 0;
  for (std::size_t i = 0; i < length; ++i) {
    out[i] = 0;
    for (const char c : name.substr(3 + 4 * i, 4)) {
      const int digit = lexical::hex_digit(static_cast<Byte>(c));
      if (digit < 0) return 0;
      out[i] = out[i] << 4 | static_cast<char32_t>(digit);
    }
  }
  return length;
}

}  // namespace

const font_data::Encoding* base_encoding(std::string_view name) {
  if (name == "WinAnsiEncoding") return &font_data::win_ansi_encoding;
  if (name == "MacRomanEncoding") return &font_data::mac_roman_encoding;
  if (name == "MacExpertEncoding") return &font_data::mac_expert_encoding;
  if (name == "StandardEncoding") return &font_data::standard_encoding;
  return nullptr;
}

std::size_t characters_of_name(std::string_view written, std::span<char32_t, most_name_characters> out) {
  const DecodedName decoded(written);
  // Behind a full stop comes the variant, such as `.alt`.
  const std::string_view name = decoded.view().substr(0, decoded.view().find('.'));
  if (name.find('_') != std::string_view::npos) {
    if (const std::size_t length = characters_of_parts(name, out); length > 0) return length;
  }
  if (const std::size_t length = characters_of_units(name, out); length > 0) return length;
  out[0] = character_of(name);
  return 1;
}

void SimpleEncoding::read_differences(ObjectTable& objects, Arena* arena) {
  names_ = new (arena->allocate(sizeof(Names), alignof(Names))) Names();
  int code = 0;
  for (ArrayWalk element(differences_); element.next();) {
    const ObjectView item = objects.resolve(element.value());
    if (item.kind() == Kind::number) {
      code = item.integer();
    } else if (item.kind() == Kind::name && code >= 0 && code < static_cast<int>(names_->size())) {
      (*names_)[static_cast<std::size_t>(code++)] = item.name();
    }
  }
  differences_ = {};
}

std::size_t SimpleEncoding::characters(std::uint32_t code, ObjectTable& objects, Arena* arena,
                                       std::span<char32_t, most_name_characters> out) {
  if (differences_.is_array()) read_differences(objects, arena);
  if (code > 0xFF) return 0;
  if (names_ && !(*names_)[code].empty()) return characters_of_name((*names_)[code], out);
  if (!base_ || (*base_)[code] == 0) return 0;
  out[0] = (*base_)[code];
  return 1;
}

}  // namespace prefill::pdf
