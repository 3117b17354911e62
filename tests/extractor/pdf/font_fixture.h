// A font in a PDF of its own, opened as the engine opens it, and what it says about codes.

#pragma once

#include "extractor/pdf/font_table.h"
#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

/// The object that `text` says. `text` must outlive it.
[[nodiscard]] inline ObjectView view_of(std::string_view text) {
  const auto* begin = reinterpret_cast<const Byte*>(text.data());
  return {begin, begin + text.size()};
}

/// Objects are added first; `open` ends that.
struct FontFile {
  /// Adds an object and returns a reference to it, with spaces around.
  std::string object(std::string body) { return reference(builder.object(std::move(body))); }
  std::string stream(std::string_view content, std::string_view entries = {}) {
    return reference(builder.stream(content, entries));
  }
  /// A ToUnicode CMap for codes of two digits, or four, with this between `begincmap` and `endcmap`.
  std::string to_unicode(std::string_view sections) {
    return stream("begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + std::string(sections) +
                  "\nendcmap");
  }

  /// Opens the file and reads the font of this body.
  Font& open(std::string body, const Limits& limits = {}) {
    name = object(std::move(body));
    bytes = builder.page("").build();
    opening = std::make_unique<Opening>(bytes, limits);
    if (!opening->document) throw std::runtime_error(opening->document.error().message);
    font = opening->document->fonts().font(view_of(name));
    if (!font) throw std::runtime_error("no font");
    return *font;
  }

  /// The characters of a code; empty when it prints nothing.
  std::u32string text(std::uint32_t code) {
    const CodeGlyph& glyph = font->glyph(code);
    if (glyph.meaning == Meaning::blank) return {};
    if (glyph.meaning != Meaning::several) return {glyph.character};
    const auto characters = font->characters(glyph);
    return {characters.begin(), characters.end()};
  }
  Meaning meaning(std::uint32_t code) { return font->glyph(code).meaning; }
  /// In thousandths of an em.
  float advance(std::uint32_t code) { return 1000 * font->glyph(code).advance; }

  static std::string reference(int number) { return " " + std::to_string(number) + " 0 R "; }

  PdfBuilder builder;
  std::string name;  // of the font
  Bytes bytes;
  std::unique_ptr<Opening> opening;
  Font* font = nullptr;
};

}  // namespace prefill::pdf::test
