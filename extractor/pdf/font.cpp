// The order of ISO 32000-1, 9.10.2: ToUnicode, then the glyph names of a simple font or the character collection of a
// CID font. It is MuPDF's too, whose reader this one has to agree with.

#include "extractor/pdf/font.h"

#include <algorithm>
#include <new>
#include <utility>

#include "extractor/pdf/blank.h"

namespace prefill::pdf {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_scalar(char32_t c) {
  return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

// Prints, as itself: true of nearly every character.
bool is_plain(char32_t c) {
  return c < 0xD800 && !prints_nothing(c);
}

// The letters of the ligatures U+FB00 to U+FB06; empty for any other character.
std::u32string_view letters_of(char32_t c) {
  constexpr std::array<std::u32string_view, 7> letters = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};
  return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : std::u32string_view{};
}

}  // namespace

Font::Font(FontSource source)
    : source_(std::move(source)), wide_(Allocator(source_.arena)), characters_(source_.arena) {
  const bool simple = !source_.encoding;
  code_bytes_ = simple ? 1 : source_.encoding->plain_two_bytes() ? 2 : 0;
  codes_are_cids_ = simple || (code_bytes_ == 2 && source_.encoding->is_identity());
  const std::size_t pages = simple ? 1 : 256;
  void* memory = source_.arena->allocate(pages * sizeof(Page*), alignof(Page*));
  pages_ = {static_cast<Page**>(memory), pages};
  std::fill(pages_.begin(), pages_.end(), nullptr);
}

CodeGlyph& Font::place(std::uint32_t code) {
  const std::uint32_t page = code >> 8;
  if (page >= pages_.size()) return wide_[code];
  if (!pages_[page]) pages_[page] = new (source_.arena->allocate(sizeof(Page), alignof(Page))) Page();
  return (*pages_[page])[code & 0xFF];
}

std::optional<std::uint32_t> Font::cid(std::uint32_t code) const {
  return codes_are_cids_ ? code : source_.encoding->number(code);
}

const CodeGlyph& Font::read(std::uint32_t code) {
  CodeGlyph& glyph = place(code);
  if (glyph.meaning != Meaning::unread) return glyph;
  const std::optional<std::uint32_t> cid = this->cid(code);
  if (!cid) {
    // What the encoding does not know is neither shown, nor does it move the pen.
    glyph.meaning = Meaning::blank;
    return glyph;
  }
  Characters found{};
  Meaning otherwise = Meaning::unknown;
  const std::size_t length = find_characters(code, *cid, found, otherwise);
  if (length == 1 && is_plain(found[0])) {
    glyph.meaning = Meaning::character;
    glyph.character = found[0];
  } else {
    set_meaning(glyph, {found.data(), length}, otherwise);
  }
  glyph.advance = advance(code, *cid);
  if (!source_.has_widths && source_.embedded) glyph.meaning = Meaning::in_program;
  return glyph;
}

// Writes the characters of a code; how many, or 0 and then `otherwise` says who would know them.
std::size_t Font::find_characters(std::uint32_t code, std::uint32_t cid, Characters& found, Meaning& otherwise) {
  if (source_.to_unicode) {
    if (const std::size_t length = source_.to_unicode->characters(code, found); length > 0) return length;
  }
  if (source_.encoding) return source_.collection ? source_.collection->characters(cid, found) : 0;
  if (source_.type3) return type3_characters(code, found);
  const std::size_t length = source_.names.characters(code, *source_.objects, source_.arena, found);
  if (length > 0 || !source_.embedded) return length;
  if (has_unnamed_glyph(code) && font_data::win_ansi_encoding[code] != 0) {
    found[0] = font_data::win_ansi_encoding[code];
    return 1;
  }
  otherwise = Meaning::in_program;
  return 0;
}

// The program is looked at when a code is met that nothing else explains, and once.
bool Font::has_unnamed_glyph(std::uint32_t code) {
  if (!unnamed_glyphs_) {
    ByteBuffer& program = source_.objects->context().cmap_buffer();
    program.clear();
    const bool decoded = source_.truetype > 0 && source_.objects->decode(source_.truetype, program);
    unnamed_glyphs_ = decoded ? TrueTypeProgram(program.bytes()).codes_of_unnamed_glyphs() : TrueTypeProgram::Codes();
  }
  return code < unnamed_glyphs_->size() && (*unnamed_glyphs_)[code];
}

// Their glyphs are drawn, and their names are often made up; then MuPDF takes the code for ASCII.
std::size_t Font::type3_characters(std::uint32_t code, Characters& found) {
  const std::size_t length = source_.names.characters(code, *source_.objects, source_.arena, found);
  if ((length == 0 || found[0] == replacement) && code >= 0x20 && code < 0x7F) {
    found[0] = code;
    return 1;
  }
  return length;
}

void Font::set_meaning(CodeGlyph& glyph, std::span<const char32_t> found, Meaning otherwise) {
  const bool nothing = found.empty() || (found.size() == 1 && found[0] == 0);
  std::array<char32_t, 3 * CMap::most_characters> printed{};
  std::size_t length = 0;
  for (const char32_t c : found) {
    if (prints_nothing(c)) continue;
    const std::u32string_view letters = letters_of(c);
    for (const char32_t letter : letters) printed[length++] = letter;
    if (letters.empty()) printed[length++] = is_scalar(c) ? c : replacement;
  }
  if (nothing || (length == 1 && printed[0] == replacement)) {
    glyph.meaning = nothing ? otherwise : Meaning::unknown;
    glyph.character = replacement;
  } else if (length <= 1) {
    glyph.meaning = length == 0 ? Meaning::blank : Meaning::character;
    glyph.character = printed[0];
  } else {
    glyph.meaning = Meaning::several;
    glyph.character = static_cast<char32_t>(characters_.size());
    characters_.push_back(static_cast<char32_t>(length));
    characters_.insert(characters_.end(), printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(length));
  }
}

float Font::width(std::uint32_t cid) {
  const float* found = source_.widths.find(cid, *source_.objects);
  return source_.unit * (found ? *found : source_.default_width);
}

float Font::advance(std::uint32_t code, std::uint32_t cid) {
  if (source_.is_vertical) {
    const float* found = source_.vertical.find(cid, *source_.objects);
    return 0.001f * (found ? found[0] : source_.default_drop);
  }
  if (source_.has_widths || !source_.standard) return width(cid);
  Characters name{};
  const std::size_t length = source_.names.characters(code, *source_.objects, source_.arena, name);
  return standard_width(*source_.standard, length > 0 ? name[0] : 0, code);
}

Font::Offset Font::vertical_offset(std::uint32_t code) {
  const std::uint32_t cid = this->cid(code).value_or(0);
  if (const float* found = source_.vertical.find(cid, *source_.objects)) return {0.001f * found[1], 0.001f * found[2]};
  return {width(cid) / 2, 0.001f * source_.default_rise};
}

}  // namespace prefill::pdf
