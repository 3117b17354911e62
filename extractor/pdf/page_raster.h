// Pictures of pages, with a drawing over them: what a person needs to see where a value was found.
//
// A sheet is laid out in points like a page: parts of pages are placed on it, and figures of lines and words drawn over
// them. MuPDF paints all of it, so that a picture looks the same wherever it is made.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/geometry.h"
#include "extractor/pdf/document.h"

namespace prefill::pdf {

/// A part of a page, in points of the page as a person sees it, and where its top left corner comes on the sheet.
struct PlacedPage {
  int number = 0;  // 1-based
  Rect part;
  Point at;
};

/// How a line is drawn. Colours are 0xRRGGBB. Without a dash it is drawn through.
struct Pen {
  std::uint32_t colour = 0;
  float width = 1;
  float dash = 0;
  float gap = 0;
};

/// A polygon, or a line with corners when it is not closed.
struct Outline {
  std::vector<Point> corners;
  bool closed = true;
  std::optional<Pen> pen;             // nothing: no line
  std::optional<std::uint32_t> fill;  // nothing: what is below shows
};

/// A line of text in Helvetica, UTF-8.
struct Words {
  std::string text;
  Point at;  // where the baseline begins, or its middle
  float size = 8;
  std::uint32_t colour = 0;
  bool bold = false;
  bool centred = false;
};

/// What is drawn for one thing.
struct Figure {
  std::string name;   // tells it from others of the sheet; empty for what nobody refers to
  std::string title;  // in words, for who cannot see it
  std::vector<Outline> outlines;
  std::vector<Words> words;  // above the outlines
};

struct Sheet {
  float width = 0;
  float height = 0;
  std::vector<PlacedPage> pages;
  std::vector<Figure> figures;  // later ones above
};

enum class Tone : std::uint8_t { gray, colours };
enum class Layer : std::uint8_t { pages, everything };

/// The size of a page in points, origin at 0. Nothing when the page cannot be loaded.
[[nodiscard]] std::optional<Rect> page_bounds(Document& document, int number);

/// The sheet as a PNG file with `resolution` pixels a point, fewer when it would have more than 16 million. A page that
/// cannot be painted to its end shows its beginning. Errors: `limit` when the memory budget of `document` does not do.
/// Takes as long as MuPDF takes for the pages.
[[nodiscard]] Result<std::string> draw_png(Document& document, const Sheet& sheet, float resolution, Tone tone,
                                           Layer layer);

}  // namespace prefill::pdf
