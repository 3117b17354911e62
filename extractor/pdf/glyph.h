// What a page reader gives: glyphs with their place, and what is known of the page.

#pragma once

#include <cstdint>

#include "extractor/arena.h"
#include "extractor/geometry.h"

namespace prefill::pdf {

/// Direction in which the text runs on the page as seen, clockwise from left-to-right.
enum class Direction : std::uint8_t { right, down, left, up };

/// One character. A ligature that stands for several characters gives one glyph for each, sharing its box. Characters
/// that are only white space are not given: gaps tell.
struct Glyph {
  char32_t code = 0;              // Unicode scalar value; U+FFFD when the font does not tell
  Rect box;                       // from ascender to descender, from pen position to pen position
  Point origin;                   // pen position on the baseline
  float size = 0;                 // font size in points as seen on the page
  std::uint32_t fill = 0;         // 0xRRGGBB
  std::uint32_t paint_order = 0;  // later is above
  Direction direction = Direction::right;
  bool invisible = false;  // render mode 3; 7 and nothing painted through it; fully transparent; clipped away
  bool covered = false;    // an image or an opaque shape was painted over it later
  bool unlit = false;      // white or nearly so, with nothing dark painted under it

  /// True when a person sees it.
  [[nodiscard]] bool visible() const { return !invisible && !covered && !unlit; }
};

/// True for a colour, 0xRRGGBB, too close to white to be read on it: a contrast under 3 to 1, as in WCAG.
[[nodiscard]] inline bool is_pale(std::uint32_t rgb) {
  constexpr float kLuminance = 0.3F;  // (1 + 0.05) / (0.3 + 0.05) = 3
  const auto linear = [](std::uint32_t channel) {
    const float part = static_cast<float>(channel & 0xFFU) / 255;
    return part * part;  // near enough to sRGB, and cheap
  };
  return 0.2126F * linear(rgb >> 16U) + 0.7152F * linear(rgb >> 8U) + 0.0722F * linear(rgb) > kLuminance;
}

/// A page read. `glyphs` are in the order of the content stream and lie inside the visible page.
struct PageGlyphs {
  int number = 0;  // 1-based in the document
  float width = 0;
  float height = 0;
  ArenaVector<Glyph> glyphs;
  float image_coverage = 0;       // share of the page, 0 to 1, under the largest image
  bool plain = false;             // no glyph is pale, and all are visible; false when nobody knows
  bool reference_reader = false;  // MuPDF's own reader was used

  explicit PageGlyphs(Arena* arena) : glyphs(arena) {}
};

}  // namespace prefill::pdf
