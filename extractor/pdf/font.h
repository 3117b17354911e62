// A font as text needs it: how strings are cut into codes, and for each code its characters and its advance. The font
// program is opened for one question alone (truetype_program.h).

#pragma once

#include <array>
#include <boost/container/pmr/polymorphic_allocator.hpp>
#include <boost/unordered_map.hpp>
#include <span>

#include "extractor/pdf/font_source.h"
#include "extractor/pdf/truetype_program.h"

namespace prefill::pdf {

/// How the characters of a code are known.
enum class Meaning : std::uint8_t {
  unread,     // not looked up yet
  blank,      // white space, or nothing at all: it only advances
  character,  // one character
  several,    // several characters, such as a ligature stands for: `Font::characters`
  unknown,    // nothing tells, not even the font program: U+FFFD
  in_program  // only the font program may tell; U+FFFD as far as we know
};

/// What a code of a font stands for.
struct CodeGlyph {
  char32_t character = 0;  // with `several`: where its characters begin in the font's list
  float advance = 0;       // along the line, in em; in vertical writing negative, since lines run down
  Meaning meaning = Meaning::unread;
};

/// Codes are at most 32 bits; one byte each in simple fonts. What a code means is looked up when it is first shown.
class Font {
 public:
  /// Takes memory for a few kilobytes from the source's arena, and never gives it back: fonts are not destroyed.
  explicit Font(FontSource source);
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;

  [[nodiscard]] bool vertical() const { return source_.is_vertical; }
  [[nodiscard]] bool type3() const { return source_.type3; }
  /// Above and below the baseline, in em; `descent` is negative.
  [[nodiscard]] float ascent() const { return source_.ascent; }
  [[nodiscard]] float descent() const { return source_.descent; }

  /// Takes the next code off a string that is not empty; `at` moves on by 1 to 4 bytes.
  [[nodiscard]] std::uint32_t next_code(const Byte*& at, const Byte* end) const {
    if (code_bytes_ == 1) return *at++;
    if (code_bytes_ == 2 && end - at >= 2) {
      const std::uint32_t code = static_cast<std::uint32_t>(at[0] << 8 | at[1]);
      at += 2;
      return code;
    }
    return source_.encoding->next_code(at, end);
  }

  /// How many bytes every code has; 0 when that differs, or is said by the encoding alone.
  [[nodiscard]] std::size_t code_bytes() const { return code_bytes_; }

  /// Valid until the document is closed.
  [[nodiscard]] const CodeGlyph& glyph(std::uint32_t code) {
    if (code >> 8 < pages_.size()) {
      const CodeGlyph* const glyph = looked_up(code);
      if (glyph && glyph->meaning != Meaning::unread) return *glyph;
    }
    return read(code);
  }

  /// The same for a code of `code_bytes` bytes, without a look-up: `unread`, or null, where it has not been looked up.
  [[nodiscard]] const CodeGlyph* looked_up(std::uint32_t code) const {
    const Page* const page = pages_[code >> 8];
    return page ? &(*page)[code & 0xFF] : nullptr;
  }

  /// The characters of a code that means `several`. Valid until the next call of `glyph`.
  [[nodiscard]] std::span<const char32_t> characters(const CodeGlyph& glyph) const {
    return {characters_.data() + glyph.character + 1, characters_[glyph.character]};
  }

  /// In vertical writing, from the place of the pen to the origin of the glyph, in em: (w/2, 0.88) unless W2 says
  /// otherwise. The glyph is painted at the pen minus this.
  struct Offset {
    float x = 0;
    float y = 0;
  };
  [[nodiscard]] Offset vertical_offset(std::uint32_t code);

 private:
  using Page = std::array<CodeGlyph, 256>;
  using Allocator = boost::container::pmr::polymorphic_allocator<std::pair<const std::uint32_t, CodeGlyph>>;
  using WideCodes =
      boost::unordered_map<std::uint32_t, CodeGlyph, boost::hash<std::uint32_t>, std::equal_to<>, Allocator>;
  using Characters = std::array<char32_t, CMap::most_characters>;

  const CodeGlyph& read(std::uint32_t code);
  [[nodiscard]] CodeGlyph& place(std::uint32_t code);
  [[nodiscard]] std::optional<std::uint32_t> cid(std::uint32_t code) const;
  [[nodiscard]] std::size_t find_characters(std::uint32_t code, std::uint32_t cid, Characters& found,
                                            Meaning& otherwise);
  [[nodiscard]] bool has_unnamed_glyph(std::uint32_t code);
  [[nodiscard]] std::size_t type3_characters(std::uint32_t code, Characters& found);
  [[nodiscard]] float advance(std::uint32_t code, std::uint32_t cid);
  [[nodiscard]] float width(std::uint32_t cid);
  void set_meaning(CodeGlyph& glyph, std::span<const char32_t> found, Meaning otherwise);

  FontSource source_;
  std::size_t code_bytes_ = 0;  // 0 when the encoding has to be asked
  bool codes_are_cids_ = false;
  std::optional<TrueTypeProgram::Codes> unnamed_glyphs_;  // once the program was asked
  std::span<Page*> pages_;            // of the codes up to 0xFFFF, or 0xFF; null where none was looked up
  WideCodes wide_;                    // of longer codes
  ArenaVector<char32_t> characters_;  // runs of them, each behind its length
};

}  // namespace prefill::pdf
