// Font programs as producers embed them: a part of a TrueType font of the system, cut out and compressed once and then
// used in many files.
//
// Cutting a font anew for each file would cost more than everything else together and change nothing that a reader of
// text sees; what differs from file to file are the widths and the ToUnicode map, which name the glyphs used.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace prefill::bulk {

enum class Face : std::uint8_t { regular, bold, italic };

struct Family {
  std::string_view name;
  std::array<std::string_view, 3> files;  // by face, under the directory of fonts
  bool serif;
  bool fixed_pitch;
};
/// The families that the corpus is set in, all of Debian.
constexpr std::size_t family_count = 7;
[[nodiscard]] const std::array<Family, family_count>& families();

/// How much of a font is embedded.
enum class Repertoire : std::uint8_t {
  lean,    // the characters of French business letters, without the instructions for coarse screens
  french,  // the same characters with instructions
  latin,   // all European languages of Latin script
  whole,   // the font as it is
};

struct Glyph {
  std::uint16_t id = 0;
  std::uint16_t width = 0;  // thousandths of the size
};

/// A font to embed.
struct FontProgram {
  std::string name;               // PostScript name, without the tag of a subset
  bool subset = true;             // whether glyphs were left out
  std::string compressed;         // zlib
  std::size_t length = 0;         // of the uncompressed program
  std::array<Glyph, 256> glyphs;  // by character of the code page; id 0 where there is none
  std::array<int, 4> box{};       // thousandths of the size, as are the next
  int ascent = 0;
  int descent = 0;
  bool serif = false;
  bool fixed_pitch = false;
  bool italic = false;

  /// Width of a text of the code page, in thousandths of the size.
  [[nodiscard]] int width(std::string_view codes) const;
};

/// Makes font programs and keeps them. One for each thread.
class FontLibrary {
 public:
  /// `directory` has the fonts of Debian: /usr/share/fonts/truetype.
  explicit FontLibrary(std::string directory) : directory_(std::move(directory)) {}

  /// The program, made on first use: some milliseconds, for a whole font a tenth of a second. It lives as long as this.
  /// Throws std::runtime_error, which names the file and the package, when the font is not installed.
  const FontProgram& program(std::size_t family, Face face, Repertoire repertoire);

 private:
  std::string directory_;
  std::map<std::array<std::size_t, 3>, std::unique_ptr<FontProgram>> programs_;
};

}  // namespace prefill::bulk
