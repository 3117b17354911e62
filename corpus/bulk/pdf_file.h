// Puts pages, fonts and pictures together as a PDF, in the shapes that producers of invoices give it.
//
// The shapes matter: a reader that is fast on one producer's files may be slow or wrong on another's. What differs is
// what the engine meets: how codes stand for characters, where resources hang, whether objects lie in object streams.

#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/bulk/font_library.h"
#include "corpus/bulk/picture.h"

namespace prefill::bulk {

/// How content streams say where text goes.
enum class Idiom : std::uint8_t {
  absolute,  // each text has a text object of its own with its place
  relative,  // one text object goes on from line to line, pairs of letters are set closer
  by_word,   // each word has its place, spaces are left out, texts are marked content
  flipped,   // the page is turned upside down first, as browsers do
};

struct Shape {
  Idiom idiom = Idiom::absolute;
  bool composite_fonts = false;      // two bytes a glyph; else one byte a character
  bool object_streams = false;       // with a cross-reference stream; else a table
  bool inherited_resources = false;  // at the root of the pages; else at each page
  bool split_contents = false;       // the content of a page in several streams
  bool letterhead_form = false;      // what all pages share is a form
};

/// A font in one file: its program and what was printed with it.
struct UsedFont {
  const FontProgram* program = nullptr;
  std::set<unsigned char> codes;
};

struct PdfContents {
  Shape shape;
  std::vector<UsedFont> fonts;           // /F0, /F1, ...
  std::vector<const Picture*> pictures;  // /I0, /I1, ...
  std::string letterhead;                // content of /X0 when `shape` has such a form
  std::vector<std::string> pages;        // their content
  double width = 595.28;                 // of a page, in points
  double height = 841.89;
  std::string subset_tag;  // six letters
  std::string title;       // UTF-8, as the next
  std::string producer;
  std::string date;  // D:YYYYMMDDHHMMSS
};

/// The bytes of the file; the same contents give the same bytes.
[[nodiscard]] std::string to_pdf(const PdfContents& contents);

/// `plain` as a zlib stream.
[[nodiscard]] std::string compressed(std::string_view plain);

}  // namespace prefill::bulk
